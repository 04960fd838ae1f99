"""Make the fonts that reports carry, from the fonts of their authors.

    python3 -m venv out/fonts && out/fonts/bin/pip install fonttools brotli
    out/fonts/bin/python tools/build_fonts.py --inter INTER --serif SERIF

INTER: the folder of Debian's fonts-inter (4.0 beta 7), SERIF: the unpacked npm package `source-serif` 4.5.1.
Both are under the Open Font License 1.1, kept beside them. Only the letters of Latin languages are kept.
Source Serif 4, so cut down, may no longer bear the name `Source`, which its licence reserves: here it is
called Grappe Serif. Desktop fonts go to Typst and vl-convert, WOFF2 into the page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parents[1] / "src" / "grappe" / "analysis" / "report" / "fonts"
KEPT = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B),
    (0x259, 0x259), (0x2C6, 0x2DD), (0x300, 0x30C), (0x327, 0x328), (0x3A9, 0x3A9), (0x3BC, 0x3BC),
    (0x3C0, 0x3C0), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3), (0x2000, 0x206F),
    (0x2070, 0x209C), (0x20AC, 0x20AC), (0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2199), (0x2202, 0x2202), (0x2206, 0x2206), (0x2211, 0x2212), (0x2215, 0x2215),
    (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25A1),
    (0x25B2, 0x25BC), (0x25CA, 0x25CF), (0x2713, 0x2713), (0x2717, 0x2717), (0xFB01, 0xFB02),
]  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "lnum", "case", "sups"]
INTER = ("Regular", "SemiBold", "Bold")
SERIF = {"Regular": "Regular", "It": "Italic", "Semibold": "SemiBold"}
SERIF_NAME = "Grappe Serif"
INTER_OWNERS = "Copyright (c) 2016-2022 The Inter Project Authors (https://github.com/rsms/inter)"


def main() -> None:
    """Cut both families down and write them with their licences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inter", type=Path, required=True)
    parser.add_argument("--serif", type=Path, required=True)
    asked = parser.parse_args()
    for style in INTER:
        write(TTFont(asked.inter / f"Inter-{style}.otf"), HERE / "inter" / f"Inter-{style}")
    for given, style in SERIF.items():
        font = TTFont(asked.serif / "OTF" / f"SourceSerif4-{given}.otf")
        renamed(font, style)
        write(font, HERE / "serif" / f"GrappeSerif-{style}")
    given = [line.rstrip() for line in (asked.serif / "LICENSE.md").read_text("utf-8").splitlines()]
    (HERE / "serif" / "OFL.txt").write_text("\n".join(given) + "\n", "utf-8")
    # The text of the licence is the same for both; whose it is differs.
    (HERE / "inter" / "OFL.txt").write_text("\n".join([INTER_OWNERS, *given[1:]]) + "\n", "utf-8")


def write(font: TTFont, target: Path) -> None:
    """Keep the letters we set, and write the font for the desktop and for the page."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.desubroutinize = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    font.recalcTimestamp = False
    target.parent.mkdir(parents=True, exist_ok=True)
    font.flavor = None
    font.save(target.with_suffix(".otf"))
    font.flavor = "woff2"
    font.save(target.with_suffix(".woff2"))


def renamed(font: TTFont, style: str) -> None:
    """Give the font a name that its licence leaves free; who made it stays said."""
    bold, italic = style == "SemiBold", style == "Italic"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 8, 9, 11, 13, 14)]
    own = f"{SERIF_NAME} SemiBold" if bold else SERIF_NAME
    told = {
        1: own,
        2: "Italic" if italic else "Regular",
        3: f"{SERIF_NAME} {style}, cut from Source Serif 4",
        4: f"{SERIF_NAME} {style}",
        6: f"GrappeSerif-{style}",
    }
    if bold:
        told |= {16: SERIF_NAME, 17: style}
    for number, words in told.items():
        names.setName(words, number, 3, 1, 0x409)
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [f"GrappeSerif-{style}"]
        table.topDictIndex[0].FullName = f"{SERIF_NAME} {style}"
        table.topDictIndex[0].FamilyName = SERIF_NAME


if __name__ == "__main__":
    main()
