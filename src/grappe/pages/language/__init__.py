"""The language that a page speaks, and the tags by which templates speak it."""
