"""One figure that a report states twice."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.audit.claim import Claim, listed
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "stated_twice"


def stated_twice(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each figure of which two claims cannot both be true."""
    by_name: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in report.claims:
        if claim.figure and claim.is_sound:
            name = (claim.figure, claim.key, claim.unit, str(claim.level or ""))
            by_name.setdefault(name, []).append(claim)
    for claims in by_name.values():
        for place, one in enumerate(claims):
            for other in claims[place + 1 :]:
                if not one.range.meets(other.range):
                    words = N_("Le même chiffre est donné deux fois, et différemment : {values}.")
                    sentence = say(words, report.language, values=listed((one, other), report.language))
                    yield judged(CHECK, "impossible", [one, other], sentence)
