"""What one asks of applications."""
