"""What lies in a dossier beside its tables: the look of its reports, pictures, fonts, rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

SUFFIXES = (".toml", ".svg", ".png", ".jpg", ".jpeg", ".otf", ".ttf")
MOST_BYTES = 20 * 2**20
"""Of one file: photographs that somebody left there are not taken in."""
DEEPEST = 3
"""Folders below which nothing is looked for."""


def beside(files: Mapping[str, Path]) -> dict[str, bytes]:
    """Return the files of a dossier that a report may ask for beside its tables, by their place in it."""
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if name.lower().endswith(SUFFIXES)
        and len(PurePosixPath(name).parts) <= DEEPEST
        and path.stat().st_size <= MOST_BYTES
    }
