"""Fonts that a house gives: which families and weights its files hold, as the PDF will see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from grappe.analysis.report.house.style import Font

FONT_SUFFIXES = (".otf", ".ttf")


def read_fonts(files: Mapping[str, bytes]) -> tuple[Font, ...]:
    """Return what the files hold; a file that is no font gives nothing."""
    names = list(files)
    with laid_out(numbered(files)) as folder:
        held = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        ).fonts()
        found = [(one, names[int(Path(one.path or "").stem)]) for one in held]
    fonts = [Font(one.family, int(one.weight), str(one.style), name, files[name]) for one, name in found]
    return tuple(sorted(fonts, key=lambda font: (font.family, font.style, font.weight, font.name)))


def numbered(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files under harmless names: one that somebody chose is no path of ours."""
    return {f"{place}{Path(name).suffix.lower()}": files[name] for place, name in enumerate(files)}


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Lay files in a folder as long as the block lasts."""
    with TemporaryDirectory(prefix="grappe-fonts-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        yield Path(folder)
