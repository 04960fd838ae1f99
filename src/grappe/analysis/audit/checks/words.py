"""Words too strong for what stands behind them: "la majorité", "en général"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.evidence import Evidence, evidence_from, evidence_of, results_of
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.strong_words import StrongWord, Used, used_in
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "words"
UNSAID = "unsaid"
DENIAL = re.compile(
    r"\b(?:ne|n['’]\w+|pas|not|\w+n['’]t|niet|geen|disagree\w*|against|contre)\b", re.IGNORECASE
)
"""What turns a majority into one of those who do not: the share may then be that of the others."""
ADVERBS = ("in_general", "mainly")
"""Words that open a sentence about anything: a small share behind them contradicts nothing."""


def strong_words(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each strong word of each sentence, on the share that it speaks of."""
    for quote, claims in report.claims.by_quote.items():
        for used in used_in(quote):
            if used.word.above is not None:
                yield from _threshold(used, claims, report)
            elif used.word.certain and not any(claim.value is not None for claim in claims):
                yield _nothing_behind(used, claims, report)


def _threshold(used: Used, claims: list[Claim], report: Report) -> Iterator[Verdict]:
    own = [claim for claim in claims if says_it_in_words(claim, used.word)]
    shares = [claim for claim in claims if claim.is_share and claim.is_sound and claim not in own]
    if own:
        for claim in own:
            evidence = evidence_from(results_of(claim, report))
            beside = [c for c in shares if (c.figure, c.key) == (claim.figure, claim.key)]
            if evidence is None and len(beside) == 1:
                yield from _beside_share(used, beside[0], report)
            elif evidence is None:
                yield _nothing_behind(used, [claim], report)
            else:
                yield _judged(used, [claim], evidence, report)
    elif len(shares) == 1:
        yield from _beside_share(used, shares[0], report)
    elif not shares:
        is_open = used.word.means_all or used.word.of_what == UNSAID
        counted = None if is_open else _counted(claims, report)
        if counted is None:
            yield _nothing_behind(used, claims, report)
        else:
            yield _judged(used, claims, counted, report)
    # Of several shares the word may set one before the others: which, nobody says.


def _counted(claims: list[Claim], report: Report) -> Evidence | None:
    """Return the share that the counts of a sentence make of their whole, by the dossier.

    The classes of one count are added up; of others, such as several measures, the weakest decides.
    """
    counts = [claim for claim in claims if claim.is_count and claim.key]
    if not counts or len({claim.figure for claim in counts}) > 1:
        return None
    rows = {(claim.figure, claim.key): results_of(claim, report) for claim in counts}
    if any(tie.figure == counts[0].figure for tie in ties().classes):
        return evidence_from([row for own in rows.values() for row in own])
    if not any(tie.family == counts[0].family for tie in ties().comparisons):
        return None  # a number of letters is no share of anything that the word speaks of
    found = [evidence_from(own) for own in rows.values()]
    known = [evidence for evidence in found if evidence is not None]
    return min(known, key=lambda evidence: evidence.low) if len(known) == len(found) else None


def says_it_in_words(claim: Claim, word: StrongWord) -> bool:
    """Tell whether a claim puts a word and no number: no value, or the word's own share, not printed."""
    if claim.value is None:
        return True
    threshold = None if word.above is None else word.above * 100
    return claim.is_in_words and claim.value == threshold


def _beside_share(used: Used, share: Claim, report: Report) -> Iterator[Verdict]:
    """Yield a verdict on the only share of a sentence, which may be what the word speaks of, or not.

    It is when it stands in parentheses right behind; elsewhere a share that the word would exceed supports
    it, and one that it would not proves nothing: it may be of the others, or of something else.
    """
    own = evidence_of(share, report)
    evidence = evidence_from(results_of(share, report)) or (own[0] if own else None)
    needed = used.word.above or Fraction(0)
    high = share.range.high
    reaches = evidence.share > needed if evidence is not None else not share.range.meets(Range(None, needed))
    if used.word.means_all:
        reaches = evidence.share >= needed if evidence is not None else 1 in share.range
    values = {"word": used.phrase, "share": share.written(report.language)}
    if _is_right_behind(used, share):
        if evidence is not None:
            yield _judged(used, [share, *evidence.by], evidence, report)
        elif not reaches and high is not None and (high <= needed or used.word.means_all):
            words = N_("« {word} » : la phrase donne {share}, qui n’y suffit pas.")
            yield judged(CHECK, "impossible", [share], say(words, report.language, **values))
        else:
            words = N_("« {word} » : la phrase donne {share}, sans dire de combien de réponses.")
            yield judged(CHECK, "unsupported", [share], say(words, report.language, **values))
    elif reaches and evidence is not None:
        yield _judged(used, [share, *evidence.by], evidence, report)
    elif reaches:
        words = N_("« {word} » : la phrase donne {share}, sans dire de combien de réponses.")
        yield judged(CHECK, "unsupported", [share], say(words, report.language, **values))
    elif used.word.name not in ADVERBS and not DENIAL.search(share.quote):
        words = N_("« {word} » : la phrase ne donne que {share} ; aucune part n’appuie ce mot.")
        yield judged(CHECK, "unsupported", [share], say(words, report.language, **values))


def _is_right_behind(used: Used, share: Claim) -> bool:
    """Tell whether a share stands in parentheses behind a word, with nothing but its noun between."""
    quote = " ".join(share.quote.replace("*", "").split())
    number = f"{float(share.value or 0):g}".replace(".", "[.,]")
    found = re.search(rf"{re.escape(used.phrase)}([^().,;:\d]{{0,60}})\(\s*\D{{0,12}}{number}\s*%", quote)
    return found is not None and not DENIAL.search(found[1])


def _judged(used: Used, claims: list[Claim], evidence: Evidence, report: Report) -> Verdict:
    needed = used.word.above or 0
    values = {
        "word": used.phrase,
        "share": report.percent(evidence.share),
        "low": report.percent(evidence.low),
        "high": report.percent(evidence.high),
        "base": report.number(evidence.base or 0),
        "needed": report.percent(needed),
    }
    found = f"{evidence.low:.4f}-{evidence.high:.4f}"
    reached = evidence.share >= needed if used.word.means_all else evidence.share > needed
    if not reached:
        words = (
            N_("« {word} » : la part est de {share} (sur {base}), et non de tous.")
            if used.word.means_all
            else N_("« {word} » : la part est de {share} (sur {base}), et ne dépasse pas {needed}.")
        )
        return judged(CHECK, "impossible", claims, say(words, report.language, **values), found)
    certain = evidence.low >= needed if used.word.means_all else evidence.low > needed
    if certain:
        words = N_(
            "« {word} » : la part est de {share} (sur {base}), et de {low} au moins parmi tous ; le mot est permis."
        )
        return judged(CHECK, "consistent", claims, say(words, report.language, **values), found)
    words = N_(
        "« {word} » : la part est de {share} (sur {base}), mais parmi tous elle peut aller de {low} à {high} ; le mot dit plus que l’intervalle."
    )
    return judged(CHECK, "unsupported", claims, say(words, report.language, **values), found)


def _nothing_behind(used: Used, claims: list[Claim], report: Report) -> Verdict:
    words = N_("« {word} » : aucune part n’est donnée qui permette de le dire.")
    return judged(CHECK, "unsupported", claims, say(words, report.language, word=used.phrase))
