"""Pictures that a house gives: whether they are any, and the same as PNG."""

from __future__ import annotations

import json
from functools import lru_cache

import typst

PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let content = bytes(json(bytes(sys.inputs.picture)))
#context {
  let own = measure(image(content))
  // In a box, whatever its own shape: a narrow one is small, and no page is a mile long.
  image(content, width: own.width * calc.min(240pt / own.width, 80pt / own.height))
}"""
DOTS = 288.0
"""Dots per inch at which a picture is drawn: sharp on paper at the width of a logo."""
MOST = 5 * 2**20
"""Bytes above which a logo is a mistake."""


def is_picture(content: bytes) -> bool:
    """Tell whether these bytes are a PNG, a JPEG or an SVG that can be drawn to the end."""
    known = content.startswith((b"\x89PNG", b"\xff\xd8")) or b"<svg" in content[:4096]
    if not known or len(content) > MOST:
        return False
    try:
        as_png(content)
    except typst.TypstError:
        return False
    return True


@lru_cache(maxsize=8)
def as_png(content: bytes) -> bytes:
    """Return a picture as PNG, drawn without asking anything of anyone.

    Raises typst.TypstError where it cannot be drawn.
    """
    return typst.compile(PAGE, format="png", ppi=DOTS, sys_inputs={"picture": told(content)})


def told(content: bytes) -> str:
    """Return bytes as a template can be given them."""
    return json.dumps(list(content), separators=(",", ":"))
