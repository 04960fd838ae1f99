"""A recognition, in the words of whoever reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models import Recognition
from grappe.apps.clusters.rules.deadlines import LABELS, Deadline


def period_in_words(one: Recognition, language: Language) -> str:
    """Say which recognition it is, and for which days."""
    return say(
        N_("Reconnaissance {number} : du {first} au {last}"),
        language,
        number=one.number,
        first=long_date(one.starts_on, language),
        last=long_date(one.ends_on, language),
    )


def of_recognition(one: Recognition, days: Iterable[Deadline], language: Language) -> Iterator[str]:
    """Yield what a recognition says, a line each: its regime, its decision, its days."""
    yield say(classes.REGIMES[one.regime], language)
    if one.decision:
        yield one.decision
    if one.subsidy_rate is not None:
        rate = amount(float(one.subsidy_rate), "share", language)
        yield say(N_("Taux de subvention : {rate}"), language, rate=rate)
    for found in days:
        if found.kind != "end":
            label = say(LABELS[found.kind], language, number=found.number)
            yield f"{label} : {long_date(found.on, language)}"


def by_number(days: Iterable[Deadline]) -> Mapping[int, list[Deadline]]:
    """Return the days that each recognition brings, by its number."""
    found: dict[int, list[Deadline]] = {}
    for day in days:
        found.setdefault(day.number, []).append(day)
    return found
