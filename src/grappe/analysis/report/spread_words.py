"""The median and the quartiles beside a mean, in words."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, bounds
from grappe.analysis.report.spreads import Spread
from grappe.analysis.report.typography import said


def spread_words(spread: Spread, unit: str, language: Language) -> str:
    """Return `médiane 13, quartiles 6 – 20`."""
    return said(
        N_("médiane {median}, quartiles {quartiles}"),
        language,
        median=amount(spread.median, unit, language),
        quartiles=bounds(spread.q1, spread.q3, unit, language),
    )
