"""Numbers that come from a text of law, each with its days, its title and its link.

The rows are in `data/laws.toml`, to be read and corrected by someone who reads law. A number that the law
sets and that nobody here has read is a row too: `known` is false, `value` is None and `note` says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Text:
    """A text of law. link: None when it is not recorded here."""

    title: str
    link: str | None


@dataclass(frozen=True)
class Span:
    """Whole numbers from first to last, both in; no last: open."""

    first: int
    last: int | None = None

    def holds(self, number: object) -> bool:
        """Tell whether a number lies in the span."""
        return isinstance(number, int) and self.first <= number and (self.last is None or number <= self.last)


@dataclass(frozen=True)
class DatedValue:
    """A number of a law and its papers.

    value: None when `known` is false. unit: `share` (0 to 1), `EUR`, `EUR a year`, `years`, `months`, `days`,
    `persons (FTE)`, `criteria`. since: the first day on which it holds, None when not recorded. until: the
    first day on which it no longer holds, None while it does. verified: read in the text or on a page that
    quotes it. note: French, for the reader of a report. where: what tells rows of one name apart.
    """

    name: str
    value: int | float | Fraction | None
    unit: str
    since: date | None
    until: date | None
    text: Text
    note: str
    known: bool
    verified: bool
    where: Mapping[str, str | Span] = field(default_factory=dict, hash=False)

    def holds_on(self, day: date) -> bool:
        """Tell whether the value holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def is_for(self, selectors: Mapping[str, str | int]) -> bool:
        """Tell whether the row is the one that the selectors name; a selector left out fits any row."""
        return all(
            accepted.holds(selectors[key]) if isinstance(accepted, Span) else accepted == selectors[key]
            for key, accepted in self.where.items()
            if key in selectors
        )


def _value(written: str | float | None) -> int | float | Fraction | None:
    return Fraction(written) if isinstance(written, str) else written


def _dated_value(row: Mapping[str, Any], texts: Mapping[str, Text]) -> DatedValue:
    known = row.get("known", True)
    if known == ("value" not in row):
        raise ValueError(f"laws.toml, {row['name']}: a known row has a value, an unknown one has none")
    where = {
        key: Span(**accepted) if isinstance(accepted, dict) else accepted
        for key, accepted in row.get("where", {}).items()
    }
    return DatedValue(
        name=row["name"],
        value=_value(row.get("value")),
        unit=row["unit"],
        since=row.get("since"),
        until=row.get("until"),
        text=texts[row["text"]],
        note=row["note"],
        known=known,
        verified=row["verified"],
        where=MappingProxyType(where),
    )


@cache
def values() -> tuple[DatedValue, ...]:
    """Return every row, in the order of the file."""
    # Not through `packaged`: a deadline needs no data frame.
    content = tomllib.loads((files(__package__) / "data" / "laws.toml").read_text(encoding="utf-8"))
    texts = {name: Text(text["title"], text.get("link")) for name, text in content["texts"].items()}
    return tuple(_dated_value(row, texts) for row in content["values"])


def _named(name: str, selectors: Mapping[str, str | int]) -> list[DatedValue]:
    rows = [row for row in values() if row.name == name]
    if not rows:
        raise LookupError(f"no law sets {name!r}")
    strange = set(selectors) - {key for row in rows for key in row.where}
    if strange:
        raise ValueError(f"{name!r} is not told apart by {', '.join(sorted(strange))}")
    return [row for row in rows if row.is_for(selectors)]


def _only(rows: list[DatedValue], asked: str) -> DatedValue:
    if not rows:
        raise LookupError(f"no law sets {asked}")
    if len(rows) > 1:
        keys = sorted({key for row in rows for key in row.where})
        raise ValueError(f"{len(rows)} rows set {asked}: say which by {', '.join(keys) or 'the day'}")
    return rows[0]


def _asked(name: str, selectors: Mapping[str, str | int]) -> str:
    return name + "".join(f", {key} {value}" for key, value in selectors.items())


def value_on(name: str, day: date, **selectors: str | int) -> DatedValue:
    """Return the value that holds on a day: `value_on("cost_ceiling", day, regime="decree_2007")`.

    LookupError: no row of that name, or none for these selectors on that day. ValueError: a selector that the
    name has not, or selectors that leave several rows. A row that is not `known` is returned like the others.
    """
    rows = [row for row in _named(name, selectors) if row.holds_on(day)]
    return _only(rows, f"{_asked(name, selectors)} on {day.isoformat()}")


@cache
def _of_regime(name: str, **selectors: str | int) -> DatedValue:
    return _only(_named(name, selectors), _asked(name, selectors))


def subsidy_rate(regime: str, year_of_recognition: int) -> DatedValue:
    """Return the share of eligible costs paid in a year of recognition; the first year is 1.

    The regime of the recognition decides, not the day. Not `known` for `decree_2024`. LookupError: another
    regime, or a year below 1.
    """
    return _of_regime("subsidy_rate", regime=regime, year_of_recognition=year_of_recognition)


def cost_ceiling(regime: str) -> DatedValue:
    """Return the ceiling of eligible costs, in EUR a year. Not `known` for `decree_2024`.

    LookupError: an unknown regime.
    """
    return _of_regime("cost_ceiling", regime=regime)


def specific_subsidy_ceiling(regime: str) -> DatedValue:
    """Return the ceiling of a specific subsidy, in EUR. Not `known` for `decree_2024`.

    LookupError: an unknown regime.
    """
    return _of_regime("specific_subsidy_ceiling", regime=regime)


def recognition_years(regime: str) -> DatedValue:
    """Return the length of a recognition, in years. LookupError: an unknown regime."""
    return _of_regime("recognition_years", regime=regime)


def regime_on(day: date) -> str:
    """Return the regime under which a recognition that begins on a day falls: the last one come into force.

    Before the first regime, the first: a recognition given ahead of its text is governed by it.
    """
    periods = sorted(
        (value for value in values() if value.name == "recognition_years"),
        key=lambda value: value.since or date.min,
    )
    begun = [value for value in periods if value.since is None or value.since <= day]
    return str((begun[-1] if begun else periods[0]).where["regime"])


def renewal_notice_months(regime: str) -> DatedValue:
    """Return how long before the end a renewal is asked for at the latest, in months.

    LookupError: an unknown regime.
    """
    return _of_regime("renewal_notice_months", regime=regime)


def midterm_share(regime: str) -> DatedValue | None:
    """Return how far in a recognition its mid-term evaluation falls, as a share; None: no such evaluation."""
    try:
        return _of_regime("midterm_share", regime=regime)
    except LookupError:
        return None
