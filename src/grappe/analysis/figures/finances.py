"""Chapter 8: results, subsidies due, own share, gap, treasury, reserves."""

from __future__ import annotations

from typing import Any

import polars as pl

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import single
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.figures.subsidies import portions
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import LEDGER_LINES

UNNAMED = "forecast"
"""The scenario of a forecast that names none."""
SUBSIDIES = ("subsidy", "specific_subsidy")
OWN_INCOME = ("fees", "commissions", "other_income")


def with_kinds(ledger: pl.DataFrame) -> pl.DataFrame:
    """Return a ledger with the kind of each row, and a scenario in the forecasts alone, each with one."""
    lacking = {"kind", "scenario"} - set(ledger.columns)
    told = ledger.with_columns(pl.lit(None, pl.String).alias(name) for name in sorted(lacking))
    kind = pl.col("kind").fill_null(
        pl.when(pl.col("scenario").is_null()).then(pl.lit("actual")).otherwise(pl.lit("forecast"))
    )
    return told.with_columns(
        kind=kind,
        scenario=pl.when(kind == "forecast").then(pl.col("scenario").fill_null(UNNAMED)),
    )


def scenarios_of(ledger: pl.DataFrame) -> list[str]:
    """Return the scenarios of a ledger in the order in which they were written, which tells the main one."""
    return list(dict.fromkeys(with_kinds(ledger)["scenario"].drop_nulls()))


def _years(r: Readings) -> Rows:
    """One row per year, actual or by scenario: the ledger's lines side by side, and what follows."""
    lines = eager(r.table("ledger")).filter(pl.col("line").is_not_null(), pl.col("amount").is_not_null())
    lines = with_kinds(lines).with_columns(
        row=pl.concat_str("year", "scenario", separator="|", ignore_nulls=True)
    )
    of_year = ["cluster_id", "row", "year", "scenario"]
    # Added up before they stand side by side: a line that nobody wrote is blank, not zero.
    amounts = lines.group_by(*of_year, "line", maintain_order=True).agg(pl.col("amount").sum())
    years = amounts.pivot("line", index=of_year, values="amount", aggregate_function="first")
    years = years.with_columns(
        pl.lit(None, pl.Float64).alias(line) for line in LEDGER_LINES if line not in years.columns
    )
    subsidies = pl.sum_horizontal(pl.col(line).fill_null(0) for line in SUBSIDIES)
    own_income = pl.sum_horizontal(pl.col(line).fill_null(0) for line in OWN_INCOME)
    years = years.with_columns(
        own_share=pl.col("costs") - subsidies,
        cash_over_need=pl.col("working_capital") - pl.col("working_capital_need"),
    ).with_columns(gap=pl.col("own_share") - own_income)
    return lazy(years.join(_subsidies_due(r, years), on=["cluster_id", "row"], how="left"))


def _subsidies_due(r: Readings, years: pl.DataFrame) -> pl.DataFrame:
    recognitions: dict[str, list[dict[str, Any]]] = {}
    for row in eager(r.table("recognitions")).iter_rows(named=True):
        if row["starts_on"] is not None and row["ends_on"] is not None:
            recognitions.setdefault(row["cluster_id"], []).append(row)
    due = []
    for cluster, name, year, eligible in years.select(
        "cluster_id", "row", "year", "eligible_costs"
    ).iter_rows():
        parts = portions(year, eligible, recognitions.get(cluster, []))
        due.append(
            (cluster, name, sum(p.amount for p in parts), " + ".join(map(str, parts)))
            if parts
            else (cluster, name, None, None)
        )
    schema = {"cluster_id": pl.String, "row": pl.String, "subsidy_due": pl.Float64, "portions": pl.String}
    return pl.DataFrame(due, schema=schema, orient="row")


YEARS = Base(
    name="ledger_years",
    about=N_("une année des comptes du cluster, réalisée ou prévue"),
    tables=("ledger",),
    needs=("ledger.line", "ledger.amount"),
    build=_years,
    shown=(*LEDGER_LINES, "own_share", "cash_over_need", "gap", "subsidy_due"),
)


def _reserves(r: Readings) -> Rows:
    """The closing reserves of each forecast scenario's years, the actual years before them included."""
    years = eager(r.base(YEARS)).filter(pl.col("reserves").is_not_null())
    scenarios = (
        years.filter(pl.col("scenario").is_not_null())
        .select("cluster_id", pl.col("scenario").alias("plan"))
        .unique()
    )
    years = years.join(scenarios, on="cluster_id").filter(
        pl.col("scenario").is_null() | (pl.col("scenario") == pl.col("plan"))
    )
    return lazy(
        years.select(
            "cluster_id",
            "row",
            "plan",
            "reserves",
            pl.when(pl.col("reserves") >= 0).then("year").alias("lasting"),
        )
    )


RESERVES = Base(
    name="reserves_by_scenario",
    about=N_("une année d’un scénario et ses réserves à la clôture"),
    tables=("ledger",),
    needs=("ledger.line", "ledger.amount"),
    build=_reserves,
    shown=("plan", "reserves"),
)


def _yearly(figure: str, label: str, definition: str, column: str, *needs: str, written: str = "") -> Figure:
    return Figure(
        id=figure,
        chapter=8,
        unit="eur",
        label=label,
        definition=definition,
        base=YEARS,
        measure=single(column, written=written),
        key="row",
        key_name="year",
        needs=needs,
    )


FIGURES = (
    _yearly(
        "finance.result",
        N_("Résultat de l’exercice"),
        N_("Résultat de l’exercice, tel que les comptes ou les prévisions le donnent."),
        "result",
    ),
    _yearly(
        "finance.own_share",
        N_("Part propre des charges"),
        N_("Charges de l’année moins toutes les subventions : ce que le cluster doit couvrir lui-même."),
        "own_share",
        written="{costs} − {subsidy} − {specific_subsidy}",
    ),
    _yearly(
        "finance.subsidy_due",
        N_("Subvention due"),
        N_(
            "Taux de l’année de reconnaissance (celui du texte, ou celui accordé) multiplié par les dépenses admissibles sous le plafond ; au prorata des jours quand l’année en chevauche deux."
        ),
        "subsidy_due",
        "recognitions.starts_on",
        "recognitions.ends_on",
        written="{portions}",
    ),
    _yearly(
        "finance.cash_over_need",
        N_("Trésorerie au-delà du besoin"),
        N_("Fonds de roulement moins besoin en fonds de roulement à la clôture."),
        "cash_over_need",
        written="{working_capital} − {working_capital_need}",
    ),
    _yearly(
        "finance.gap",
        N_("Reste à financer"),
        N_(
            "Part propre des charges moins les ressources propres (cotisations, commissions, autres produits). Positif : il manque de l’argent."
        ),
        "gap",
        written="{own_share} − {fees} − {commissions} − {other_income}",
    ),
    Figure(
        id="finance.reserves_last_until",
        chapter=8,
        unit="year",
        label=N_("Dernière année aux réserves positives"),
        definition=N_("Dernière année dont les réserves de clôture ne sont pas négatives, par scénario."),
        base=RESERVES,
        measure=single("lasting"),
        key="plan",
        key_name="scenario",
    ),
)
