"""The catalogue of figures: each declared once, each with its papers."""
