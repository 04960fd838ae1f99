"""The unit of a number, by the words and signs that touch it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from grappe.analysis.audit.reading.words import one_of, words
from grappe.analysis.language.catalogues import Language

NEAR = 60
"""Characters behind a number among which its unit stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit and what it multiplies the number by, from `start` to `end` in the sentence."""

    name: str
    scale: Fraction
    start: int
    end: int


def unit_of(plain: str, start: int, end: int, language: Language) -> Unit | None:
    """Return the unit of the number that stands between two places; None when it merely counts."""
    after = _after(plain, end, language)
    currency = re.search(r"(?:€|(?<!\w)eur)\s?$", plain[max(0, start - 6) : start])
    if currency is None:
        return after
    scale = after.scale if after is not None and after.name in ("count", "eur") else Fraction(1)
    last = after.end if after is not None and scale > 1 else end
    return Unit(name="eur", scale=scale, start=start - len(currency[0]), end=last)


def _after(plain: str, end: int, language: Language) -> Unit | None:
    match = _pattern(language).match(plain[end : end + NEAR])
    if match is None:
        return None
    scale = Fraction(1)
    if match["scale"]:
        scale = Fraction(_scale(match["scale"], language))
    name = "count"
    if match["percent"]:
        name = "percent"
    elif match["permille"]:
        name, scale = "percent", Fraction(1, 10)
    elif match["euros"] or match["short"]:
        name = "eur"
        scale = Fraction({"k": 1_000, "m": 1_000_000}.get((match["short"] or " ")[0], 1)) * scale
    elif match["jobs"]:
        name = "fte"
    elif match["time"] or match["points"]:
        name = ""
    if name == "count" and scale == 1:
        return None
    # The words of what is counted (jobs, years) belong to the sentence; signs belong to the number.
    last = max(
        match.end(group) for group in ("percent", "permille", "euros", "short", "scale", "time", "points")
    )
    return Unit(name=name, scale=scale, start=end, end=end + max(last, 0))


def _scale(word: str, language: Language) -> int:
    lists = words(language)
    for name, size in (("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)):
        if word in lists[name]:
            return size
    return 1


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    lists = words(language)
    scales = one_of([*lists["thousand"], *lists["million"], *lists["billion"]])
    time, jobs = one_of(lists["time"]), one_of(lists["jobs"])
    return re.compile(
        rf"(?:\s{{0,2}}(?P<scale>{scales})(?!\w)(?:\s(?:de\s|d')|\s?d')?)?\s{{0,2}}"
        rf"(?:(?P<points>{one_of(lists['points'])}(?!\w))|(?P<percent>%|{one_of(lists['percent'])}(?!\w))|(?P<permille>‰)"
        rf"|(?P<short>[km]\s?€|[km]eur(?!\w))|(?P<euros>€|{one_of(lists['euros'])}(?!\w))"
        rf"|(?P<jobs>{jobs}(?!\w))|(?P<time>{time}(?!\w)))?"
    )
