"""Chapter 8: results, subsidies due, own share, gap, treasury, reserves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import single
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.figures.recognitions import in_turn, regime_of
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import laws
from grappe.analysis.vocabulary.classes import LEDGER_LINES

UNNAMED = "forecast"
"""The scenario of a forecast that names none."""
SUBSIDIES = ("subsidy", "specific_subsidy")
OWN_INCOME = ("fees", "commissions", "other_income")


def _years(r: Readings) -> Rows:
    """One row per year, actual or by scenario: the ledger's lines side by side, and what follows."""
    lines = eager(r.table("ledger")).filter(pl.col("line").is_not_null(), pl.col("amount").is_not_null())
    kind = pl.col("kind").fill_null(
        pl.when(pl.col("scenario").is_null()).then(pl.lit("actual")).otherwise(pl.lit("forecast"))
    )
    lines = lines.with_columns(
        kind=kind,
        scenario=pl.when(kind == "forecast").then(pl.col("scenario").fill_null(UNNAMED)),
    ).with_columns(row=pl.concat_str("year", "scenario", separator="|", ignore_nulls=True))
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
    due = [
        (cluster, name, subsidy_due(year, eligible, recognitions.get(cluster, [])))
        for cluster, name, year, eligible in years.select(
            "cluster_id", "row", "year", "eligible_costs"
        ).iter_rows()
    ]
    schema = {"cluster_id": pl.String, "row": pl.String, "subsidy_due": pl.Float64}
    return pl.DataFrame(due, schema=schema, orient="row")


def subsidy_due(
    year: int, eligible_costs: float | None, recognitions: Sequence[Mapping[str, Any]]
) -> float | None:
    """Return a calendar year's subsidy, in EUR: rate times the eligible costs under the ceiling, by days.

    The rate is that of the year of recognition, by law or as the recognition says; days outside any
    recognition bring nothing. None when the costs, a rate or every recognition is unknown.
    """
    if eligible_costs is None:
        return None
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    days = (after - first).days
    covered, due = 0, 0.0
    for recognition, over in in_turn(recognitions):
        start, end = max(first, recognition["starts_on"]), min(after, over)
        while start < end:
            rank, turn = _year_of_recognition(recognition, start)
            until = min(end, turn)
            rate, ceiling = _terms(recognition, rank)
            if rate is None:
                return None
            capped = eligible_costs if ceiling is None else min(eligible_costs, ceiling)
            due += rate * capped * (until - start).days / days
            covered += (until - start).days
            start = until
    return due if covered else None


def _year_of_recognition(recognition: Mapping[str, Any], day: dt.date) -> tuple[int, dt.date]:
    """Return the year of recognition (from 1, through all periods) of a day, and when the next begins."""
    start: dt.date = recognition["starts_on"]
    regime = regime_of(recognition)
    before = (int(recognition["number"]) - 1) * int(laws.recognition_years(regime).value or 0)
    within = 0
    while _anniversary(start, within + 1) <= day:
        within += 1
    return before + within + 1, _anniversary(start, within + 1)


def _anniversary(start: dt.date, years: int) -> dt.date:
    day = start.day if (start.month, start.day) != (2, 29) else 28
    return dt.date(start.year + years, start.month, day)


def _terms(recognition: Mapping[str, Any], rank: int) -> tuple[float | None, float | None]:
    """Return the rate and the ceiling: those given, else those of the law, else None."""
    regime = regime_of(recognition)
    rate, ceiling = recognition["subsidy_rate"], recognition["eligible_cost_cap"]
    if rate is None:
        rate = laws.subsidy_rate(regime, rank).value
    if ceiling is None:
        ceiling = laws.cost_ceiling(regime).value
    return None if rate is None else float(rate), None if ceiling is None else float(ceiling)


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


def _yearly(figure: str, label: str, definition: str, column: str, *needs: str) -> Figure:
    return Figure(
        id=figure,
        chapter=8,
        unit="eur",
        label=label,
        definition=definition,
        base=YEARS,
        measure=single(column),
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
    ),
    _yearly(
        "finance.cash_over_need",
        N_("Trésorerie au-delà du besoin"),
        N_("Fonds de roulement moins besoin en fonds de roulement à la clôture."),
        "cash_over_need",
    ),
    _yearly(
        "finance.gap",
        N_("Reste à financer"),
        N_(
            "Part propre des charges moins les ressources propres (cotisations, commissions, autres produits). Positif : il manque de l’argent."
        ),
        "gap",
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
