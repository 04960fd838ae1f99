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
from grappe.analysis.audit.outside import numbers_outside
from grappe.analysis.audit.reading.sentences import sentences_of
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.missing import missing_words
from grappe.analysis.figures.papers import ALL_GIVEN
from grappe.analysis.figures.places import read_text
from grappe.analysis.figures.prose import Found, filled
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import DECIMALS, amount

UNAVAILABLE = "not_available"
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
    yield from numbers_outside(named, sentence, language, figures)
    yield from _unavailable(named, sentence, language, figures)
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
    for number, place in enumerate(read_text(sentence).places):
        row = figures.get((place.figure, place.key or ""))
        if place.part or place.words_only or place.is_ordinal or row is None or not _is_known(row):
            continue
        unit = row["unit"]
        if unit not in UNITS:
            continue
        shown = DECIMALS.get(unit, 2) if place.decimals is None else place.decimals
        value = row["value"] * 100 if unit == "share" else row["value"]
        claims.append(
            Claim(
                id=f"{finding}.{number}",
                cluster=cluster,
                quote=read,
                figure=place.figure,
                key=place.key or "",
                statistic=STATISTICS.get(unit, "mean"),
                value=Fraction(str(round(value, shown))),
                decimals=shown,
                unit=UNITS[unit],
                base=row["n_used"],
            )
        )
    return claims


def _bases_printed(sentence: str, figures: Found) -> Iterator[Fraction]:
    """Yield how many units a sentence says that its figures rest on, as `{employment.mean@n_used}`."""
    for place in read_text(sentence).places:
        row = figures.get((place.figure, place.key or ""))
        if place.part == "n_used" and row is not None and row["n_used"] is not None:
            yield Fraction(row["n_used"])


def _is_known(row: Mapping[str, Any]) -> bool:
    return row["status"] == "ok" and row["value"] is not None


def _unavailable(named: Verdict, sentence: str, language: Language, figures: Found) -> Iterator[Verdict]:
    """Yield a verdict for each figure of a sentence that prints no number: hidden, or not available."""
    for place in dict.fromkeys((p.figure, p.key) for p in read_text(sentence).places):
        row = figures.get((place[0], place[1] or ""))
        if row is not None and _is_known(row):
            continue
        values = {"figure": figure_name(*place), "sentence": sentence, "missing": ""}
        if row is not None and row["status"] == "suppressed":
            words = N_("{{{figure}}} est masqué (petit groupe) : le rapport dit que la phrase est retenue.")
        elif row is not None and row.get("missing"):
            words = N_("{{{figure}}} n’est pas disponible ({missing}) : la phrase s’imprime sans ce nombre.")
            if row["missing"] not in ALL_GIVEN:
                words = N_(
                    "{{{figure}}} n’est pas disponible (il manque : {missing}) : la phrase s’imprime sans ce nombre."
                )
            values["missing"] = missing_words(row["missing"], language)
        else:
            words = N_("{{{figure}}} n’est pas disponible : la phrase s’imprime sans ce nombre.")
        yield replace(
            named,
            check=UNAVAILABLE,
            verdict="unsupported",
            found=figure_name(*place),
            sentence=say(words, language, **values),
        )


def _coverage(
    named: Verdict, claims: list[Claim], sentence: str, language: Language, figures: Found
) -> Iterator[Verdict]:
    """Yield a verdict for figures on few of their units, where the sentence does not say how many."""
    said = {claim.value for claim in claims if claim.unit == "count"} | set(_bases_printed(sentence, figures))
    written = read_text(sentence).words
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
