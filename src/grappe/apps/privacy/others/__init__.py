"""What the tables of our libraries keep of people: declared here, since they do not do so themselves.

A table of a new version fails the tests until it is declared, or found to be of nobody. Only the fields that
are a person's are named.
"""
