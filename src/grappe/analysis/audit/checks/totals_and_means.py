"""A total beside its mean tells how many they rest on, which many a report leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from grappe.analysis.audit.bases import bases_of_mean, bases_of_total, numerators
from grappe.analysis.audit.checks.shares import LARGEST, around, bases_in_words, found_bases
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.stated import base_of, eligible_of
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import bounds

IMPLIED, SHARE, MEAN = "implied_base", "share_of_base", "mean_base"


def implied_bases(report: Report) -> Iterator[Verdict]:
    """Yield a verdict for each total with its mean, then for the shares that rest on the same units."""
    for total, mean in _pairs(report):
        yield from _implied(total, mean, report)
    for mean in report.claims:
        yield from _of_whole_numbers(mean, report)


def of_one_base(one: Claim, other: Claim) -> bool:
    """Tell whether two claims rest on the same units: one family of figures and key, or one base group."""
    if set(one.groups) & set(other.groups):
        return True
    return bool(one.family) and (one.family, one.key) == (other.family, other.key)


def _pairs(report: Report) -> Iterator[tuple[Claim, Claim]]:
    sound = [claim for claim in report.claims if claim.is_sound]
    totals = [claim for claim in sound if claim.statistic == "total"]
    means = [claim for claim in sound if claim.statistic == "mean"]
    for total, mean in product(totals, means):
        if total.unit == mean.unit and of_one_base(total, mean):
            yield total, mean


def _implied(total: Claim, mean: Claim, report: Report) -> Iterator[Verdict]:
    language = report.language
    eligible = eligible_of(total, report.claims)
    stated = base_of(mean, report.claims) or base_of(total, report.claims)
    bases = bases_of_total(total.range, mean.range)
    if bases is None:
        return
    claims = [total, mean, *(stated.by if stated is not None else ())]
    values = {"total": total.written(language), "mean": mean.written(language)}
    found = found_bases(bases)
    if not bases:
        words = N_("Un total de {total} et une moyenne de {mean} : aucun effectif ne donne les deux.")
        yield judged(IMPLIED, "impossible", claims, say(words, language, **values), found)
        return
    values |= {"bases": bases_in_words(bases, report), "division": _division(total, mean, bases, report)}
    if stated is not None and stated.number in bases:
        words = N_(
            "Un total de {total} et une moyenne de {mean} : {division}, l’effectif que le rapport affirme."
        )
        yield judged(IMPLIED, "consistent", claims, say(words, language, **values), found)
    elif stated is not None:
        words = N_(
            "Un total de {total} et une moyenne de {mean} ne peuvent être ceux de {stated} : {division}."
        )
        sentence = say(words, language, stated=report.number(stated.number), **values)
        yield judged(IMPLIED, "impossible", claims, sentence, found)
    elif eligible is not None and bases[0] <= eligible[0]:
        words = N_(
            "Un total de {total} et une moyenne de {mean} : {division}. Ces chiffres reposent donc sur {bases} des {eligible}, soit {coverage}, et le rapport ne le dit pas."
        )
        sentence = say(
            words,
            language,
            eligible=report.number(eligible[0]),
            coverage=_coverage(bases, eligible[0], report),
            **values,
        )
        yield judged(IMPLIED, "unsupported", [*claims, eligible[1]], sentence, found)
    elif eligible is not None:
        words = N_(
            "Un total de {total} et une moyenne de {mean} : {division}, plus que les {eligible} qui existent."
        )
        sentence = say(words, language, eligible=report.number(eligible[0]), **values)
        yield judged(IMPLIED, "impossible", [*claims, eligible[1]], sentence, found)
    else:
        words = N_(
            "Un total de {total} et une moyenne de {mean} : {division}. Le rapport ne dit pas sur combien d’unités ils reposent."
        )
        yield judged(IMPLIED, "unsupported", claims, say(words, language, **values), found)
    for share in report.claims:
        if share.is_rounded_share and of_one_base(share, mean):
            yield from _share_of(share, (total, mean), bases, report)


def _coverage(bases: Sequence[int], eligible: int, report: Report) -> str:
    """Write which part of the eligible units the bases are: `58 %`, `69 – 72 %`."""
    low, high = bases[0] / eligible, min(bases[-1], eligible) / eligible
    one, other = report.percent(low), report.percent(high)
    return one if one == other else bounds(low, high, "share", report.language)


def _division(total: Claim, mean: Claim, bases: Sequence[int], report: Report) -> str:
    """Write the arithmetic: 498 / 21 = 23,7; between two bases when several do."""
    value = Fraction(total.value or 0)
    shown = list(bases) if len(bases) <= 2 else [bases[0], bases[-1]]
    each = [
        f"{total.written(report.language)} / {report.number(n)} = {report.number(value / n, mean.decimals + 1)}"
        for n in shown
    ]
    return (", " if len(bases) <= 2 else " … ").join(each)


def _share_of(
    share: Claim, pair: tuple[Claim, Claim], bases: Sequence[int], report: Report
) -> Iterator[Verdict]:
    """Yield a verdict on a share of the units that a total and a mean imply."""
    if base_of(share, report.claims) is not None:
        return  # on the base that the report states, it has been looked at
    total, mean = pair
    right = [n for n in bases[:LARGEST] if numerators(share.range, n)]
    if not right and len(bases) > LARGEST:
        return
    values = {
        "share": share.written(report.language),
        "total": total.written(report.language),
        "mean": mean.written(report.language),
        "bases": bases_in_words(right or bases, report),
    }
    if right:
        words = N_(
            "{share} : une part de {bases}, l’effectif que donnent le total de {total} et la moyenne de {mean}."
        )
        sentence = say(words, report.language, **values)
        yield judged(SHARE, "consistent", [share, total, mean], sentence, found_bases(right))
        return
    words = N_(
        "{share} : aucun nombre entier n’est cette part de {bases}, l’effectif que donnent le total de {total} et la moyenne de {mean} ({near})."
    )
    near = around(share.range, bases[0], share.decimals, report)
    yield judged(
        SHARE,
        "impossible",
        [share, total, mean],
        say(words, report.language, near=near, **values),
        found_bases(bases),
    )


def _of_whole_numbers(mean: Claim, report: Report) -> Iterator[Verdict]:
    """Yield a verdict on a mean of counts, which are whole: 3.45 is no mean of 10 of them."""
    if mean.statistic != "mean" or mean.unit != "count" or not mean.is_sound or mean.relation != "eq":
        return
    stated = base_of(mean, report.claims)
    if stated is None or stated.number <= 0:
        return
    try:
        able = bool(bases_of_mean(mean.range, stated.number)[stated.number])
    except ValueError:
        return  # finer than any whole number of respondents could contradict
    values = {"mean": mean.written(report.language), "base": report.number(stated.number)}
    if able:
        words = N_("Une moyenne de {mean} sur {base} : une somme de nombres entiers la donne.")
        yield judged(MEAN, "consistent", [mean, *stated.by], say(words, report.language, **values))
    else:
        words = N_("Une moyenne de {mean} sur {base} : aucune somme de nombres entiers ne la donne.")
        yield judged(MEAN, "impossible", [mean, *stated.by], say(words, report.language, **values))
