"""What a survey says: who answered, what they answered, and what the silent might have said."""
