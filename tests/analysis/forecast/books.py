"""Books written in a test: a ledger, the recognitions of TWIST, and what is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tests.analysis.figures.build import asked_on, dossier_of

from grappe.analysis.forecast.plans import Books, books_of

Row = dict[str, Any]
TWIST = [
    {"number": 1, "starts_on": dt.date(2007, 7, 1), "ends_on": dt.date(2010, 6, 30)},
    {"number": 2, "starts_on": dt.date(2010, 7, 1), "ends_on": dt.date(2013, 6, 30)},
]
CLOSED = {"costs": 169_200.0, "result": 3_500.0, "reserves": 47_500.0, "cash": 12_600.0}


def year(of: int, amounts: Mapping[str, float], scenario: str | None = None) -> list[Row]:
    """Return the rows of one year of the ledger."""
    kind = "actual" if scenario is None else "forecast"
    return [
        {"year": of, "line": line, "amount": amount, "kind": kind, "scenario": scenario}
        for line, amount in amounts.items()
    ]


def books(*rows: list[Row], recognitions: list[Row] | None = None) -> Books:
    """Return the books of a cluster with these years; recognised as TWIST is unless said otherwise."""
    given = TWIST if recognitions is None else recognitions
    tables: dict[str, Any] = {"ledger": [row for of_year in rows for row in of_year]}
    if given:
        tables["recognitions"] = given
    dossier = dossier_of(**tables)
    return books_of(dossier, asked_on(dossier), "c")
