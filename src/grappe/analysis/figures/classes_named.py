"""The classes of figures that texts and tables name, held against those that the results have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.engine import evaluate_readings
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.no_row_of_class import is_class
from grappe.analysis.figures.prose import places
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.language.catalogues import N_

SHOWN = 12
Named = tuple[str, str, int, str, str, str]
"""Table, column, row, cluster, figure, class."""


def unknown_classes(dossier: Dossier, results: pl.DataFrame) -> list[Fault]:
    """Return a warning for each class that findings or the matrix name and the results have no line of.

    A country or a province without a line is none of it, and no fault.

    results: cluster_id, figure and key of the figures, whatever the days. Of a figure that has no line by
    class at all, nothing is said: why it lacks is in the results.
    """
    known: dict[tuple[str, str], list[str]] = {}
    for cluster, figure, key in (
        results.select("cluster_id", "figure", "key").unique(maintain_order=True).rows()
    ):
        if key:
            known.setdefault((cluster, figure), []).append(key)
    faults = [
        _fault(table, column, row, figure, key, known.get((cluster, figure), []))
        for table, column, row, cluster, figure, key in _named(dossier)
        if figure in figures()
        and key not in known.get((cluster, figure), [])
        and (figures()[figure].key is None or (cluster, figure) in known)
        and not is_class(figures()[figure], key)
    ]
    return faults + list(_without_class(dossier, known))


def _without_class(dossier: Dossier, known: Mapping[tuple[str, str], list[str]]) -> Iterator[Fault]:
    """Yield a warning for each figure by class whose value a text would print without saying of which class.

    Evidence and the figures of the matrix may name such a figure whole.
    """
    for table, column in (("findings", "text"), ("matrix", "answer")):
        frame = dossier.tables.get(table)
        for row in frame.iter_rows(named=True) if frame is not None else ():
            for figure in dict.fromkeys(
                name for name, key, _ in places(row.get(column) or "") if key is None
            ):
                declared = figures().get(figure)
                if declared is None or declared.key is None:
                    continue
                classes = [*known.get((row["cluster_id"], figure), ()), *(declared.classes or ())]
                yield Fault(
                    table=table,
                    row=row["_row"],
                    column=column,
                    value=figure,
                    what=N_("« {value} » n’a pas de résultat : ce chiffre n’en a que par classe."),
                    remedy=N_("Dites laquelle : {example}.")
                    if classes
                    else N_("Dites laquelle, entre crochets."),
                    values={"example": figure_name(figure, classes[0] if classes else None)},
                    severity="warning",
                )


def lines_of_classes(dossier: Dossier, days: Iterable[Asked]) -> pl.DataFrame:
    """Return cluster_id, figure and key of the figures of which a class is named, and of no other."""
    asked = {figure for *_, figure, _ in _named(dossier)}
    chosen = [figure for name, figure in figures().items() if name in asked]
    found = [pl.DataFrame(schema={"cluster_id": pl.String, "figure": pl.String, "key": pl.String})]
    for day in days if chosen else ():
        readings = readings_of(dossier.tables, day, dossier.questionnaire)
        lines = evaluate_readings(dossier, readings, chosen, intervals=False)
        found.append(lines.select("cluster_id", "figure", "key"))
    return pl.concat(found)


def _named(dossier: Dossier) -> Iterator[Named]:
    """Yield each figure that findings and the matrix name with a class."""
    for table, text, listed in (("findings", "text", "evidence"), ("matrix", "answer", "figures")):
        frame = dossier.tables.get(table)
        for row in frame.iter_rows(named=True) if frame is not None else ():
            told = [(text, figure, key) for figure, key, _ in places(row.get(text) or "")]
            told += [(listed, *found) for name in row.get(listed) or () if (found := named(name))]
            for column, figure, key in dict.fromkeys(told):
                if key is not None:
                    yield table, column, row["_row"], row["cluster_id"], figure, key


def _fault(table: str, column: str, row: int, figure: str, key: str, known: list[str]) -> Fault:
    guess = nearest(key, known)
    return Fault(
        table=table,
        row=row,
        column=column,
        value=figure_name(figure, key),
        what=N_("« {value} » n’a pas de résultat : ce chiffre n’a pas cette classe.")
        if known
        else N_("« {value} » n’a pas de résultat : ce chiffre n’a pas de classes."),
        expected=N_("Classes connues : {keys}.") if known else None,
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        values={"keys": ", ".join(known[:SHOWN]) + ("…" if len(known) > SHOWN else ""), "guess": guess or ""},
        severity="warning",
    )
