"""A number that a sentence states."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a sentence says of one number, in the terms of the table `claims`."""

    words: str
    """As the sentence writes it, with its unit: `51%`, `une dizaine`."""
    span: tuple[int, int]
    """Where these words stand in the sentence."""
    value: Fraction
    """As printed: 51 for 51 %; euros for millions of euros."""
    decimals: int = 0
    unit: str = ""
    """`percent`, `fte`, `eur`, `count`; empty for what the table has no unit for (years, kilometres)."""
    relation: str = "eq"
    statistic: str = ""
    level: Fraction | None = None
    """Of a quantile."""
    base: int | None = None
    """How many the sentence says that it is of."""
    in_letters: bool = False
    """Written in letters, or as so many of so many: no rounded percentage."""
