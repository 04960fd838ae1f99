"""What the figures of the catalogue have to do with one another, so that claims about them do too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A share that is one count over another; the first of the wholes that a report states is taken."""

    share: str
    part: str
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A count that is part of another, or whose classes add up to it."""

    figure: str
    whole: str
    whole_key: str = ""
    sure: bool = True
    """It cannot be more, whatever the cluster did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Figures that rest on the same units, how many these are, and among how many they were looked for."""

    family: str
    count: str
    among: str
    among_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Shares of answers to single questions: of at most `count`, and about all of `among`."""

    figures: tuple[str, ...]
    count: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A group beside its peers: how many it has, how many they are, which share of them it is."""

    family: str
    count: str
    peers: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All of them."""

    ratios: tuple[Ratio, ...]
    classes: tuple[Part, ...]
    parts: tuple[Part, ...]
    families: tuple[Family, ...]
    answers: tuple[Answers, ...]
    comparisons: tuple[Comparison, ...]


@cache
def ties() -> Ties:
    """Read `data/ties.toml` once."""
    written = (files(__package__) / "data" / "ties.toml").read_text(encoding="utf-8")
    told = tomllib.loads(written)
    return Ties(
        ratios=tuple(Ratio(**{**one, "wholes": tuple(one["wholes"])}) for one in told["ratio"]),
        classes=tuple(Part(**one) for one in told["classes"]),
        parts=tuple(Part(**one) for one in told["part"]),
        families=tuple(Family(**one) for one in told["family"]),
        answers=tuple(
            Answers(figures=tuple(one["figures"]), count=one["count"], among=tuple(one["among"]))
            for one in told["answers"]
        ),
        comparisons=tuple(Comparison(**one) for one in told["comparison"]),
    )
