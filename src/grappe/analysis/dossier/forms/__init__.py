"""Questionnaires, whatever tool wrote them, and what their answers mean."""
