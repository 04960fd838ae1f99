"""How the documentation is built: `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from grappe import __version__

project = "Grappe"
author = "The Grappe contributors"
copyright = author  # noqa: A001 - the name that Sphinx reads
release = __version__

extensions = ["myst_parser", "sphinx_click", "grappe_tables", "grappe_figures"]
exclude_patterns = ["_build", "reference/generated"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Grappe"
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#4A1942", "color-brand-content": "#7A3B73"},
    "dark_css_variables": {"color-brand-primary": "#E3C7DE", "color-brand-content": "#CFA3C8"},
}
