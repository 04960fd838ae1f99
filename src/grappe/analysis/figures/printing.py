"""A figure as a sentence prints it: its number, its rank, the words that agree with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.places import Place
from grappe.analysis.language.agreement import is_one, of_french, ordinal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import NO_BREAK, amount, bounds, printed_number

RANKED = ("count", "index", "year", "years", "days")
"""Units of which a rank can be said: the second recognition, not the second per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result, as far as a sentence prints it."""

    value: float | None
    unit: str
    status: str
    n_used: int = 0
    n_eligible: int = 0
    low: float | None = None
    high: float | None = None
    name: str = ""
    """What its class is called."""

    @property
    def is_known(self) -> bool:
        """There is a value, and it may be shown."""
        return self.status == "ok" and self.value is not None


NOTHING = Result(value=None, unit="count", status="not_available")
"""A class that the results have no line of."""


def none_of_class(counted: tuple[int, int] | None, name: str) -> Result:
    """Return a class that no row falls in: zero where its figure was counted, on how many; nothing else."""
    if counted is None:
        return NOTHING
    return Result(value=0, unit="count", status="ok", n_used=counted[0], n_eligible=counted[1], name=name)


def result_of(row: Mapping[str, Any] | None) -> Result:
    """Return a row of the results as a sentence prints it."""
    if row is None:
        return NOTHING
    return Result(
        value=row["value"],
        unit=printed_unit(row),
        status=row["status"],
        n_used=row.get("n_used") or 0,
        n_eligible=row.get("n_eligible") or 0,
        low=row.get("low"),
        high=row.get("high"),
        name=row.get("key") or "",
    )


def printed_unit(row: Mapping[str, Any]) -> str:
    """Return the unit in which a row of the results is printed."""
    figure = figures().get(str(row.get("figure")))
    return str(row["unit"]) if figure is None else figure.printed_in(row["unit"])


def printed(place: Place, result: Result, language: Language) -> str:
    """Print a place with the value of the day, in the language of the sentence around it.

    What is not available, or hidden, is said in words.
    """
    return "".join(number_and_words(place, result, language))


def number_and_words(place: Place, result: Result, language: Language) -> tuple[str, str]:
    """Return what a place prints: its number, and the words behind it; one of the two may be empty."""
    if place.part == "name":
        # A class may be a question, with its full stop.
        return "", (result.name or place.key or "").rstrip(" .")
    if not result.is_known:
        return _without_value(place, language, is_hidden=result.status == "suppressed")
    if place.part == "interval":
        ends = bounds(result.low, result.high, result.unit, language)
        return (ends, "") if ends else _without_value(place, language, is_hidden=False)
    value, unit = _chosen(place, result)
    if value is None:
        return _without_value(place, language, is_hidden=False)
    return _with_value(place, value, unit, language)


def _with_value(place: Place, value: float, unit: str, language: Language) -> tuple[str, str]:
    if place.is_ordinal:
        return ordinal(round(value), language, feminine=place.is_feminine), ""
    number = amount(value, unit, language, place.decimals)
    if place.forms is None:
        return number, ""
    word = place.forms[not is_one(printed_number(value, unit, place.decimals), language)]
    return ("", word) if place.words_only else (number, f"{NO_BREAK}{word}")


def _chosen(place: Place, result: Result) -> tuple[float | None, str]:
    match place.part:
        case "n_used":
            return result.n_used, "count"
        case "n_eligible":
            return result.n_eligible, "count"
        case "coverage":
            return (result.n_used / result.n_eligible if result.n_eligible else None), "share"
        case "low":
            return result.low, result.unit
        case "high":
            return result.high, result.unit
    return result.value, result.unit


def _without_value(place: Place, language: Language, *, is_hidden: bool) -> tuple[str, str]:
    if place.forms is None:
        return say(N_("masqué (petit groupe)") if is_hidden else N_("non disponible"), language), ""
    many = place.forms[1]
    if place.words_only:
        return "", many
    words = (
        N_("un nombre masqué (petit groupe) {of_many}")
        if is_hidden
        else N_("un nombre non disponible {of_many}")
    )
    return say(words, language, of_many=of_french(many) if language == "fr" else many), ""
