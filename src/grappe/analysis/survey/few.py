"""The first of many names."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.dossier.faults import shown


def few(names: Sequence[str], most: int = 5) -> str:
    """Return the first names, as a sentence may repeat them, and whether there are more."""
    return ", ".join(shown(name) for name in names[:most]) + (", …" if len(names) > most else "")
