"""What is asked for an import."""
