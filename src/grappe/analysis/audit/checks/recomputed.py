"""Claims beside what the dossier gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.evidence import results_of
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say
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
    for claim in report.claims:
        if claim.figure and claim.value is not None and claim.is_sound:
            yield from _one(claim, report)


def _one(claim: Claim, report: Report) -> Iterator[Verdict]:
    rows = results_of(claim, report)
    values = {"value": claim.written(report.language)}
    if not rows or any(row["status"] != "ok" or row["value"] is None for row in rows):
        words = N_("{value} : le dossier ne permet pas de recalculer ce chiffre.")
        yield judged(CHECK, "unsupported", [claim], say(words, report.language, **values))
        return
    found = Fraction(sum(Fraction(row["value"]) for row in rows))
    unit = "share" if claim.unit == "percent" or claim.is_share else rows[0]["unit"]
    if (unit == "share") != (rows[0]["unit"] == "share"):
        found = _as_share(found, rows)
        if unit != "share" or found < 0:
            words = N_("{value} : le dossier compte ce chiffre dans une autre unité.")
            yield judged(CHECK, "unsupported", [claim], say(words, report.language, **values))
            return
    values["found"] = amount(float(found), unit, report.language, _places(claim, unit))
    out = f"{float(found):.10g}"
    if _holds(claim.range, found):
        words = N_("{value} : le dossier donne {found}.")
        yield judged(CHECK, "consistent", [claim], say(words, report.language, **values), out)
    else:
        words = N_("{value} : le dossier donne {found}, et non ce nombre.")
        yield judged(CHECK, "impossible", [claim], say(words, report.language, **values), out)
    yield from _rests_on(claim, rows[0], report)


def _as_share(found: Fraction, rows: list[Mapping[str, Any]]) -> Fraction:
    """Return a count by class as a share of its whole; below zero where it has none."""
    used = rows[0]["n_used"]
    return found / used if rows[0]["unit"] == "count" and used else Fraction(-1)


def _places(claim: Claim, unit: str) -> int | None:
    """Return the decimals to show beside the claim's own: one more than it prints, for shares and means."""
    return None if unit in ("count", "year", "eur") else claim.decimals + 1


def _holds(allowed: Range, found: Fraction) -> bool:
    """Tell whether a computed number is within a range, but for the last bits of a float."""
    if found in allowed:
        return True
    near = Range(found - SLACK, found + SLACK)
    is_open = (allowed.low_open and allowed.low is not None and abs(found - allowed.low) <= SLACK) or (
        allowed.high_open and allowed.high is not None and abs(found - allowed.high) <= SLACK
    )
    return near.meets(allowed) and not is_open


def _rests_on(claim: Claim, row: Mapping[str, Any], report: Report) -> Iterator[Verdict]:
    """Yield what the report says, or leaves out, of the units behind its figure."""
    used, eligible = row["n_used"] or 0, row["n_eligible"] or 0
    values = {
        "value": claim.written(report.language),
        "used": report.number(used),
        "eligible": report.number(eligible),
    }
    if claim.base is not None and claim.base != used:
        words = N_("{value}, sur {base} selon le rapport : le dossier le calcule sur {used}.")
        sentence = say(words, report.language, base=report.number(claim.base), **values)
        yield judged(BASE, "unlikely", [claim], sentence, str(used))
    elif claim.base is None and eligible and used / eligible < COVERED and claim.statistic != "count":
        words = N_("{value} : ce chiffre repose sur {used} des {eligible}, et le rapport ne le dit pas.")
        sentence = say(words, report.language, **values)
        yield judged(COVERAGE, "unsupported", [claim], sentence, f"{used}/{eligible}")
