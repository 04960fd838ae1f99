"""What an installation is told by its environment, read in one place."""
