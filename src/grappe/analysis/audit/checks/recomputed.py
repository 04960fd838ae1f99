"""Claims beside what the dossier gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.claim import Claim, listed
from grappe.analysis.audit.evidence import results_of
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import base_of
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.analysis.language.numbers import amount

CHECK, BASE, COVERAGE = "recomputed", "recomputed_base", "coverage"
COVERED = 0.8
"""Share of the eligible units under which a report has to say how few it rests on."""
SLACK = Fraction(1, 10**9)
"""A computed number is a binary fraction: 0.375 may be a hair below."""


def recomputed(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each claim whose figure the dossier was asked for."""
    if not report.figures:
        return
    few: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in report.claims:
        if not claim.figure or claim.value is None or not claim.is_sound:
            continue
        rows = results_of(claim, report)
        if not rows or any(row["status"] != "ok" or row["value"] is None for row in rows):
            words = N_("{value} : le dossier ne permet pas de recalculer ce chiffre.")
            sentence = say(words, report.language, value=claim.written(report.language))
            yield judged(CHECK, "unsupported", [claim], sentence)
            continue
        yield _one(claim, rows, report)
        used, eligible = rows[0]["n_used"] or 0, rows[0]["n_eligible"] or 0
        if claim.base is not None and claim.base != used:
            yield _other_base(claim, used, report)
        elif _is_few(claim, used, eligible, report):
            few.setdefault((claim.family, used, eligible), []).append(claim)
    for (_, used, eligible), claims in few.items():
        yield _few(claims, used, eligible, report)


def _one(claim: Claim, rows: list[Mapping[str, Any]], report: Report) -> Verdict:
    values = {"value": claim.written(report.language)}
    found = Fraction(sum(Fraction(row["value"]) for row in rows))
    unit = "share" if claim.unit == "percent" or claim.is_share else rows[0]["unit"]
    if (unit == "share") != (rows[0]["unit"] == "share"):
        found = _as_share(found, rows)
        if unit != "share" or found < 0:
            words = N_("{value} : le dossier compte ce chiffre dans une autre unité.")
            return judged(CHECK, "unsupported", [claim], say(words, report.language, **values))
    values["found"] = _written(found, unit, claim, report)
    out = f"{float(found):.10g}"
    if _holds(claim.range, found):
        words = N_("{value} : le dossier donne {found}.")
        return judged(CHECK, "consistent", [claim], say(words, report.language, **values), out)
    words = N_("{value} : le dossier donne {found}, et non ce nombre.")
    return judged(CHECK, "impossible", [claim], say(words, report.language, **values), out)


def _written(found: Fraction, unit: str, claim: Claim, report: Report) -> str:
    """Write a value to one decimal more than the claim prints, so that the reader sees the rounding."""
    if unit == "share":
        return report.percent(found, claim.decimals + 1)
    if unit in ("eur", "year"):
        return amount(float(found), unit, report.language)
    return report.number(found, claim.decimals + 1)


def _as_share(found: Fraction, rows: list[Mapping[str, Any]]) -> Fraction:
    """Return a count by class as a share of its whole; below zero where it has none."""
    used = rows[0]["n_used"]
    return found / used if rows[0]["unit"] == "count" and used else Fraction(-1)


def _holds(allowed: Range, found: Fraction) -> bool:
    """Tell whether a computed number is within a range, but for the last bits of a float."""
    if found in allowed:
        return True
    near = Range(found - SLACK, found + SLACK)
    is_open = (allowed.low_open and allowed.low is not None and abs(found - allowed.low) <= SLACK) or (
        allowed.high_open and allowed.high is not None and abs(found - allowed.high) <= SLACK
    )
    return near.meets(allowed) and not is_open


def _other_base(claim: Claim, used: int, report: Report) -> Verdict:
    words = N_("{value}, sur {base} selon le rapport : le dossier le calcule sur {used}.")
    sentence = say(
        words,
        report.language,
        value=claim.written(report.language),
        base=report.number(claim.base or 0),
        used=report.number(used),
    )
    return judged(BASE, "unlikely", [claim], sentence, str(used))


def _is_few(claim: Claim, used: int, eligible: int, report: Report) -> bool:
    """Tell whether a figure rests on few of its units, and the report leaves unsaid on how many."""
    if claim.statistic == "count" or claim.is_in_words or not eligible or used / eligible >= COVERED:
        return False
    stated = base_of(claim, report.claims)
    return stated is None or stated.number != used


def _few(claims: list[Claim], used: int, eligible: int, report: Report) -> Verdict:
    sentence = say_many(
        N_("{values} : ce chiffre repose sur {used} des {eligible}, et le rapport ne le dit pas."),
        N_("{values} : ces chiffres reposent sur {used} des {eligible}, et le rapport ne le dit pas."),
        len(claims),
        report.language,
        values=listed(claims, report.language),
        used=report.number(used),
        eligible=report.number(eligible),
    )
    return judged(COVERAGE, "unsupported", claims, sentence, f"{used}/{eligible}")
