"""What is done to a cluster."""
