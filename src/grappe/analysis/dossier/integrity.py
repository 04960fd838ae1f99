"""How rows hold together: keys, references, spans, parts within their whole."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.columns import AtMost, Column, Span, Table
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.dossier.reply_days import checked_reply
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_

GUESSED, KNOWN = 100, 2_000
"""A guess is made for so many broken references of a column, among so many names of a cluster."""


def checked_integrity(tables: dict[str, pl.DataFrame], faults: list[Fault]) -> None:
    """Add a fault for each broken key, reference or rule. A table or column not given is not asked."""
    for name, frame in tables.items():
        table = TABLES[name]
        _check_key(table, frame, faults)
        for column in table.columns:
            if column.refers and column.name in frame.columns:
                _check_reference(table, frame, column, tables, faults)
        for rule in table.rules:
            if isinstance(rule, Span):
                _check_span(table, frame, rule, faults)
            else:
                _check_at_most(table, frame, rule, faults)
    if "members" in tables:
        _check_spells(tables["members"], faults)
    checked_reply(tables, faults)


def _check_key(table: Table, frame: pl.DataFrame, faults: list[Fault]) -> None:
    """A key names one row within its cluster; optional parts that are not given count as blank."""
    key = [part for part in table.key if part in frame.columns]
    if not key or (table.id_column in table.key and table.id_column not in key):
        return
    within = [*(["cluster_id"] if table.name != "cluster" else []), *key]
    # A required part left blank or misread was told already: it makes no row the double of another.
    named = frame.filter(
        pl.any_horizontal(pl.col(part).is_not_null() for part in key),
        *(pl.col(part).is_not_null() for part in key if table.column(part).required),
    )
    twice = named.filter(named.select(within).is_duplicated()).with_columns(
        pl.col("_row").first().over(within).alias("_first")
    )
    for row in twice.filter(pl.col("_row") != pl.col("_first")).iter_rows(named=True):
        faults.append(
            Fault(
                table=table.name,
                row=row["_row"],
                column=", ".join(key),
                value=", ".join(str(row[part]) for part in key if row[part] is not None),
                what=N_("« {value} » est déjà à la ligne {first}."),
                expected=N_("Une seule ligne par {key}."),
                values={"first": row["_first"], "key": ", ".join(key)},
            )
        )


def _check_reference(
    table: Table, frame: pl.DataFrame, column: Column, tables: dict[str, pl.DataFrame], faults: list[Fault]
) -> None:
    target = tables.get(column.refers or "")
    own = TABLES[column.refers or ""].id_column
    if target is None or own not in target.columns:
        return
    asked = frame.select("_row", "cluster_id", pl.col(column.name).alias("named"))
    if asked.schema["named"] == pl.List(pl.String):
        asked = asked.explode("named")
    known = target.select("cluster_id", pl.col(own).alias("named")).unique()
    lost = asked.drop_nulls("named").filter(~pl.col("named").is_in(list(column.also)))
    lost = lost.join(known, on=["cluster_id", "named"], how="anti", maintain_order="left", nulls_equal=True)
    guesses = _guesses(lost, known)
    for row, cluster, named in lost.iter_rows():
        guess = guesses.get((cluster, named))
        faults.append(
            Fault(
                table=table.name,
                row=row,
                column=column.name,
                value=named,
                what=N_("« {value} » n’est pas dans la table {target}."),
                expected=N_("Un {own} de la table {target} est attendu."),
                remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                values={"target": column.refers, "own": own, "guess": guess or ""},
                lost=(column.refers or "", named),
            )
        )


def _guesses(lost: pl.DataFrame, known: pl.DataFrame) -> dict[tuple[str | None, str], str | None]:
    """Guess what the first few lost names stand for: a guess costs a look at every known name."""
    asked = lost.select("cluster_id", "named").unique(maintain_order=True).head(GUESSED)
    names = {
        cluster: known.filter(pl.col("cluster_id").eq_missing(pl.lit(cluster, pl.String)))[
            "named"
        ].drop_nulls()
        for cluster in asked["cluster_id"].unique()
    }
    return {
        (cluster, named): nearest(named, names[cluster].to_list()) if len(names[cluster]) <= KNOWN else None
        for cluster, named in asked.iter_rows()
    }


def _check_span(table: Table, frame: pl.DataFrame, span: Span, faults: list[Fault]) -> None:
    if not {span.start, span.end} <= set(frame.columns):
        return
    for row in frame.filter(pl.col(span.end) < pl.col(span.start)).iter_rows(named=True):
        faults.append(
            Fault(
                table=table.name,
                row=row["_row"],
                column=span.end,
                value=str(row[span.end]),
                what=N_("la fin ({value}) précède le début ({start})."),
                expected=N_("{end} doit suivre {begin}."),
                values={"start": str(row[span.start]), "end": span.end, "begin": span.start},
            )
        )


def _check_at_most(table: Table, frame: pl.DataFrame, rule: AtMost, faults: list[Fault]) -> None:
    parts = [part for part in rule.parts if part in frame.columns]
    if not parts or rule.whole not in frame.columns:
        return
    total = pl.sum_horizontal(pl.col(part).fill_null(0) for part in parts)
    for row in (
        frame.with_columns(total.alias("_total"))
        .filter(pl.col("_total") > pl.col(rule.whole))
        .iter_rows(named=True)
    ):
        faults.append(
            Fault(
                table=table.name,
                row=row["_row"],
                column=", ".join(parts),
                value=str(row["_total"]),
                what=N_("{parts} font {value}, plus que {whole} ({most})."),
                expected=N_("Au plus {most}."),
                values={"parts": " + ".join(parts), "whole": rule.whole, "most": row[rule.whole]},
            )
        )


def _check_spells(members: pl.DataFrame, faults: list[Fault]) -> None:
    """A member has one spell at a time: it must have left before it joins again."""
    if not {"member_id", "joined_on"} <= set(members.columns):
        return
    left = pl.col("left_on") if "left_on" in members.columns else pl.lit(None, pl.Date)
    spells = (
        members.select("_row", "cluster_id", "member_id", "joined_on", left.alias("left_on"))
        .drop_nulls("joined_on")
        .sort("cluster_id", "member_id", "joined_on", "_row")
        .with_columns(
            pl.col("_row").shift(1).over("cluster_id", "member_id").alias("_before"),
            pl.col("left_on").shift(1).over("cluster_id", "member_id").alias("_left"),
            pl.col("joined_on").shift(1).over("cluster_id", "member_id").alias("_joined"),
        )
    )
    overlap = (
        pl.col("_before").is_not_null()
        & (pl.col("_joined") != pl.col("joined_on"))
        & (pl.col("_left").is_null() | (pl.col("_left") > pl.col("joined_on")))
    )
    for row in spells.filter(overlap).iter_rows(named=True):
        faults.append(
            Fault(
                table="members",
                row=row["_row"],
                column="joined_on",
                value=row["joined_on"].isoformat(),
                what=N_("« {member} » entre le {value}, alors que la ligne {before} le dit encore membre."),
                expected=N_("Une période doit finir (left_on) avant que la suivante commence."),
                values={"member": row["member_id"], "before": row["_before"]},
            )
        )
