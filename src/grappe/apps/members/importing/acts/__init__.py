"""What is done with an import: sent, matched, mended, written, undone, forgotten."""
