"""Numbers: tables in, figures out. Knows no Django and no network."""
