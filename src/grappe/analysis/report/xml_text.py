"""Signs that no XML may hold, not even escaped: those of SVG and of Word."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def pictured_controls(words: str) -> str:
    """Return a text in which each such sign is the one that pictures it."""
    return FORBIDDEN.sub(_picture, words)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
