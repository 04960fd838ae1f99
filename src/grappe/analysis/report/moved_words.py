"""How what moved between two results is told: values, intervals, differences, rows, kinds of sentences."""

from __future__ import annotations

import re
from collections.abc import Callable

from grappe.analysis.figures.moving import MovedRow, Movement
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, bounds, decimal
from grappe.analysis.vocabulary.classes import FINDING_KINDS

COMPUTED = re.compile(r"=-?\d+\.\d{5,}$")
"""A value with more decimals than anyone writes in a table was computed."""
OWN_KINDS = {"summary": N_("La synthèse"), "outlook": N_("Les années à venir")}


def shows(movement: Movement, language: Language) -> bool:
    """Tell whether a reader sees the movement: another value or interval once printed, or another status."""
    before, after = values(movement, language)
    ends = intervals(movement, language)
    return before != after or ends[0] != ends[1] or movement.status_before != movement.status_after


def values(movement: Movement, language: Language) -> tuple[str, str]:
    """Return the value before and after, as they are printed."""
    return amount(movement.before, movement.unit, language), amount(movement.after, movement.unit, language)


def intervals(movement: Movement, language: Language) -> tuple[str, str]:
    """Return the interval before and after, as they are printed; empty without one."""
    before, after = (
        bounds(*ends, movement.unit, language) for ends in (movement.interval_before, movement.interval_after)
    )
    return before, after


def difference(before: float | None, after: float | None, unit: str, language: Language) -> str:
    """Write by how much a value moved; empty where it prints as before, or one of the two is not known."""
    if before is None or after is None or amount(before, unit, language) == amount(after, unit, language):
        return ""
    return step(after - before, unit, language)


def step(moved: float, unit: str, language: Language) -> str:
    """Write a difference with its sign and the figure's own decimals, or more: it must not read as none."""
    sign = "+" if moved > 0 else ""
    if unit == "share":
        words = decimal(moved * 100, language, _places(moved * 100), trimmed=True)
        return f"{sign}{words} {say(N_('points'), language)}"
    if unit in ("count", "days", "year"):
        return f"{sign}{decimal(moved, language, 0)}"
    own = decimal(moved, language, 0) if unit == "eur" else amount(moved, unit, language)
    if unit == "p" or not any(digit in own for digit in "123456789"):
        return f"{sign}{amount(moved, unit, language, _places(moved))}"
    return f"{sign}{own}"


def kind_words(kind: str, language: Language) -> str:
    """Return what a sentence of the report is: a finding, a point of the summary, a draft."""
    return say({**FINDING_KINDS, **OWN_KINDS}.get(kind, N_("Projet de texte")), language)


def count_words(count: int | None) -> str:
    """Write how many units a value rests on; a dash where nobody knows."""
    return "–" if count is None else str(count)


def row_words(
    row: MovedRow,
    *,
    name: Callable[[str], str] = str,
    part: Callable[[str], str] = str,
    between: str = "; ",
) -> str:
    """Write what moved in a row; empty where nothing of its own did.

    name, part: how the row is called, and how a part of what it showed reads (`fte=14.0`). between: what
    stands between two of them.
    """
    before, after = row.before.split("; "), row.after.split("; ")
    if row.change == "added":
        return f"+ {name(row.row)}  {_written(after, row, part, between)}".rstrip()
    if row.change == "removed":
        return f"− {name(row.row)}  {_written(before, row, part, between)}".rstrip()
    gone = _written([one for one in before if one not in after], row, part, between)
    come = _written([one for one in after if one not in before], row, part, between)
    return f"~ {name(row.row)}  {gone or '–'} → {come or '–'}" if gone or come else ""


def _places(moved: float) -> int:
    """Return how many decimals show that there is a difference: two, or as many as it takes."""
    return next((places for places in range(2, 9) if round(moved, places)), 9)


def _written(parts: list[str], row: MovedRow, said: Callable[[str], str], between: str) -> str:
    own = [part for part in parts if part not in row.of_the_whole]
    return between.join(said(part) for part in [part for part in own if not COMPUTED.search(part)] or own)
