"""For each question of an evaluation: figures, documents and interviews side by side."""
