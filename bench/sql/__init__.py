"""The figures by hand, in SQL."""
