"""A house for the tests: its logo, and letters that are Inter's under another name."""

from __future__ import annotations

from grappe.analysis.report.fonts import folder

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">'
    b'<rect width="120" height="40" fill="#0B4F6C"/></svg>'
)
HOUSE = """
[colours]
main = "#0B4F6C"
second = "#0b6"

[fonts]
titles = "Atlas"
files = ["atlas.otf"]

[cover]
logo = "logo.svg"
logo_words = "Maison <b>Untel</b>"
words = "Place de l’Église 1 & 2, 5000 Namur"
emblem = false
"""


def atlas() -> bytes:
    """A font that no machine has."""
    inter = (folder() / "inter" / "Inter-Regular.otf").read_bytes()
    return inter.replace("Inter".encode("utf-16-be"), "Atlas".encode("utf-16-be")).replace(b"Inter", b"Atlas")


def files() -> dict[str, bytes]:
    """What lies beside house.toml."""
    return {"logo.svg": LOGO, "atlas.otf": atlas()}
