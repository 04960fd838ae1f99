"""The fonts that a report carries: Inter for what one scans, Grappe Serif for what one reads.

Made by tools/build_fonts.py; both under the Open Font License, beside them.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path


def folder() -> Path:
    """Return the folder of the fonts."""
    return Path(__file__).parent


@cache
def embedded(name: str) -> str:
    """Return a font as the page carries it: `serif/GrappeSerif-Regular` as a data address."""
    letters = base64.b64encode((folder() / f"{name}.woff2").read_bytes()).decode("ascii")
    return f"data:font/woff2;base64,{letters}"
