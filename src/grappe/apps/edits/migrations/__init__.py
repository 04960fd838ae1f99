"""How the tables of edits came to be."""
