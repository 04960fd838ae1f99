"""A percentage alone: which numbers of respondents can give it, and whether the stated one can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grappe.analysis.audit.bases import bases_of_share, nearest_shares, numerators, whole_numbers
from grappe.analysis.audit.claim import Claim, joined
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import StatedBase, base_of, eligible_of
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

CHECK = "share_base"
LISTED = 12
"""Bases that a sentence names one by one; beyond, it says how many there are."""
MANY = 200
"""Bases beyond which only the first is kept for programs."""
LARGEST = 10_000
"""Up to which base a percentage is looked for when the report says nothing."""


def shares_alone(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each rounded percentage of a base that the report states or lets one suppose."""
    for share in report.claims:
        if not share.is_rounded_share:
            continue
        stated = base_of(share, report.claims)
        if stated is not None and stated.number > 0:
            yield _on(share, stated, report)
        elif not _has_company(share, report):
            yield from _on_unknown(share, report)


def _has_company(share: Claim, report: Report) -> bool:
    """Tell whether other shares of one base group say more about its base than it does alone."""
    return any(len(report.claims.rounded_shares_of_groups[group]) > 1 for group in share.groups)


def _on(share: Claim, stated: StatedBase, report: Report) -> Verdict:
    base, language = stated.number, report.language
    claims = [share, *stated.by]
    possible = numerators(share.range, base)
    bases = whole_numbers(bases_of_share(share.range, base)) if base <= LARGEST else []
    others = [n for n in bases if n != base]
    values = {"share": share.written(language), "base": report.number(base)}
    if possible:
        of = joined((f"{report.number(k)}/{report.number(base)}" for k in possible[:3]), language)
        words = N_("{share} de {base} : c’est {of}.")
        if stated.how != "said" and others:
            words = N_("{share} de {base} : c’est {of} ; d’autres bases la donnent aussi : {others}.")
            values["others"] = bases_in_words(others, report)
        sentence = say(words, language, of=of, **values)
        return judged(CHECK, "consistent", claims, sentence, found_bases(bases))
    values["near"] = around(share.range, base, share.decimals, report)
    if stated.how == "said" or not others:
        words = N_("{share} de {base} : aucun nombre entier ne donne cette part ({near}).")
        return judged(CHECK, "impossible", claims, say(words, language, **values), found_bases(others))
    words = N_(
        "{share} : si cette part est celle de {base} réponses, aucun nombre entier ne la donne ({near}). Elle porte donc sur une autre base, que le rapport ne dit pas : {others}."
    )
    sentence = say(words, language, others=bases_in_words(others, report), **values)
    return judged(CHECK, "unsupported", claims, sentence, found_bases(others))


def _on_unknown(share: Claim, report: Report) -> Iterator[Verdict]:
    """Say from how many a percentage can be seen; nothing for those that nearly any base gives."""
    eligible = eligible_of(share, report.claims)
    largest = min(eligible[0], LARGEST) if eligible is not None else LARGEST
    try:
        bases = whole_numbers(bases_of_share(share.range, largest))
    except ValueError:
        return  # finer than any number of respondents that we could look at
    claims = [share, *([eligible[1]] if eligible is not None else [])]
    values = {
        "share": share.written(report.language),
        "largest": report.number(largest),
        "bases": bases_in_words(bases, report),
        "first": report.number(bases[0] if bases else 0),
    }
    if not bases and eligible is not None and largest == eligible[0]:
        words = N_("{share} : aucun effectif jusqu’à {largest} ne donne cette part.")
        yield judged(CHECK, "impossible", claims, say(words, report.language, **values))
    elif not bases:
        words = N_("{share} : le rapport ne dit pas de combien ; il en faut plus de {largest}.")
        yield judged(CHECK, "unsupported", claims, say(words, report.language, **values), f">{largest}")
    elif bases[0] > 1:
        words = (
            N_("{share} : le rapport ne dit pas de combien ; il en faut {first} au moins.")
            if eligible is None
            else N_(
                "{share} : le rapport ne dit pas de combien. Jusqu’à {largest}, ce ne peut être que {bases}."
            )
        )
        sentence = say(words, report.language, **values)
        yield judged(CHECK, "unsupported", claims, sentence, found_bases(bases))


def around(share: Range, base: int, decimals: int, report: Report) -> str:
    """Write the shares of a base nearest to one that it cannot give: `12/29 = 41 %, 13/29 = 45 %`."""
    return ", ".join(
        f"{report.number(k)}/{report.number(base)} = {report.percent(value, decimals)}"
        for k, value in nearest_shares(share, base)
    )


def bases_in_words(bases: Sequence[int], report: Report) -> str:
    """Write bases: all of them when few, else the first ones and how many there are."""
    if len(bases) <= LISTED:
        return joined(map(report.number, bases), report.language, either=True)
    first = ", ".join(map(report.number, bases[:6]))
    words = N_("{first}… ({count} en tout)")
    return say(words, report.language, first=first, count=report.number(len(bases)))


def found_bases(bases: Sequence[int]) -> str:
    """Write bases for programs; of very many, the first."""
    return f">={bases[0]}" if len(bases) > MANY else ";".join(map(str, bases))
