"""What is odd but lawful: the evaluation goes on, and its author is told."""

from __future__ import annotations

import datetime as dt

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.settings import Settings
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.tables.governance import OFFICE
from grappe.analysis.language.catalogues import N_

FAR_PAST, FAR_FUTURE = dt.date(1900, 1, 1), dt.date(2100, 1, 1)
FORMULA, NUMBER = r"^[=+\-@]", r"^[+\-]+[\s0-9.,/()€%\-]*$"
"""A text that a spreadsheet would run: `=1+1`, `+SUM(…)`, `@x`; but `-12` and `+32 2 …` are numbers."""
OLD_ACCOUNTS = 15
"""Years before the reference day beyond which accounts are odd: no evaluation looks so far back."""


def odd_rows(tables: dict[str, pl.DataFrame], settings: Settings, faults: list[Fault]) -> None:
    """Add a warning for each oddity: future rows, far days, formulas, silence."""
    as_of = max(settings.as_of, default=None)
    for name, frame in tables.items():
        table = TABLES[name]
        if as_of is not None and table.dated_by in frame.columns:
            _after(name, frame, table.dated_by, as_of, faults)
        for column in frame.columns:
            if frame.schema[column] == pl.Date:
                _far(name, frame, column, faults)
            elif frame.schema[column] == pl.String:
                _formulas(name, frame, column, faults)
        if name == "accounts" and as_of is not None and {"year", "closed_on"} & set(frame.columns):
            _other_years(frame, as_of, faults)
        if frame.is_empty():
            faults.append(_told(name, N_("la table est vide.")))
    if {"cluster", "members"} <= set(tables):
        _deserted(tables["cluster"], tables["members"], as_of, faults)
    if {"responses", "members"} <= set(tables) and as_of is not None:
        _strangers(tables["responses"], tables["members"], as_of, settings, faults)


def _told(table: str, what: str, **values: object) -> Fault:
    return Fault(table=table, what=what, values=values, severity="warning")


def _deserted(
    cluster: pl.DataFrame, members: pl.DataFrame, as_of: dt.date | None, faults: list[Fault]
) -> None:
    """Name the clusters that nobody is a member of on the reference day (when it is said)."""
    if "joined_on" not in members.columns:
        return
    present = _present(members, as_of)
    deserted = cluster.drop_nulls("cluster_id").join(
        present, on="cluster_id", how="anti", maintain_order="left"
    )
    for cluster_id in deserted["cluster_id"]:
        faults.append(
            _told(
                "members",
                N_("le cluster {cluster} n’a aucun membre au {day}."),
                cluster=cluster_id,
                day=as_of,
            )
            if as_of
            else _told("members", N_("le cluster {cluster} n’a plus aucun membre."), cluster=cluster_id)
        )


def _present(members: pl.DataFrame, as_of: dt.date | None) -> pl.DataFrame:
    """Return the spells that hold on a day; without a day, those that have not ended."""
    left = pl.col("left_on") if "left_on" in members.columns else pl.lit(None, pl.Date)
    return members.filter(
        (left.is_null() | (left > as_of)) & (pl.col("joined_on") <= as_of) if as_of else left.is_null()
    )


def _strangers(
    responses: pl.DataFrame, members: pl.DataFrame, as_of: dt.date, settings: Settings, faults: list[Fault]
) -> None:
    """Count the answers of those who are no members on the day, unless others than members were asked."""
    invited = settings.survey_invited
    if isinstance(invited, int) or not {"joined_on", "member_id"} <= set(members.columns):
        return
    strangers = (
        responses.filter(~pl.col("cluster_id").is_in(list(invited or {})))
        .drop_nulls("member_id")
        .join(
            _present(members, as_of),
            on=["cluster_id", "member_id"],
            how="anti",
            maintain_order="left",
        )
    )
    if strangers.is_empty():
        return
    row, who = strangers.select("_row", "member_id").row(0)
    one = N_(
        "{value} a répondu et n’est pas membre au {day} ; sa réponse compte. Si l’enquête s’adressait à d’autres que les membres, dites à combien : survey_invited."
    )
    many = N_(
        "{count} réponses viennent de qui n’est pas membre au {day} (la première : {value}) ; elles comptent. Si l’enquête s’adressait à d’autres que les membres, dites à combien : survey_invited."
    )
    faults.append(
        Fault(
            table="responses",
            row=row,
            column="member_id",
            value=who,
            what=one if strangers.height == 1 else many,
            values={"count": strangers.height, "day": as_of},
            severity="warning",
        )
    )


def _other_years(accounts: pl.DataFrame, as_of: dt.date, faults: list[Fault]) -> None:
    """Accounts known by their year alone, of which the year is not over; accounts of long ago."""
    year = pl.col("year") if "year" in accounts.columns else pl.lit(None, pl.Int64)
    closed = pl.col("closed_on") if "closed_on" in accounts.columns else pl.lit(None, pl.Date)
    at = pl.coalesce(year, closed.dt.year())
    odd = accounts.select("_row", at.alias("at"), closed.alias("closed")).filter(
        (pl.col("closed").is_null() & (pl.col("at") >= as_of.year))
        | (pl.col("at") < as_of.year - OLD_ACCOUNTS)
    )
    if odd.is_empty():
        return
    faults.append(
        Fault(
            table="accounts",
            row=odd["_row"][0],
            column="year" if "year" in accounts.columns else "closed_on",
            value=str(odd["at"][0]),
            what=N_(
                "{count} comptes sont d’années que l’évaluation du {day} ne regarde pas (les premiers : {value})."
            )
            if len(odd) > 1
            else N_("ces comptes sont de {value}, année que l’évaluation du {day} ne regarde pas."),
            values={"count": len(odd), "day": as_of},
            severity="warning",
        )
    )


def _after(name: str, frame: pl.DataFrame, column: str, as_of: dt.date, faults: list[Fault]) -> None:
    later = frame.filter(pl.col(column) > as_of)
    if not later.is_empty():
        faults.append(
            Fault(
                table=name,
                row=later["_row"][0],
                column=column,
                value=str(later[column][0]),
                what=N_(
                    "{count} lignes sont datées d’après le {day} ; elles n’y comptent pas (la première : {own})."
                )
                if len(later) > 1
                else N_("la ligne est datée du {own}, après le {day} ; elle n’y compte pas."),
                values={"count": len(later), "day": as_of, "own": later[column][0]},
                severity="warning",
            )
        )


def _far(name: str, frame: pl.DataFrame, column: str, faults: list[Fault]) -> None:
    for row, day in (
        frame.filter((pl.col(column) < FAR_PAST) | (pl.col(column) > FAR_FUTURE))
        .select("_row", column)
        .iter_rows()
    ):
        faults.append(
            Fault(
                table=name,
                row=row,
                column=column,
                value=str(day),
                what=N_("le {value} est bien loin : est-ce le bon siècle ?"),
                severity="warning",
            )
        )


def _formulas(name: str, frame: pl.DataFrame, column: str, faults: list[Fault]) -> None:
    # By the cells, not by the column's name: `*` and `^…$` would name others too.
    cells = frame[column]
    formulas = frame.select(row="_row", text=cells).filter(
        cells.str.contains(FORMULA) & ~cells.str.contains(NUMBER)
    )
    for row, text in formulas.iter_rows():
        if text == OFFICE:
            continue
        faults.append(
            Fault(
                table=name,
                row=row,
                column=column,
                value=text,
                what=N_(
                    "« {value} » commence comme une formule ; il est gardé comme texte et jamais exécuté."
                ),
                severity="warning",
            )
        )
