"""The interval that a share of some has among all, which a report leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.audit.evidence import evidence_of
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import population_of
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "interval"


def intervals(report: Report) -> Iterator[Verdict]:
    """Yield the interval of each share of answers that speaks of more people than answered."""
    for share in report.claims:
        evidence = evidence_of(share, report)
        if evidence is None or evidence.positives is None or population_of(share, report.claims) is None:
            continue
        if evidence.population is None or evidence.population == evidence.base:
            continue
        words = N_(
            "{share} ({positives} sur {base}) : parmi les {population} dont elle parle, cette part va de {low} à {high} (intervalle exact à 95 %). Le rapport ne donne pas d’intervalle."
        )
        sentence = say(
            words,
            report.language,
            share=share.written(report.language),
            positives=report.number(evidence.positives),
            base=report.number(evidence.base or 0),
            population=report.number(evidence.population),
            low=report.percent(evidence.low),
            high=report.percent(evidence.high),
        )
        found = f"{evidence.low:.4f}-{evidence.high:.4f}"
        yield judged(CHECK, "consistent", [share, *evidence.by], sentence, found)
