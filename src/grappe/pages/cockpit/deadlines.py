"""The days that wait for a cluster, in words: what, when, how near, by which text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.clusters.models import Recognition
from grappe.apps.clusters.rules.deadlines import LABELS, coming

SOON = dt.timedelta(days=183)
"""Half a year: an evaluation takes that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One day. care: `lost` where it is past, `care` where it is near, else nothing."""

    what: str
    on: dt.date
    day: str
    left: str
    care: str
    text: str
    """The title of the law that sets it; nothing for the end, which the decision sets."""
    link: str


def waiting(periods: Iterable[Recognition], today: dt.date, language: Language) -> tuple[Waiting, ...]:
    """Return what is still to come of recognitions on a day, the nearest first."""
    return tuple(
        Waiting(
            what=say(LABELS[found.kind], language, number=found.number),
            on=found.on,
            day=long_date(found.on, language),
            left=left_in_words(found.on, today, language),
            care="lost" if found.on < today else "care" if found.on - today < SOON else "",
            text=found.law.text.title if found.law else "",
            link=(found.law.text.link or "") if found.law else "",
        )
        for found in coming(periods, today)
    )


def left_in_words(day: dt.date, today: dt.date, language: Language) -> str:
    """Say how long it is until a day, or since it."""
    days = (day - today).days
    if days == 0:
        return say(N_("aujourd’hui"), language)
    count = decimal(abs(days), language)
    if days < 0:
        return say_many("passé de {number} jour", "passé de {number} jours", -days, language, number=count)
    return say_many("dans {number} jour", "dans {number} jours", days, language, number=count)
