"""What is done to an application: acts, and nothing else, change it."""
