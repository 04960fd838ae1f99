"""Those who answered beside those who were asked."""

from __future__ import annotations

import math

import polars as pl

from grappe.analysis.language.catalogues import Language
from grappe.analysis.statistics.contingency import independence
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.response import by_label, response, with_answered

COMPARISON = {
    **dict.fromkeys(("by", "by_label", "class", "label"), pl.String),
    **dict.fromkeys(("asked", "answered"), pl.Int64),
    **dict.fromkeys(("asked_share", "answered_share", "difference", "standardised_difference"), pl.Float64),
    "p_value": pl.Float64,
    "test": pl.String,
    "missing": pl.String,
}
"""asked_share, answered_share: of those asked, of those who answered, how many are of the class. difference:
the second less the first; standardised_difference: over the standard deviation of the class among those
asked, the square root of p(1 - p). p_value (the same for all classes of a column): would as uneven an answer
come about by chance? Answered and silent of each class, totals given (`exact`, or `chi_square`)."""


def comparison(counts: Counted, frame: Frame, language: Language) -> pl.DataFrame:
    """Compare those who answered with those who were asked, class by class: the columns of COMPARISON.

    The silent are the rest of a known, finite list: the test of answered against silent takes account of
    that by itself. Without a list of members there is nothing to compare, and no row.
    """
    if frame.members is None:
        return pl.DataFrame(schema=COMPARISON)
    members = with_answered(frame, counts)
    asked, answered = members.height, int(members["answered"].sum())
    table = response(counts, frame, language).filter(pl.col("by") != "all")
    tests: dict[str, tuple[float | None, str | None, str | None]] = {}
    for name in frame.classes:
        own = table.filter(by=name)
        lacking = (
            "anonymous"
            if own["answered"].null_count()
            else "silence"
            if answered == 0
            else "everybody"
            if answered == asked
            else None
        )
        if lacking is not None:
            tests[name] = (None, None, lacking)
            continue
        found = independence(own.select("answered", pl.col("asked") - pl.col("answered")).to_numpy())
        tests[name] = (
            (None, None, "one_class") if math.isnan(found.p_value) else (found.p_value, found.method, None)
        )
    told = pl.DataFrame(
        [(name, by_label(name, language), *test) for name, test in tests.items()],
        schema={
            "by": pl.String,
            "by_label": pl.String,
            "p_value": pl.Float64,
            "test": pl.String,
            "why": pl.String,
        },
        orient="row",
    )
    # By a column: polars multiplies by the inverse of a single number, and 6/10 would miss 0.6 by a hair.
    wholes = {"in_all": [asked] * table.height, "who_answered": [answered] * table.height}
    share, among = pl.col("asked") / pl.col("in_all"), pl.col("answered") / pl.col("who_answered")
    spread = (share * (1 - share)).sqrt()
    return (
        table.join(told, on="by", how="left", maintain_order="left")
        .with_columns(pl.Series(name, each, dtype=pl.Int64) for name, each in wholes.items())
        .with_columns(
            asked_share=share,
            answered_share=pl.when(pl.col("who_answered") > 0).then(among),
            missing=pl.col("why"),
        )
        .with_columns(difference=pl.col("answered_share") - pl.col("asked_share"))
        .with_columns(standardised_difference=pl.when(spread > 0).then(pl.col("difference") / spread))
        .select(*COMPARISON)
    )
