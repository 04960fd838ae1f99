"""What a report states, held against itself: which of its figures cannot all be true."""
