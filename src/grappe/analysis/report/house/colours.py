"""A house's colours: two are given, the others follow, and what is read keeps its contrast.

Contrast is that of WCAG 2.2: at least 4.5 to 1 for text (level AA).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

PLUM, GRAPE = "#4A1942", "#7A3B73"
WHITE, PAPER, NIGHT, NIGHT_CARD = "#FFFFFF", "#FBFAF8", "#161118", "#1F1822"
AA = 4.5
HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
STEP = 0.02

Channels = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours that take the house's hue; grounds, ink, leaf and ochre are the same for all."""

    main: str
    """What one does: figures, bars, titles."""
    second: str
    """Beside it: small headings, notes."""
    mist: str
    """A ground behind a figure or a word."""
    span: str
    """An interval."""
    place: str
    """A place on a map that has members."""
    light: str
    """A third mark beside the two colours."""
    on_main: str
    """Text on the main colour."""


GRAPPE = Palette(
    main=PLUM,
    second=GRAPE,
    mist="#F3ECF1",
    span="#CDB6CA",
    place="#E3D3E0",
    light="#A9769F",
    on_main=WHITE,
)
GRAPPE_BY_NIGHT = Palette(
    main="#E3BCDC",
    second="#D3A3CB",
    mist="#2C2230",
    span="#6D5069",
    place="#4A3A4C",
    light="#A9769F",
    on_main=NIGHT_CARD,
)


def palette(main: str, second: str) -> Palette:
    """Return the colours of a light page from two that can be read on it."""
    if (main, second) == (PLUM, GRAPE):
        return GRAPPE
    return Palette(
        main=main,
        second=second,
        mist=mixed(main, WHITE, 0.08),
        span=mixed(second, WHITE, 0.36),
        place=mixed(second, WHITE, 0.22),
        light=mixed(second, WHITE, 0.68),
        on_main=WHITE,
    )


def palette_by_night(main: str, second: str) -> Palette:
    """Return the colours of a dark page from the same two."""
    if (main, second) == (PLUM, GRAPE):
        return GRAPPE_BY_NIGHT
    lit, beside = lightened(main, 2 * AA), lightened(second, 1.6 * AA)
    return Palette(
        main=lit,
        second=beside,
        mist=mixed(lit, NIGHT_CARD, 0.1),
        span=mixed(beside, NIGHT_CARD, 0.42),
        place=mixed(beside, NIGHT_CARD, 0.26),
        light=mixed(beside, NIGHT_CARD, 0.68),
        on_main=NIGHT_CARD,
    )


def readable(colour: str) -> str:
    """Return the colour, darkened as little as text on white, on paper and on its own mist needs."""
    share = 0.0
    while True:
        tried = mixed("#000000", colour, share)
        if on_grounds(tried) >= AA:
            return tried
        share += STEP


def on_grounds(colour: str) -> float:
    """Return the least contrast of a colour with what stands behind it: white, paper, its own mist."""
    return min(contrast(colour, ground) for ground in (WHITE, PAPER, mixed(colour, WHITE, 0.08)))


def lightened(colour: str, least: float) -> str:
    """Return the colour, lightened until its contrast with a dark card is `least`."""
    share = 0.0
    while share < 1:
        tried = mixed(WHITE, colour, share)
        if contrast(tried, NIGHT_CARD) >= least:
            return tried
        share += STEP
    return WHITE


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return `share` of one colour in another, as `#RRGGBB`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02X}" for a, b in pairs)


def whole(colour: str) -> str:
    """Return `#RRGGBB` for `#rgb` or `#rrggbb`."""
    digits = colour.removeprefix("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits).upper()


def recoloured(svg: str, colours: Palette) -> str:
    """Return a picture drawn in our colours with those of a house in their place."""
    if colours == GRAPPE:
        return svg
    own = asdict(colours)
    others = {ours: own[name] for name, ours in asdict(GRAPPE).items() if name != "on_main"}
    return HEX.sub(lambda found: others.get(found[0].upper(), found[0]), svg)


def _channels(colour: str) -> Channels:
    digits = whole(colour)[1:]
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
