"""What happens: models, acts, permissions; no pages."""
