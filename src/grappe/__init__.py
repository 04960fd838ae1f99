"""Grappe runs a business cluster day to day, and its evaluation falls out of the same data."""

__version__ = "0.1.0"
