"""What is done to evaluations."""
