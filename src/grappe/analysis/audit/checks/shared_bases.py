"""Percentages of the same respondents: which numbers of them can give them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grappe.analysis.audit.bases import able, numerators, whole_numbers
from grappe.analysis.audit.checks.shares import LARGEST, around, bases_in_words, found_bases
from grappe.analysis.audit.claim import Claim, listed
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import StatedBase, base_of, group_base, stated_by
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say, say_many

CHECK = "shared_base"
RESPONDENTS = re.compile(
    r"\b(répondant|répondu|réponses|sondé|interrogé|respond|replies|surveyed|respondent|ondervraagd)",
    re.IGNORECASE,
)


def shares_of_one_base(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each group of shares that are said or supposed to rest on one base."""
    for group, shares in report.claims.rounded_shares_of_groups.items():
        if len(shares) > 1:
            yield from _group(shares, _stated(group, shares, report), report)


def _stated(group: str, shares: list[Claim], report: Report) -> StatedBase | None:
    """Return the base that the group states, else the one that all its shares let one suppose."""
    stated = group_base(group, report.claims)
    if stated is not None:
        return stated
    bases = {base.number: base for share in shares if (base := base_of(share, report.claims))}
    if not bases and all(not share.figure and RESPONDENTS.search(share.quote) for share in shares):
        # Shares of respondents, of which no figure is known: the survey that the report counts.
        answers = [count for tie in ties().answers if (count := report.claims.count_of(tie.count))]
        return stated_by(answers[0], "supposed") if answers else None
    return next(iter(bases.values())) if len(bases) == 1 else None


def _group(shares: list[Claim], stated: StatedBase | None, report: Report) -> Iterator[Verdict]:
    base = stated.number if stated is not None and stated.number > 0 else None
    largest = LARGEST if base is None else min(base, LARGEST)
    try:
        bases = whole_numbers(able((share.range for share in shares), largest))
    except ValueError:
        return  # finer than any number of respondents that we could look at
    claims = [*shares, *(stated.by if stated is not None else ())]
    values = {
        "shares": listed(shares, report.language),
        "largest": report.number(largest if base is None else base),
        "bases": bases_in_words(bases, report),
    }
    found = found_bases(bases)
    odd = [share for share in shares if base is not None and not numerators(share.range, base)]
    if base is None and bases:
        words = N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, que le rapport ne compte pas, il en faut {bases}."
        )
        yield judged(CHECK, "unsupported", claims, say(words, report.language, **values), found)
    elif base is None:
        words = N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, que le rapport ne compte pas, il en faut plus de {largest}."
        )
        yield judged(CHECK, "unsupported", claims, say(words, report.language, **values), f">{largest}")
    elif not odd:
        words = N_("{shares} : {largest} réponses peuvent donner toutes ces parts.")
        yield judged(CHECK, "consistent", claims, say(words, report.language, **values), found)
    else:
        # Approximate shares apart, is it still so?
        sure = any(share.relation != "about" for share in odd)
        sentence = _contradiction(odd[0], base, bases, report, values)
        yield judged(CHECK, "impossible", claims, sentence, found, whatever_about=sure)


def _contradiction(odd: Claim, base: int, bases: list[int], report: Report, values: dict[str, str]) -> str:
    """Say that a base does not give all the shares, and which ones would."""
    values = {
        **values,
        "odd": odd.written(report.language),
        "near": around(odd.range, base, odd.decimals, report),
    }
    if not bases:
        words = N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, ce ne sont pas les {largest} ({odd} n’en est pas une part : {near}), et aucun effectif moindre ne les donne toutes."
        )
        return say(words, report.language, **values)
    return say_many(
        N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, ce ne sont pas les {largest} ({odd} n’en est pas une part : {near}). Jusqu’à {largest}, seul {bases} les donne toutes. Les réponses qui manquent ({missing}), le rapport n’en dit rien."
        ),
        N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, ce ne sont pas les {largest} ({odd} n’en est pas une part : {near}). Jusqu’à {largest}, seuls {bases} les donnent toutes. Les réponses qui manquent ({missing}), le rapport n’en dit rien."
        ),
        len(bases),
        report.language,
        missing=bases_in_words([base - n for n in bases], report),
        **values,
    )
