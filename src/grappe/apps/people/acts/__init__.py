"""What is done to people's accounts."""
