"""Figures named in prose: `{members.total}` becomes the number of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount

PLACE = re.compile(r"\{(?P<name>[^{}]+?)(?:\|(?P<decimals>\d{1,2}))?\}")
Found = dict[tuple[str, str], dict[str, Any]]


def places(text: str) -> Iterator[tuple[str, str | None, int | None]]:
    """Yield the figures that a text names: id, key, decimals. An unknown name is yielded as its own id."""
    for match in PLACE.finditer(text):
        figure, key = named(match["name"]) or (match["name"].strip(), None)
        yield figure, key, int(match["decimals"]) if match["decimals"] else None


def filled(text: str, found: Found, language: Language, shown: Callable[[str, str], str]) -> str:
    """Put the values of the day in a text. `shown(name, value)` may dress each one.

    found: results by (figure, key), key empty for a figure without classes.
    """

    def put(match: re.Match[str]) -> str:
        figure, key = named(match["name"]) or (match["name"], None)
        row = found.get((figure, key or ""))
        decimals = int(match["decimals"]) if match["decimals"] else None
        value = amount(row["value"], row["unit"], language, decimals) if row else amount(None, "", language)
        return shown(figure_name(figure, key), value)

    return PLACE.sub(put, text)


def unknown_names(dossier: Dossier) -> list[Fault]:
    """Return a fault for each figure that the dossier's texts and tables name and the catalogue lacks."""
    faults: list[Fault] = []
    findings = dossier.tables.get("findings")
    if findings is not None:
        for row in findings.iter_rows(named=True):
            for figure, _, _ in places(row.get("text") or ""):
                _check(faults, "findings", row["_row"], "text", figure)
            for proof in row.get("evidence") or []:
                if not proof.startswith(("doc:", "int:")):
                    _check(faults, "findings", row["_row"], "evidence", (named(proof) or (proof,))[0])
    for table in ("targets", "claims"):
        frame = dossier.tables.get(table)
        if frame is not None and "figure" in frame.columns:
            for number, figure in frame.select("_row", "figure").drop_nulls().iter_rows():
                _check(faults, table, number, "figure", (named(figure) or (figure,))[0])
    _check_matrix(faults, dossier)
    return faults


def _check_matrix(faults: list[Fault], dossier: Dossier) -> None:
    matrix = dossier.tables.get("matrix")
    for row in matrix.iter_rows(named=True) if matrix is not None else ():
        for name in row.get("figures") or ():
            _check(faults, "matrix", row["_row"], "figures", (named(name) or (name,))[0])
        for figure, _, _ in places(row.get("answer") or ""):
            _check(faults, "matrix", row["_row"], "answer", figure)


def _check(faults: list[Fault], table: str, row: int, column: str, figure: str) -> None:
    if figure in figures():
        return
    guess = nearest(figure, list(figures()))
    faults.append(
        Fault(
            table=table,
            row=row,
            column=column,
            value=figure,
            what=N_("le chiffre « {value} » n’est pas au catalogue."),
            remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
            expected=N_("Un identifiant du catalogue est attendu, comme members.total."),
            values={"guess": guess or ""},
        )
    )


def by_name(results: pl.DataFrame) -> Found:
    """Return results by (figure, key), key empty for a figure without classes."""
    return {(row["figure"], row["key"] or ""): row for row in results.iter_rows(named=True)}
