"""The look of every page that is not the desk's: one frame, one sheet of styles, the letters."""
