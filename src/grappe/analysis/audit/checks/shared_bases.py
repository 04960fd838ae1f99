"""Percentages of the same respondents: which numbers of them can give them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grappe.analysis.audit.bases import able, bases_of_share, whole_numbers
from grappe.analysis.audit.checks.shares import LARGEST, around, bases_in_words, found_bases
from grappe.analysis.audit.claim import Claim, listed
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import StatedBase, base_of, group_base, stated_by
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Judgement, Verdict, judged
from grappe.analysis.language.catalogues import N_, say, say_many

CHECK = "shared_base"
RESPONDENTS = re.compile(
    r"\b(répondant|répondu|réponses|sondé|interrogé|respond|replies|surveyed|respondent|ondervraagd)",
    re.IGNORECASE,
)


def shares_of_one_base(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each group of shares that are said or supposed to rest on one base."""
    for group, members in report.claims.groups.items():
        shares = [claim for claim in members if claim.is_rounded_share]
        if len(shares) < 2:
            continue
        yield _group(shares, _stated(group, shares, report), report)


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


def _group(shares: list[Claim], stated: StatedBase | None, report: Report) -> Verdict:
    largest = stated.number if stated is not None and stated.number > 0 else LARGEST
    bases = whole_numbers(able((share.range for share in shares), largest))
    claims = [*shares, *(stated.by if stated is not None else ())]
    values = {
        "shares": listed(shares, report.language),
        "largest": report.number(largest),
        "bases": bases_in_words(bases, report),
    }
    found = found_bases(bases)
    if not bases:
        words = N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, aucun effectif jusqu’à {largest} ne les donne toutes."
        )
        return judged(CHECK, _softened(shares), claims, say(words, report.language, **values), found)
    if stated is None or stated.number <= 0:
        words = N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, que le rapport ne compte pas, il en faut {bases}."
        )
        return judged(CHECK, "unsupported", claims, say(words, report.language, **values), found)
    if stated.number in bases:
        words = N_("{shares} : {largest} réponses peuvent donner toutes ces parts.")
        return judged(CHECK, "consistent", claims, say(words, report.language, **values), found)
    odd = [share for share in shares if not bases_of_share(share.range, largest)[largest]]
    near = around(odd[0].range, largest, odd[0].decimals, report)
    words = say_many(
        N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, ce ne sont pas les {largest} ({odd} n’en est pas une part : {near}). Jusqu’à {largest}, seul {bases} les donne toutes. Les réponses qui manquent ({missing}), le rapport n’en dit rien."
        ),
        N_(
            "{shares} : à supposer que ces parts portent sur les mêmes réponses, ce ne sont pas les {largest} ({odd} n’en est pas une part : {near}). Jusqu’à {largest}, seuls {bases} les donnent toutes. Les réponses qui manquent ({missing}), le rapport n’en dit rien."
        ),
        len(bases),
        report.language,
        odd=odd[0].written(report.language),
        near=near,
        missing=bases_in_words([largest - base for base in bases], report),
        **values,
    )
    return judged(CHECK, _softened(shares), claims, words, found)


def _softened(shares: list[Claim]) -> Judgement:
    """Shares given as approximate are no contradiction by themselves."""
    return "unlikely" if all(share.relation == "about" for share in shares) else "impossible"
