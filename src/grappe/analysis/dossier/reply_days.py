"""The days of a right of reply: a version is sent, commented, answered, made final, in that order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.language.catalogues import N_

Row = dict[str, Any]


def checked_reply(tables: dict[str, pl.DataFrame], faults: list[Fault]) -> None:
    """Add a fault for each day that comes before what it follows; warn of a vain signature, of haste.

    A table, a column or a day not given is not asked.
    """
    versions = _rows(tables, "versions")
    comments = _rows(tables, "comments")
    faults.extend(_versions(versions))
    faults.extend(_comments(comments, versions))
    faults.extend(_cut_short(versions, comments))


def _rows(tables: dict[str, pl.DataFrame], name: str) -> list[Row]:
    return list(tables[name].iter_rows(named=True)) if name in tables else []


def _versions(versions: list[Row]) -> Iterator[Fault]:
    sent = [row for row in versions if row.get("stage") == "sent_for_comment" and row.get("dated_on")]
    for row in versions:
        own, due = row.get("dated_on"), row.get("comments_due_on")
        if own and due and due < own:
            yield _fault(
                "versions",
                row,
                "comments_due_on",
                due,
                N_("les commentaires sont attendus pour le {value}, avant le jour de la version ({day})."),
                N_("Le délai doit finir le jour de l’envoi (dated_on) ou plus tard."),
                day=own.isoformat(),
            )
        later = [
            one for one in sent if own and one["cluster_id"] == row["cluster_id"] and one["dated_on"] > own
        ]
        if row.get("stage") == "final" and own and later:
            yield _fault(
                "versions",
                row,
                "dated_on",
                own,
                N_(
                    "la version finale est du {value}, avant la version « {sent} », envoyée pour commentaires le {day}."
                ),
                N_("Une version finale suit celles qui ont été envoyées pour commentaires."),
                sent=later[0].get("version_id") or "",
                day=later[0]["dated_on"].isoformat(),
            )
        if row.get("signed_by") and row.get("stage") != "final":
            yield Fault(
                table="versions",
                row=row["_row"],
                column="signed_by",
                value=row["signed_by"],
                what=N_(
                    "« {value} » signe une version qui n’est pas finale : le rapport n’imprime pas cette signature."
                ),
                severity="warning",
            )


def _comments(comments: list[Row], versions: list[Row]) -> Iterator[Fault]:
    days = {(row["cluster_id"], row.get("version_id")): row.get("dated_on") for row in versions}
    for row in comments:
        made, answered = row.get("made_on"), row.get("answered_on")
        sent = days.get((row["cluster_id"], row.get("version_id")))
        if made and sent and made < sent:
            yield _fault(
                "comments",
                row,
                "made_on",
                made,
                N_("le commentaire est du {value}, avant la version « {version} » qu’il commente ({day})."),
                N_("Un commentaire est du jour de la version (versions.dated_on) ou d’un jour qui suit."),
                version=row["version_id"],
                day=sent.isoformat(),
            )
        if made and answered and answered < made:
            yield _fault(
                "comments",
                row,
                "answered_on",
                answered,
                N_("la réponse est du {value}, avant le commentaire ({day})."),
                N_("Une réponse est du jour du commentaire (made_on) ou d’un jour qui suit."),
                day=made.isoformat(),
            )
        elif answered and sent and answered < sent:
            # The comment bears no day: its answer still follows the version.
            yield _fault(
                "comments",
                row,
                "answered_on",
                answered,
                N_("la réponse est du {value}, avant la version « {version} » qui est commentée ({day})."),
                N_("Une réponse est du jour de la version (versions.dated_on) ou d’un jour qui suit."),
                version=row["version_id"],
                day=sent.isoformat(),
            )


def _cut_short(versions: list[Row], comments: list[Row]) -> Iterator[Fault]:
    """Warn of a final version that did not wait: for the end of the delay, a comment, its answer."""
    for final in versions:
        day, cluster = final.get("dated_on"), final["cluster_id"]
        if final.get("stage") != "final" or day is None:
            continue
        for row in versions:
            due, sent = row.get("comments_due_on"), row.get("dated_on")
            if row["cluster_id"] == cluster and due and due > day and (sent is None or sent <= day):
                what = N_(
                    "les commentaires étaient attendus jusqu’au {value}, et la version finale est du {day}."
                )
                yield _hasty("versions", row, "comments_due_on", day, what)
        for row in comments:
            if row["cluster_id"] == cluster:
                yield from _unheard(row, day)


def _unheard(row: Row, day: dt.date) -> Iterator[Fault]:
    """Warn of a comment that a final version of that day did not answer, or did not await."""
    made, answered = row.get("made_on"), row.get("answered_on")
    if made and made > day:
        what = N_("le commentaire est du {value}, après la version finale ({day}).")
        yield _hasty("comments", row, "made_on", day, what)
    elif answered and answered > day:
        what = N_("la réponse est du {value}, après la version finale ({day}).")
        yield _hasty("comments", row, "answered_on", day, what)
    elif "answer" in row and not row["answer"]:
        what = N_("la version finale est du {day}, et ce commentaire n’a pas de réponse.")
        yield _hasty("comments", row, "answer", day, what)
    elif "answered_on" in row and not answered:
        yield _hasty("comments", row, "answered_on", day, N_("la réponse ne porte pas de jour."))


def _hasty(table: str, row: Row, column: str, day: dt.date, what: str) -> Fault:
    value = row.get(column)
    return Fault(
        table=table,
        row=row["_row"],
        column=column,
        value=value.isoformat() if isinstance(value, dt.date) else None,
        what=what,
        remedy=N_("Une version finale paraît quand chacun a pu répondre, et y répond."),
        values={"day": day.isoformat()},
        severity="warning",
    )


def _fault(
    table: str, row: Row, column: str, value: dt.date, what: str, expected: str, **values: object
) -> Fault:
    return Fault(
        table=table,
        row=row["_row"],
        column=column,
        value=value.isoformat(),
        what=what,
        expected=expected,
        values=values,
    )
