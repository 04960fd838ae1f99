"""The tables of an evaluation: read from what people have, checked, and given a type."""
