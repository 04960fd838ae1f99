"""One group said to be above or below another: whether groups of this size could show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, isnan, nan

from grappe.analysis.audit.checks.ratios import implied_whole
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.evidence import KEYS
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.strong_words import Used, used_in
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Judgement, Verdict, judged
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.statistics.power import minimum_detectable_effect

CHECK = "comparison"
LARGE = 0.8
"""Standard deviations from which an effect is large (Cohen 1988, Statistical Power Analysis, 2nd ed.)."""
ENDLESS = 1_000_000
"""Peers so many that more would show nothing more."""
LEVEL = 0.05
WORSE = "worse"


def comparisons(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each sentence that sets a group above or below another."""
    for quote, claims in report.claims.by_quote.items():
        for used in used_in(quote):
            if used.word.comparison:
                yield from _compared(used, claims, report)


def _compared(used: Used, claims: list[Claim], report: Report) -> Iterator[Verdict]:
    tested = _tested(claims, report)
    group, by = _group(claims, report)
    if group is None:
        words = N_("« {word} » : la phrase ne dit pas de combien d’unités, ni face à combien.")
        yield judged(CHECK, "unsupported", claims, say(words, report.language, word=used.phrase))
        return
    peers, from_claims = _peers(claims, report)
    if tested:
        # The test is on those whose accounts the dossier has, which may be fewer than the report says.
        group, detectable = tested[0].units, tested[0].detectable
    else:
        detectable = float(minimum_detectable_effect(group, peers or ENDLESS))
    values = {
        "word": used.phrase,
        "group": report.number(group),
        "peers": report.number(peers or 0),
        "effect": "" if isnan(detectable) else report.number(detectable, 2),
    }
    about = [*claims, *by, *from_claims]
    found = "" if isnan(detectable) else f"{detectable:.2f}"
    if tested:
        judgement, words, p = _by_test(used, tested)
        sentence = say(words, report.language, p=report.chance(p), **values)
        yield judged(CHECK, judgement, about, sentence, found)
    elif isnan(detectable):
        words = N_("« {word} » : {group} face à {peers} ne se comparent pas.")
        yield judged(CHECK, "unsupported", about, say(words, report.language, **values), found)
    elif detectable > LARGE:
        words = (
            N_(
                "« {word} » : avec {group} face à {peers}, seul un écart de {effect} écart type se verrait huit fois sur dix. Une telle comparaison ne peut rien conclure."
            )
            if peers
            else N_(
                "« {word} » : avec {group}, et face à un groupe si grand soit-il, seul un écart de {effect} écart type se verrait huit fois sur dix. Une telle comparaison ne peut rien conclure."
            )
        )
        yield judged(CHECK, "unsupported", about, say(words, report.language, **values), found)
    else:
        words = N_(
            "« {word} » : avec {group}, un écart de {effect} écart type se verrait huit fois sur dix ; le rapport ne dit ni l’écart, ni le test."
        )
        yield judged(CHECK, "consistent", about, say(words, report.language, **values), found)


@dataclass(frozen=True, slots=True)
class Tested:
    """What the dossier's test says of one measure."""

    p: float
    """Corrected for the number of measures, where the dossier says so."""
    shift: float
    units: int
    detectable: float
    """Standard deviations; NaN where the dossier does not say."""


def _by_test(used: Used, tested: list[Tested]) -> tuple[Judgement, str, float]:
    """Return what the dossier's tests say of a word: the verdict, its sentence, the p value that decides."""
    sure = [test for test in tested if test.p < LEVEL]
    against = [test.p for test in sure if test.shift != 0 and (test.shift < 0) != (used.word.name == WORSE)]
    if against:
        words = N_("« {word} » : sur {group}, le test sur les données du dossier dit le contraire (p : {p}).")
        return "impossible", words, min(against)
    if sure:
        words = N_("« {word} » : sur {group}, le test sur les données du dossier le permet (p : {p}).")
        return "consistent", words, sure[0].p
    words = N_(
        "« {word} » : sur {group}, le test sur les données du dossier ne le permet pas (p : {p}) ; seul un écart de {effect} écart type se verrait huit fois sur dix."
    )
    return "unsupported", words, tested[0].p


def _family(claim: Claim) -> str | None:
    return next((tie.family for tie in ties().comparisons if tie.family == claim.family), None)


def _tested(claims: list[Claim], report: Report) -> list[Tested]:
    """Return the dossier's tests of the measures that a sentence names, or of all; smallest p first."""
    if not any(_family(claim) for claim in claims):
        return []
    named = {key for claim in claims if _family(claim) for key in KEYS.split(claim.key) if key}
    for figure in ("peer.adjusted_p", "peer.p_value"):
        rows = {
            key: row
            for (name, key), row in report.figures.items()
            if name == figure and row["status"] == "ok" and row["value"] is not None
        }
        asked = {key: row for key, row in rows.items() if key in named} or ({} if named else rows)
        if asked:
            tests = [
                Tested(
                    float(row["value"]),
                    _known("peer.hodges_lehmann", key, report) or 0.0,
                    int(row["n_used"] or 0),
                    _known("peer.minimum_detectable_effect", key, report) or nan,
                )
                for key, row in asked.items()
            ]
            return sorted(tests, key=lambda test: test.p)
    return []


def _known(figure: str, key: str, report: Report) -> float | None:
    row = report.figures.get((figure, key))
    return None if row is None or row["status"] != "ok" else row["value"]


def _group(claims: list[Claim], report: Report) -> tuple[int | None, list[Claim]]:
    """Return how many are set beside others: the base, else the count of the sentence, else the tied one."""
    for claim in claims:
        if claim.base:
            return claim.base, []
    counts = [claim for claim in claims if _counts_some(claim)]
    if len(counts) in (1, 2):
        # Of two counts the smaller is the group; the arithmetic does not mind which is which.
        return min(int(count.value or 0) for count in counts), []
    for claim in claims:
        whole = report.claims.whole_of(claim)
        if whole is not None and _counts_some(whole):
            return int(whole.value or 0), [whole]
    if any(_family(claim) for claim in claims):
        for tie in ties().comparisons:
            own = [c for c in report.claims.of_figure(tie.count) if _counts_some(c)]
            if len(own) == 1:
                return int(own[0].value or 0), own
    return None, []


def _counts_some(claim: Claim) -> bool:
    return claim.is_count and claim.range.is_single and claim.value is not None and claim.value > 0


def _peers(claims: list[Claim], report: Report) -> tuple[int | None, list[Claim]]:
    """Return how many the group is held against: in its sentence, stated, or implied by its share of them."""
    counts = [claim for claim in claims if _counts_some(claim)]
    if len(counts) == 2:
        return max(int(count.value or 0) for count in counts), []
    for tie in ties().comparisons:
        peers = [c for c in report.claims.of_figure(tie.peers) if _counts_some(c)]
        if len(peers) == 1:
            return int(peers[0].value or 0), peers
        for share in report.claims.of_figure(tie.share):
            count = report.claims.count_of(tie.count, share.key)
            if count is not None and share.is_share:
                low = implied_whole(share, count).low
                if low is not None:
                    return ceil(low), [share, count]
    return None, []
