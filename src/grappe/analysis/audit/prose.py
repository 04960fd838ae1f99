"""The audit of an evaluator’s own sentences: whether live figures carry the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.checks.comparisons import comparisons
from grappe.analysis.audit.checks.recomputed import COVERAGE, COVERED
from grappe.analysis.audit.checks.words import strong_words
from grappe.analysis.audit.claim import Claim, Claims, joined
from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.audit.reading.sentences import sentences_of
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.prose import PLACE, Found, filled, places
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import DECIMALS, amount

OUTSIDE = "number_outside_braces"
STATISTICS = {"share": "share", "count": "count"}
UNITS = {"share": "percent", "count": "count", "fte": "fte", "eur": "eur"}


def audited_prose(
    findings: Iterable[Mapping[str, Any]], cluster: str, language: Language, figures: Found
) -> list[Verdict]:
    """Return the verdicts on findings: rows with `finding_id` and `text`; they name the finding as a claim.

    figures: the results of the day by (figure, key). Sentences in a language that Grappe cannot read have
    their figures audited all the same.
    """
    found: list[Verdict] = []
    for finding in findings:
        for sentence in sentences_of(finding["text"]):
            found += _sentence(finding, sentence, cluster, language, figures)
    return list(dict.fromkeys(found))


def _sentence(
    finding: Mapping[str, Any], sentence: str, cluster: str, language: Language, figures: Found
) -> Iterator[Verdict]:
    name = str(finding["finding_id"])
    named = Verdict(cluster=cluster, check="", claims=(name,), verdict="consistent", sentence="")
    yield from _outside(named, sentence, language, figures)
    claims = _claims(name, sentence, cluster, figures, language)
    yield from _coverage(named, claims, sentence, language, figures)
    if not claims or finding.get("kind") == "recommendation":
        # Words alone are an evaluator's judgement, and what is recommended is not yet so.
        return
    report = Report(claims=Claims(claims), language=language, figures=figures)
    for check in (strong_words, comparisons):
        for verdict in check(report):
            yield replace(verdict, cluster=cluster, claims=(name,))


def _claims(finding: str, sentence: str, cluster: str, figures: Found, language: Language) -> list[Claim]:
    """Return what a sentence states through its braces, as the reader will see it printed."""
    read = filled(sentence, figures, language, lambda _name, value: value)
    claims = []
    for place, (figure, key, decimals) in enumerate(places(sentence)):
        row = figures.get((figure, key or ""))
        if row is None or row["status"] != "ok" or row["value"] is None or row["unit"] not in UNITS:
            continue
        unit = row["unit"]
        shown = DECIMALS.get(unit, 2) if decimals is None else decimals
        value = row["value"] * 100 if unit == "share" else row["value"]
        claims.append(
            Claim(
                id=f"{finding}.{place}",
                cluster=cluster,
                quote=read,
                figure=figure,
                key=key or "",
                statistic=STATISTICS.get(unit, "mean"),
                value=Fraction(str(round(value, shown))),
                decimals=shown,
                unit=UNITS[unit],
                base=row["n_used"],
            )
        )
    return claims


def _coverage(
    named: Verdict, claims: list[Claim], sentence: str, language: Language, figures: Found
) -> Iterator[Verdict]:
    """Yield a verdict for figures on few of their units, where the sentence does not say how many."""
    said = {claim.value for claim in claims if claim.unit == "count"}
    written = PLACE.sub("", sentence)
    few: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        row = figures[claim.figure, claim.key]
        used, eligible = row["n_used"] or 0, row["n_eligible"] or 0
        if claim.unit not in ("percent", "fte") or not eligible or used / eligible >= COVERED:
            continue
        if Fraction(used) not in said and not re.search(rf"\b{used}\b", written):
            few.setdefault((used, eligible), []).append(claim)
    for (used, eligible), own in few.items():
        values = {
            "figures": joined((figure_name(c.figure, c.key or None) for c in own), language),
            "used": amount(used, "count", language),
            "eligible": amount(eligible, "count", language),
        }
        words = say_many(
            N_("{figures} repose sur {used} des {eligible} : la phrase ne le dit pas."),
            N_("{figures} reposent sur {used} des {eligible} : la phrase ne le dit pas."),
            len(own),
            language,
            **values,
        )
        yield replace(
            named, check=COVERAGE, verdict="unsupported", found=f"{used}/{eligible}", sentence=words
        )


def _outside(named: Verdict, sentence: str, language: Language, figures: Found) -> Iterator[Verdict]:
    """Yield a verdict for each number that a sentence states outside braces: it will not follow the data."""
    for stated in numbers_in(PLACE.sub(" ", sentence)):
        values = {"number": stated.words, "sentence": sentence}
        same = _same(stated.value, stated.unit, figures)
        words = N_("« {number} » est écrit hors accolades : ce nombre ne suivra pas les données.")
        if len(same) == 1:
            words = N_(
                "« {number} » est écrit hors accolades : ce nombre ne suivra pas les données. {{{figure}}} a cette valeur aujourd’hui."
            )
            values["figure"] = same[0]
        yield replace(
            named,
            check=OUTSIDE,
            verdict="unsupported",
            found=";".join(same[:5]),
            sentence=say(words, language, **values),
        )


def _same(value: Fraction | None, unit: str, figures: Found) -> list[str]:
    """Return the names of the figures that are printed as this number."""
    if value is None:
        return []
    wanted = float(value) / 100 if unit == "percent" else float(value)
    decimals = 2 if unit == "percent" else 0
    return [
        figure_name(figure, key or None)
        for (figure, key), row in figures.items()
        if row["status"] == "ok"
        and row["value"] is not None
        and (row["unit"] == "share") == (unit == "percent")
        and round(row["value"], decimals) == wanted
    ]
