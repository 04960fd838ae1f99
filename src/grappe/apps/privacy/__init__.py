"""What is kept of people, field by field: why, how long, and what becomes of it when they are forgotten.

Each room that stores something has a module `privacy` with its DECLARATIONS; `others` tells of the tables
that our libraries bring. A field that nobody declared fails the tests.
"""
