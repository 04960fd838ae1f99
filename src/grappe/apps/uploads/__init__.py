"""What people send: whether a file may be kept and shown to others."""
