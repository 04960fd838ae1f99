"""The rows of a database as plain values: the same from either kind, so that they go back into either.

A value is written as Django writes it to SQLite: booleans as 0 and 1, instants in UTC as text, lengths of
time in microseconds, UUIDs as 32 digits, JSON as text. What a table is made of is not kept: its migrations
say.
"""
