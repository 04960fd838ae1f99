"""The language of who reads, wherever Django is at work."""
