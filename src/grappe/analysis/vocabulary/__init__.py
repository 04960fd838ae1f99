"""What the field's words mean: NACE, CPV, places, laws as dated rows, and where each table comes from.

One module a subject. Tables are packaged in `data/`, built by `tools/build_vocabulary.py` and read once.
"""
