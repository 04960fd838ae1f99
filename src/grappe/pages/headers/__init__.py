"""What each answer tells the browser that it may do."""
