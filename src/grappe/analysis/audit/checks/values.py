"""Values that no share, count or base can have."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.language.catalogues import N_, say

CHECK = "value"
NEVER_BELOW_ZERO = ("count", "fte")


def impossible_values(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each claim whose number is none that its kind can have."""
    for claim in report.claims:
        for sentence, found in _wrong(claim, report):
            yield judged(CHECK, "impossible", [claim], sentence, found, whatever_about=True)


def _wrong(claim: Claim, report: Report) -> Iterator[tuple[str, str]]:
    language = report.language
    if claim.base == 0:
        yield say(N_("L’effectif affirmé est de 0 : rien ne peut être mesuré sur personne."), language), "0"
    if claim.value is None:
        return
    figure = figures().get(claim.figure)
    is_part = claim.is_share or (claim.unit == "percent" and figure is not None and figure.unit == "share")
    whole = report.claims.whole_of(claim)
    if whole is not None and claim.base is not None and whole.value is not None and claim.base > whole.value:
        words = N_("L’effectif affirmé ({base}) dépasse le tout dont il est dit ({whole}).")
        sentence = say(words, language, base=report.number(claim.base), whole=whole.written(language))
        yield sentence, str(claim.base)
    beyond = claim.value > 100 or (claim.value == 100 and claim.relation == "gt")
    if is_part and beyond and claim.relation not in ("lt", "le"):
        words = N_("{value} : une part ne dépasse pas 100 %.")
        yield say(words, language, value=claim.written(language)), claim.written("en")
    elif (claim.value < 0 or (claim.value == 0 and claim.relation == "lt")) and (
        claim.is_share or claim.unit in NEVER_BELOW_ZERO
    ):
        words = N_("{value} : un tel nombre ne descend pas sous zéro.")
        yield say(words, language, value=claim.written(language)), claim.written("en")
    if claim.is_count and claim.relation == "eq" and claim.value.denominator != 1:
        words = N_("{value} : un nombre d’unités est entier.")
        yield say(words, language, value=claim.written(language)), claim.written("en")
