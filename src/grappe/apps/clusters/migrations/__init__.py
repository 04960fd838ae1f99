"""How the tables of clusters came to be."""
