"""Quantiles in their order, and a mean within what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.printed import Range
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.language.catalogues import N_, say

ORDER, MEAN, LEVEL = "quantile_order", "mean_and_quantiles", "quantile_level"
MIDDLE = Fraction(1, 2)
HIGH, LOW = Fraction(3, 4), Fraction(1, 4)
NEVER_BELOW_ZERO = ("count", "fte")
NAMES = {
    Fraction(0): N_("le minimum"),
    LOW: N_("le premier quartile"),
    MIDDLE: N_("la médiane"),
    HIGH: N_("le troisième quartile"),
    Fraction(1): N_("le maximum"),
}

Quantiles = list[tuple[Fraction, Claim]]


def quantiles_and_means(report: Report) -> Iterator[Verdict]:
    """Yield verdicts on each distribution of which quantiles are stated."""
    for claim in report.claims:
        if claim.statistic == "quantile" and claim.level is None and claim.value is not None:
            words = N_(
                "{value} : le rapport, ou la table des affirmations, ne dit pas de quel quantile il s’agit."
            )
            sentence = say(words, report.language, value=claim.written(report.language))
            yield judged(LEVEL, "unsupported", [claim], sentence)
    seen: set[tuple[str, ...]] = set()
    for claims in _distributions(report):
        ids = tuple(claim.id for claim in claims)
        if ids in seen:
            continue
        seen.add(ids)
        quantiles = sorted(
            ((level, claim) for claim in claims if (level := _level(claim)) is not None),
            key=lambda pair: pair[0],
        )
        yield from _order(quantiles, report)
        for mean in claims:
            if mean.statistic == "mean" and quantiles:
                yield _mean(mean, quantiles, report)


def _level(claim: Claim) -> Fraction | None:
    return MIDDLE if claim.statistic == "median" else claim.level if claim.statistic == "quantile" else None


def _distributions(report: Report) -> list[list[Claim]]:
    """Return the claims about one distribution: one unit, one family of figures and key, or base group."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    strangers: list[Claim] = []
    for claim in report.claims:
        if claim.statistic not in ("mean", "median", "quantile") or not claim.is_sound:
            continue
        if claim.family:
            found.setdefault((claim.family, claim.key, claim.unit), []).append(claim)
        for group in claim.groups:
            found.setdefault((f"group {group}", "", claim.unit), []).append(claim)
        if not claim.family and not claim.groups and claim.quote:
            strangers.append(claim)
    for stranger in strangers:
        # What a sentence says of one thing without naming it again.
        hosts = [
            claims
            for (_, _, unit), claims in found.items()
            if unit == stranger.unit and any(claim.quote == stranger.quote for claim in claims)
        ]
        if len(hosts) == 1:
            hosts[0].append(stranger)
        elif not hosts:
            found.setdefault((f"quote {stranger.quote}", "", stranger.unit), []).append(stranger)
    return list(found.values())


def _order(quantiles: Quantiles, report: Report) -> Iterator[Verdict]:
    for place, (level, lower) in enumerate(quantiles):
        for other, upper in quantiles[place + 1 :]:
            if other > level and upper.range.is_below(lower.range):
                words = N_(
                    "{lower} ({low}) dépasse {upper} ({high}) : ces deux nombres ne peuvent être justes."
                )
                sentence = say(
                    words,
                    report.language,
                    lower=_name(level, report),
                    low=lower.written(report.language),
                    upper=_name(other, report),
                    high=upper.written(report.language),
                )
                yield judged(ORDER, "impossible", [lower, upper], _capital(sentence))


def _mean(mean: Claim, quantiles: Quantiles, report: Report) -> Verdict:
    allowed = mean_range(
        [(level, claim.range) for level, claim in quantiles],
        floor=Fraction(0) if mean.unit in NEVER_BELOW_ZERO else None,
    )
    claims = [mean, *(claim for _, claim in quantiles)]
    values = {
        "mean": mean.written(report.language),
        "quantiles": ", ".join(
            f"{_name(level, report)} ({claim.written(report.language)})" for level, claim in quantiles
        ),
    }
    language = report.language
    if allowed.low is not None and mean.range.is_below(Range(allowed.low, None)):
        words = N_("Une moyenne de {mean} : avec {quantiles}, elle serait de {low} au moins.")
        sentence = say(words, language, low=report.number(allowed.low, 1), **values)
        return judged(MEAN, "impossible", claims, sentence, f">={float(allowed.low):g}")
    if allowed.high is not None and Range(None, allowed.high).is_below(mean.range):
        words = N_("Une moyenne de {mean} : avec {quantiles}, elle serait de {high} au plus.")
        sentence = say(words, language, high=report.number(allowed.high, 1), **values)
        return judged(MEAN, "impossible", claims, sentence, f"<={float(allowed.high):g}")
    beyond = _beyond(mean, quantiles)
    if beyond is not None:
        level, claim = beyond
        words = (
            N_(
                "La moyenne ({mean}) dépasse {name} ({quantile}) : quelques grandes valeurs la tirent, et elle ne décrit pas la plupart. Elle ne se donne pas sans la médiane et les quartiles."
            )
            if level > MIDDLE
            else N_(
                "La moyenne ({mean}) est sous {name} ({quantile}) : quelques petites valeurs la tirent, et elle ne décrit pas la plupart. Elle ne se donne pas sans la médiane et les quartiles."
            )
        )
        sentence = say(
            words, language, mean=values["mean"], name=_name(level, report), quantile=claim.written(language)
        )
        return judged(MEAN, "unlikely", [mean, claim, *(c for _, c in quantiles)], sentence)
    words = N_("Une moyenne de {mean} est de celles que permettent {quantiles}.")
    return judged(MEAN, "consistent", claims, say(words, language, **values))


def mean_range(quantiles: list[tuple[Fraction, Range]], *, floor: Fraction | None = None) -> Range:
    """Return the means that quantiles allow, whatever the distribution between them.

    quantiles: levels in order, each with the range of its value. floor: below which no value is.
    A share (next level - level) of the values is at least the quantile, and at most the next one. Without a
    floor or a minimum there is no lowest mean; without a maximum, no highest one.
    """
    lows: list[tuple[Fraction, Fraction | None]] = [(Fraction(0), floor)]
    highs: list[tuple[Fraction, Fraction | None]] = [(Fraction(1), None)]
    for level, allowed in quantiles:
        if level == 1:
            highs[0] = (level, allowed.high)
        elif level == 0:
            lows[0] = (level, _max(floor, allowed.low))
        lows.append((level, allowed.low))
    for level, allowed in reversed(quantiles):
        if level < 1:
            highs.append((level, allowed.high))
    return Range(_lowest(lows), _highest(highs))


def _lowest(ends: list[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Add up the shares between levels, each at the value that it has at least."""
    total, best = Fraction(0), ends[0][1]
    for (level, end), after in zip(ends, [*(level for level, _ in ends[1:]), Fraction(1)], strict=True):
        best = _max(best, end)
        if best is None and after > level:
            return None
        total += (best or Fraction(0)) * (after - level)
    return total


def _highest(ends: list[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """Add up the shares between levels, from the top, each at the value that it has at most."""
    total, best = Fraction(0), ends[0][1]
    for (level, end), before in zip(ends, [*(level for level, _ in ends[1:]), Fraction(0)], strict=True):
        best = end if best is None else best if end is None else min(best, end)
        if best is None and level > before:
            return None
        total += (best or Fraction(0)) * (level - before)
    return total


def _max(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return other if one is None else one if other is None else max(one, other)


def _beyond(mean: Claim, quantiles: Quantiles) -> tuple[Fraction, Claim] | None:
    """Return the outer quartile that the mean is beyond, if it is."""
    for level, claim in quantiles:
        if HIGH <= level < 1 and claim.range.is_below(mean.range):
            return level, claim
        if 0 < level <= LOW and mean.range.is_below(claim.range):
            return level, claim
    return None


def _name(level: Fraction, report: Report) -> str:
    if level in NAMES:
        return say(NAMES[level], report.language)
    words = N_("le quantile à {level}")
    return say(words, report.language, level=report.percent(level))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
