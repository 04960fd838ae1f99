"""One figure that a report states twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grappe.analysis.audit.claim import Claim, listed
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "stated_twice"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def stated_twice(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each figure of which two claims cannot both be true."""
    by_name: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in report.claims:
        if claim.figure and claim.is_sound:
            name = (claim.figure, claim.key, claim.unit, str(claim.level or ""))
            by_name.setdefault(name, []).append(claim)
    for claims in by_name.values():
        if len(claims) > 1 and not _is_of_several_years(claims):
            yield from _furthest_apart(claims, report)


def _is_of_several_years(claims: list[Claim]) -> bool:
    """Tell whether the sentences name different years: then they may state the figure of each."""
    return len({year for claim in claims for year in YEAR.findall(claim.quote)}) > 1


def _furthest_apart(claims: list[Claim], report: Report) -> Iterator[Verdict]:
    """Yield one verdict on the two claims that leave each other the least room."""
    highest = max(claims, key=lambda c: (c.range.low is not None, c.range.low or 0, c.range.low_open))
    lowest = min(claims, key=lambda c: (c.range.high is None, c.range.high or 0, not c.range.high_open))
    if lowest.range.is_below(highest.range):
        words = N_("Le même chiffre est donné plusieurs fois, et différemment : {values}.")
        sentence = say(words, report.language, values=listed((lowest, highest), report.language))
        yield judged(CHECK, "impossible", [lowest, highest], sentence)
