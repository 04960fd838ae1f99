"""Members as people have them in a spreadsheet: read, matched, shown before they are written, undone."""
