"""A change in words: by how much, and why it may not be called one."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from grappe.analysis.figures.series import CAUTIONS, Caution
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import LOCALES, MINUS, amount, decimal
from grappe.analysis.report.lines import SMALL_SHARE, with_unit
from grappe.analysis.report.typography import agreed, said


def short_date(day: dt.date, language: Language) -> str:
    """Write a day where room is short, and still unmistakable: `1er janv. 2008`."""
    written = format_date(day, "d MMM y", locale=LOCALES[language])
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 else written


SHORT: dict[Caution, str] = {
    "coverage": N_("couverture autre"),
    "base": N_("base autre"),
    "period": N_("période autre"),
    "overlap": N_("intervalles communs"),
}
LONG: dict[Caution, str] = {
    "coverage": N_(
        "Couverture autre : la part de ceux dont on sait quelque chose n’est pas la même aux deux jours ; les valeurs ne se comparent pas telles quelles."
    ),
    "base": N_("Base autre : la somme ne porte pas sur le même nombre d’unités."),
    "period": N_(
        "Période autre : les deux périodes n’ont pas la même durée, et un compte croît avec elle, la fidélité baisse."
    ),
    "overlap": N_(
        "Intervalles communs : les intervalles des deux jours se recouvrent ; aucun changement ne peut être affirmé."
    ),
}
SMALL_POINTS = 0.01
"""A change of shares below which a tenth of a point is said."""


def written(value: float | None, unit: str, language: Language) -> str:
    """Return a value with its unit, a dash without one."""
    # A share below one per cent would be said to be none.
    small = unit == "share" and value is not None and 0 < value < SMALL_SHARE
    told = amount(value, unit, language, 1 if small else None)
    return told if value is None else with_unit(told, unit, value, language)


def change_words(difference: float, unit: str, language: Language) -> str:
    """Return `+5`, `−3 points`, `+1,2 ETP`; shares move by points, years by years."""
    size = abs(difference)
    if unit == "share":
        places = 1 if 0 < size < SMALL_POINTS else 0
        told = agreed(
            N_("{value} point"),
            N_("{value} points"),
            round(size * 100, places),
            language,
            value=decimal(size * 100, language, places),
        )
    elif unit == "year":
        told = with_unit(decimal(size, language), "years", size, language)
    else:
        decimals = 0 if unit == "eur" and size < 1000 else None
        told = with_unit(amount(size, unit, language, decimals), unit, size, language)
    if not difference:
        return said(N_("inchangé"), language)
    if not any(digit in told for digit in "123456789"):
        return said(N_("presque inchangé"), language)
    return f"{'+' if difference > 0 else MINUS}{told}"


def signed(difference: float, unit: str, language: Language) -> str:
    """Return `+5`, `−3`, `0`: a change beside one whose unit is written; shares in points."""
    size = abs(difference)
    if unit == "share":
        told = decimal(size * 100, language, 1 if 0 < size < SMALL_POINTS else 0)
    elif unit == "year":
        told = decimal(size, language)
    else:
        told = amount(size, unit, language, 0 if unit == "eur" and size < 1000 else None)
    if not any(digit in told for digit in "123456789"):
        return told
    return f"{'+' if difference > 0 else MINUS}{told}"


def short_cautions(cautions: tuple[Caution, ...], language: Language) -> str:
    """Return the cautions as they stand under a number."""
    return ", ".join(said(SHORT[caution], language) for caution in cautions)


def long_cautions(cautions: set[Caution], language: Language) -> str:
    """Return what the cautions mean, one sentence after the other."""
    return " ".join(said(LONG[caution], language) for caution in CAUTIONS if caution in cautions)
