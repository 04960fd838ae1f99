"""The interval that a share of some has among all, which a report leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.evidence import Evidence, evidence_of
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import population_of
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "interval"


def intervals(report: Report) -> Iterator[Verdict]:
    """Yield the interval of each share of answers that speaks of more people than answered."""
    for share in report.claims:
        if population_of(share, report.claims) is None:
            continue
        for evidence in evidence_of(share, report):
            if evidence.positives is not None and evidence.population not in (None, evidence.base):
                yield _interval(share, evidence, report)


def _interval(share: Claim, evidence: Evidence, report: Report) -> Verdict:
    words = N_(
        "{share} ({positives} sur {base}) : parmi les {population} dont elle parle, cette part va de {low} à {high} (intervalle exact à 95 %). Le rapport ne donne pas d’intervalle."
    )
    sentence = say(
        words,
        report.language,
        share=share.written(report.language),
        positives=report.number(evidence.positives or 0),
        base=report.number(evidence.base or 0),
        population=report.number(evidence.population or 0),
        low=report.percent(evidence.low),
        high=report.percent(evidence.high),
    )
    found = f"{evidence.low:.4f}-{evidence.high:.4f}"
    return judged(CHECK, "consistent", [share, *evidence.by], sentence, found)
