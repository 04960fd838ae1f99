"""The look of a report, once it is settled: what the three renderings read."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from grappe.analysis.report.house.colours import GRAPE, PLUM, palette, palette_by_night

TITLES, TEXT = "Inter", "Grappe Serif"
PAGE_TITLES, PAGE_TEXT = "House titles", "House text"


@dataclass(frozen=True, slots=True)
class Font:
    """A file of letters that travels with the report."""

    family: str
    weight: int
    style: str
    name: str
    """The file's name: `Lora-Regular.ttf`."""
    content: bytes

    @property
    def address(self) -> str:
        """The file as a page carries it."""
        kind = PurePosixPath(self.name).suffix.lower().removeprefix(".")
        return f"data:font/{kind};base64,{base64.b64encode(self.content).decode('ascii')}"

    @property
    def format(self) -> str:
        """What CSS calls such a file."""
        return {".otf": "opentype", ".ttf": "truetype"}[PurePosixPath(self.name).suffix.lower()]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the cover, and what it says to those who cannot see it."""

    name: str
    content: bytes
    words: str

    @property
    def kind(self) -> str:
        """`png`, `jpg` or `svg`, as the file's own bytes say."""
        if self.content.startswith(b"\x89PNG"):
            return "png"
        return "jpg" if self.content.startswith(b"\xff\xd8") else "svg"

    @property
    def address(self) -> str:
        """The picture as a page carries it; as an image, nothing in an SVG runs or asks anything."""
        kind = {"png": "png", "jpg": "jpeg", "svg": "svg+xml"}[self.kind]
        return f"data:image/{kind};base64,{base64.b64encode(self.content).decode('ascii')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """Colours that can be read, families that are there, pictures that are pictures."""

    main: str = PLUM
    second: str = GRAPE
    titles: str = TITLES
    text: str = TEXT
    fonts: tuple[Font, ...] = ()
    """Files of the two families, where they are not Grappe's own."""
    logo: Picture | None = None
    words: str = ""
    """A line at the foot of the cover: an address, a mention."""
    emblem: bool = True
    """The picture of the members stands on the cover."""

    def plain(self) -> dict[str, Any]:
        """Return what templates need, as dictionaries and lists."""
        return {
            "light": asdict(palette(self.main, self.second)),
            "dark": asdict(palette_by_night(self.main, self.second)),
            "own_colours": (self.main, self.second) != (PLUM, GRAPE),
            "titles": self.titles,
            "text": self.text,
            "stacks": self._stacks(),
            "fonts": [
                {
                    "called": called,
                    "weight": font.weight,
                    "style": font.style,
                    "format": font.format,
                    "address": font.address,
                }
                for family, called in ((self.titles, PAGE_TITLES), (self.text, PAGE_TEXT))
                for font in self.fonts
                if font.family == family
            ],
            "logo": {"words": self.logo.words, "address": self.logo.address} if self.logo else None,
            "words": self.words,
        }

    def on_page(self, family: str) -> str:
        """Return what the page calls a family: a house's own go by names that need no escaping."""
        if family in (TITLES, TEXT):
            return family
        return PAGE_TITLES if family == self.titles else PAGE_TEXT

    def _stacks(self) -> str:
        """Return the families as CSS, nothing where they are Grappe's own."""
        if (self.titles, self.text) == (TITLES, TEXT):
            return ""
        titles, text = self.on_page(self.titles), self.on_page(self.text)
        return f'--sans: "{titles}", Inter, sans-serif; --serif: "{text}", "Grappe Serif", serif;'


GRAPPE_STYLE = HouseStyle()
"""The look of a report that asks for none."""
