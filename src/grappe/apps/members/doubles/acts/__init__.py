"""What is done with doubles."""
