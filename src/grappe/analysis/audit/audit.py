"""Every check on the claims of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from grappe.analysis.audit.checks.comparisons import comparisons
from grappe.analysis.audit.checks.intervals import intervals
from grappe.analysis.audit.checks.parts import parts_of_wholes
from grappe.analysis.audit.checks.quantiles import quantiles_and_means
from grappe.analysis.audit.checks.ratios import shares_of_counts
from grappe.analysis.audit.checks.recomputed import recomputed
from grappe.analysis.audit.checks.repeated import stated_twice
from grappe.analysis.audit.checks.shared_bases import shares_of_one_base
from grappe.analysis.audit.checks.shares import shares_alone
from grappe.analysis.audit.checks.totals_and_means import implied_bases
from grappe.analysis.audit.checks.values import impossible_values
from grappe.analysis.audit.checks.words import strong_words
from grappe.analysis.audit.claim import Claim, Claims
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import JUDGEMENTS, Verdict
from grappe.analysis.figures.prose import Found
from grappe.analysis.language.catalogues import Language

CHECKS: tuple[Callable[[Report], Iterator[Verdict]], ...] = (
    impossible_values,
    stated_twice,
    parts_of_wholes,
    shares_of_counts,
    shares_alone,
    shares_of_one_base,
    implied_bases,
    quantiles_and_means,
    intervals,
    strong_words,
    comparisons,
    recomputed,
)


def audited(claims: Iterable[Claim], language: Language, figures: Found | None = None) -> list[Verdict]:
    """Return every verdict on the claims of one report, the gravest first.

    figures: the dossier's results by (figure, key), to recompute what the report states; without them the
    claims are held against one another only.
    """
    report = Report(claims=Claims(claims), language=language, figures=figures or {})
    found = list(dict.fromkeys(verdict for check in CHECKS for verdict in check(report)))
    order = {claim.id: place for place, claim in enumerate(report.claims)}
    gravity = list(JUDGEMENTS)
    return sorted(found, key=lambda v: (gravity.index(v.verdict), min(map(order.__getitem__, v.claims))))
