"""By which a person comes in, and what they see of their own account."""
