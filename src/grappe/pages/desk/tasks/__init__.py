"""What the team has to do: a list to add to and tick off, the page of a task, tasks where they belong."""
