"""What is asked of evaluations."""
