"""How the tables of imports came to be."""
