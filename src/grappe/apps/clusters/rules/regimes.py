"""Which legal regime an axis or a mission is of."""

from __future__ import annotations

from grappe.analysis.vocabulary import classes


def regime_of(code: str) -> str:
    """Return the regime of a code of a dossier: `decree_2007` of `d2007_3`. KeyError for no such code."""
    if code not in classes.OBJECTIVE_AXES:
        raise KeyError(code)
    return f"decree_{code[1:5]}"
