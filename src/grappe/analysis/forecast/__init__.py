"""The years to come: what becomes of the reserves, and what would change it."""
