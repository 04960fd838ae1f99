"""The files that people brought, answered so that none of them can do harm."""
