"""How people call what a task is kept as: French, to be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import long_date

STATES: Mapping[str, str] = {"open": N_("ouverte"), "done": N_("faite"), "dropped": N_("abandonnée")}
NOBODY = N_("sans personne")
YOU = N_("vous")


def due_in_words(due_on: dt.date | None, today: dt.date, language: Language) -> tuple[str, str]:
    """Say when an open task is due, and the kind of its tag; nothing for one without a day."""
    if due_on is None:
        return "", ""
    days = (today - due_on).days
    if days > 0:
        return say_many("en retard de {count} jour", "en retard de {count} jours", days, language), "care"
    if days == 0:
        return say(N_("pour aujourd’hui"), language), "care"
    if days == -1:
        return say(N_("pour demain"), language), ""
    return say(N_("pour le {day}"), language, day=long_date(due_on, language)), ""
