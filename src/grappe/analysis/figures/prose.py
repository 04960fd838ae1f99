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
from grappe.analysis.figures.figure import Figure, figure_name
from grappe.analysis.figures.no_row_of_class import WholeCounts, is_class
from grappe.analysis.figures.places import Place, read_text
from grappe.analysis.figures.printing import RANKED, Result, none_of_class, printed, result_of
from grappe.analysis.language.catalogues import N_, Language

PRINTED_UNITS = {
    "eur": re.compile(r"(€|eur|euros?)(?!\w)", re.IGNORECASE),
    "share": re.compile(r"(%|pour ?cent|per ?cent|procent|prozent)(?!\w)", re.IGNORECASE),
}
"""Units that are printed with the number, as people write them in four languages."""
COUNTED = ("n_used", "n_eligible")
"""Parts of a figure that are counts, whatever its unit."""

Found = dict[tuple[str, str], dict[str, Any]]


def places(text: str) -> Iterator[tuple[str, str | None, int | None]]:
    """Yield the figures that a text names: id, key, decimals. An unknown name is yielded as its own id."""
    for place in read_text(text).places:
        yield place.figure, place.key, place.decimals


def filled(text: str, found: Found, language: Language, shown: Callable[[str, str], str]) -> str:
    """Put the values of the day in a text. `shown(name, value)` may dress each one.

    found: results by (figure, key), key empty for a figure without classes.
    """

    def put(place: Place) -> str:
        row = found.get((place.figure, place.key or ""))
        result = result_of(row) if row is not None else _without_row(place, found)
        return shown(figure_name(place.figure, place.key), printed(place, result, language))

    return "".join(piece if isinstance(piece, str) else put(piece) for piece in read_text(text).pieces)


def _without_row(place: Place, found: Found) -> Result:
    """Return zero for a class that no row falls in where its figure was counted, else nothing."""
    declared = figures().get(place.figure)
    if declared is None or place.key is None or not is_class(declared, place.key):
        return result_of(None)
    whole = WholeCounts(
        (figure, key, row["status"], row.get("n_used"), row.get("n_eligible"))
        for (figure, key), row in found.items()
    )
    return none_of_class(whole.none_of(declared), place.key)


def unknown_names(dossier: Dossier) -> list[Fault]:
    """Return a fault for each figure that the dossier's texts and tables name and the catalogue lacks."""
    faults: list[Fault] = []
    findings = dossier.tables.get("findings")
    if findings is not None:
        for row in findings.iter_rows(named=True):
            faults += text_faults(row.get("text") or "", table="findings", row=row["_row"], column="text")
            for proof in row.get("evidence") or []:
                if proof.startswith(("doc:", "int:")):
                    faults += _proof_faults(proof, row, dossier)
                else:
                    _check(faults, "findings", row["_row"], "evidence", *(named(proof) or (proof,)))
    for table in ("targets", "claims"):
        frame = dossier.tables.get(table)
        if frame is not None and "figure" in frame.columns:
            for number, figure in frame.select("_row", "figure").drop_nulls().iter_rows():
                _check(faults, table, number, "figure", *(named(figure) or (figure,)))
    _check_matrix(faults, dossier)
    return faults


PROOFS = {"doc:": ("documents", "document_id"), "int:": ("interviews", "interview_id")}


def _proof_faults(proof: str, row: dict[str, Any], dossier: Dossier) -> list[Fault]:
    """Return a fault for a document or an interview that its table lacks; a table not given is not asked."""
    table, column = PROOFS[proof[:4]]
    frame = dossier.tables.get(table)
    if frame is None or column not in frame.columns:
        return []
    own = pl.col("cluster_id") == row["cluster_id"] if "cluster_id" in frame.columns else pl.lit(value=True)
    ids = [str(one) for one in frame.filter(own)[column].drop_nulls()]
    if proof[4:] in ids:
        return []
    guess = nearest(proof[4:], ids)
    return [
        Fault(
            table="findings",
            row=row["_row"],
            column="evidence",
            value=proof,
            what=N_("« {value} » n’est pas dans la table {table}."),
            remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
            values={"table": table, "guess": f"{proof[:4]}{guess}"},
            lost=(table, proof[4:]),
        )
    ]


def _check_matrix(faults: list[Fault], dossier: Dossier) -> None:
    matrix = dossier.tables.get("matrix")
    for row in matrix.iter_rows(named=True) if matrix is not None else ():
        for name in row.get("figures") or ():
            _check(faults, "matrix", row["_row"], "figures", *(named(name) or (name,)))
        faults += text_faults(row.get("answer") or "", table="matrix", row=row["_row"], column="answer")


def text_faults(
    text: str,
    *,
    table: str,
    row: int | None = None,
    column: str | None = None,
    stand_ins: tuple[str, ...] = (),
) -> list[Fault]:
    """Return what is wrong with a text in braces: figures and classes unknown, braces that nobody can read.

    stand_ins: what may be written for a class.
    """
    read = read_text(text)
    faults = [
        Fault(
            table=table,
            row=row,
            column=column,
            value=wrong.written,
            what=wrong.what,
            remedy=wrong.remedy,
            values=wrong.values,
        )
        for wrong in read.wrongs
    ]
    for place in read.places:
        _check(faults, table, row, column, place.figure, None if place.key in stand_ins else place.key)
        known = figures().get(place.figure)
        wrong = None if known is None else _misprinted(place, known)
        if wrong is not None:
            what, remedy = wrong
            faults.append(
                Fault(
                    table=table,
                    row=row,
                    column=column,
                    value=place.written,
                    what=what,
                    remedy=remedy,
                    values={"figure": figure_name(place.figure, place.key)},
                )
            )
    return faults


def _misprinted(place: Place, known: Figure) -> tuple[str, str] | None:
    """Return what is wrong with the way in which a figure is to be printed, and the remedy."""
    if place.is_ordinal and known.unit not in RANKED:
        return (
            N_("« {value} » : ce chiffre n’a pas de rang."),
            N_("Écrivez-le sans « ordinal » : {{{figure}}}."),
        )
    if _says_unit_again(place, known):
        return (
            N_("« {value} » : ce chiffre s’imprime déjà avec son unité."),
            N_("Écrivez-le sans elle : {{{figure}}}."),
        )
    return None


def _says_unit_again(place: Place, known: Figure) -> bool:
    """Tell whether the words behind a figure begin with the unit that is printed with it."""
    unit = PRINTED_UNITS.get(known.unit)
    if unit is None or place.forms is None or place.words_only or place.part in COUNTED:
        return False
    return any(unit.match(form.strip()) for form in place.forms)


def _check(
    faults: list[Fault],
    table: str,
    row: int | None,
    column: str | None,
    figure: str,
    key: str | None = None,
) -> None:
    known = figures().get(figure)
    if known is not None:
        if key is not None and (
            known.key is None or (known.classes is not None and key not in known.classes)
        ):
            faults.append(_no_class(table, row, column, known, key))
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


def _no_class(table: str, row: int | None, column: str | None, figure: Figure, key: str) -> Fault:
    """Return the fault of a class that its figure can never have, whatever the dossier says."""
    classes = list(figure.classes or ())
    guess = nearest(key, classes)
    return Fault(
        table=table,
        row=row,
        column=column,
        value=figure_name(figure.id, key),
        what=N_("« {value} » : ce chiffre n’a pas cette classe.")
        if classes
        else N_("« {value} » : ce chiffre n’a pas de classes."),
        remedy=N_("Vouliez-vous dire « {guess} » ?")
        if guess
        else None
        if classes
        else N_("Écrivez-le sans crochets : {figure}."),
        expected=N_("Classes connues : {keys}.") if classes else None,
        values={"guess": guess or "", "keys": ", ".join(classes), "figure": figure.id},
    )


def by_name(results: pl.DataFrame) -> Found:
    """Return results by (figure, key), key empty for a figure without classes."""
    return {(row["figure"], row["key"] or ""): row for row in results.iter_rows(named=True)}
