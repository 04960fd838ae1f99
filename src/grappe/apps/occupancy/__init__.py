"""Who is at work in an installation: programs that share it, or one that needs it alone."""
