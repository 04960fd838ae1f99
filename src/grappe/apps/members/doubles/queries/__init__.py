"""What is asked of doubles."""
