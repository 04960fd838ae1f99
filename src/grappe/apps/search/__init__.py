"""What is found by the words that one types, in tables of any room, on either database."""
