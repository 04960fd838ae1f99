"""How the tables of doubles came to be."""
