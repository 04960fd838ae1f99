"""Which figure of the catalogue a number is, by the words around it; none unless they are plain."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import one_of

SCOPE = 150
"""Characters around a share or a mean that may name it."""
TOUCHING = 4
"""Characters between a count and what it counts."""
ABOUT = 1000
"""Characters around a number that tell what its sentence is about."""
BEFORE = 20
"""How much farther words before a number are from it than words behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A figure and the words by which it is known."""

    figure: str
    key: str
    statistics: tuple[str, ...]
    unit: str
    level: float | None
    near: re.Pattern[str]
    also: re.Pattern[str] | None
    part: bool
    """Only of a number that is part of another."""
    direct: bool
    """Only of a part of a number that is no part itself."""
    past: bool
    """A figure of the past, which no later year takes away."""


def topic_of(
    number: Stated, plain: str, before_from: int, behind_to: int, *, is_part: bool, is_nested: bool
) -> Topic | None:
    """Return the figure that a number of a folded sentence is, when its words say so plainly.

    before_from, behind_to: where the number before ends and the number behind begins. is_part: of another
    number; is_nested: of one that is a part too.
    """
    if number.relation not in ("eq", "about") and number.statistic == "count":
        return None
    reach = TOUCHING if number.statistic == "count" else SCOPE
    start, end = number.span
    before = plain[max(before_from, start - SCOPE) : start]
    behind = plain[end : min(behind_to, end + SCOPE)]
    about = plain[max(0, start - ABOUT) : end + ABOUT]
    found: list[tuple[int, int, int, Topic]] = []
    for place, topic in enumerate(topics()):
        if number.statistic not in topic.statistics or (topic.unit and topic.unit != number.unit):
            continue
        if topic.level is not None and (number.level is None or float(number.level) != topic.level):
            continue
        for match in topic.near.finditer(behind):
            if match.start() <= reach and _touches(number, behind[: match.start()]):
                found.append((match.start(), -len(match[0]), -place, topic))
        for match in topic.near.finditer(before):
            if _is_of_the_last(number, before_from, start, match):
                continue
            gap, between = len(before) - match.end(), before[match.end() :]
            if gap <= reach and _touches(number, between) and not _is_joined(number, between):
                found.append((gap + BEFORE, -len(match[0]), -place, topic))
    fitting = [
        told
        for told in found
        if (told[3].also is None or told[3].also.search(about))
        and (is_part or not told[3].part)
        and not (is_nested and told[3].direct)
    ]
    return min(fitting, key=lambda told: told[:3])[3] if fitting else None


def _is_of_the_last(number: Stated, before_from: int, start: int, match: re.Match[str]) -> bool:
    """Tell whether words are what the number before counts: `57 membres : 36 entreprises`."""
    at = max(before_from, start - SCOPE) + match.start()
    return number.statistic == "count" and before_from > 0 and at - before_from <= TOUCHING


def _touches(number: Stated, between: str) -> bool:
    """Tell whether words and a number belong together: what is counted stands in the same breath."""
    return number.statistic != "count" or not re.search(r"[,;.()]", between)


def _is_joined(number: Stated, between: str) -> bool:
    """Tell whether a word parts a count from what stands before it: `instituts et 20 communes`."""
    return number.statistic == "count" and between.strip(" :=") != ""


@cache
def topics() -> tuple[Topic, ...]:
    """Return every figure that words are known for."""
    written = (files(__package__) / "data" / "figures.toml").read_text(encoding="utf-8")
    return tuple(
        Topic(
            figure=told["figure"],
            key=told.get("key", ""),
            statistics=tuple(told["statistic"]),
            unit=told.get("unit", ""),
            level=told.get("level"),
            near=_words(told["near"]),
            also=_words(told["also"]) if "also" in told else None,
            part=told.get("part", False),
            direct=told.get("direct", False),
            past=told.get("past", False),
        )
        for told in tomllib.loads(written)["figure"]
    )


@cache
def figures_of_the_past() -> frozenset[str]:
    """Return the figures that an earlier year than the last suits."""
    return frozenset(topic.figure for topic in topics() if topic.past)


def _words(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(phrases)}(?!\w)")
