"""What a printed number stands for: all the values that would have been printed so."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Range:
    """The values between two ends; None: no end on that side. An open end is not itself inside."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    @property
    def is_single(self) -> bool:
        """One value and no other."""
        return self.low is not None and self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def over(self, divisor: Fraction | int) -> Range:
        """Return the range divided by a positive number."""
        return Range(
            None if self.low is None else self.low / divisor,
            None if self.high is None else self.high / divisor,
            self.low_open,
            self.high_open,
        )

    def meets(self, other: Range) -> bool:
        """Tell whether one value at least is in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Range) -> bool:
        """Tell whether every value is below every value of the other."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))


def exactly(value: Fraction | int) -> Range:
    """Return the range of one value."""
    return Range(Fraction(value), Fraction(value))


def printed(value: Fraction, decimals: int, relation: str = "eq") -> Range:
    """Return the values that a number printed with so many decimals stands for.

    Rounded to the nearest, and a half may have gone either way: both ends are inside. `about` is as fine
    as the last digit that is not zero: about 80 is 75 to 85, about 83 is 82.5 to 83.5.
    """
    match relation:
        case "lt":
            return Range(None, value, high_open=True)
        case "le":
            return Range(None, value)
        case "gt":
            return Range(value, None, low_open=True)
        case "ge":
            return Range(value, None)
    step = Fraction(1, 10**decimals)
    if relation == "about":
        while value and (value / (step * 10)).denominator == 1:
            step *= 10
    return Range(value - step * HALF, value + step * HALF)
