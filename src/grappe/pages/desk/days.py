"""The days that an address asks for, and what is said of one that is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date


@dataclass(slots=True)
class AskedDays:
    """Days by the names that an address gives them. faults: a sentence for each that cannot be asked."""

    asked: QueryDict
    today: dt.date
    language: Language
    faults: list[str] = field(default_factory=list)

    def day(self, name: str) -> dt.date | None:
        """Return a day that is described; None where none is asked, or what is written is none."""
        written = str(self.asked.get(name) or "")
        if not written:
            return None
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            words = N_(
                "« {value} » n’est pas un jour : écrivez l’année, le mois et le jour, comme 2026-03-15."
            )
            self.faults.append(say(words, self.language, value=written[:40]))
            return None

    def known(self, name: str) -> dt.date | None:
        """Return a day by whose end things were known; None where that is today, as where none is asked."""
        day = self.day(name)
        if day is not None and day > self.today:
            words = N_(
                "Le {day} n’est pas encore venu : on ne sait que ce qui est connu aujourd’hui. Donnez un jour passé."
            )
            self.faults.append(say(words, self.language, day=long_date(day, self.language)))
        return day if day is not None and day < self.today else None
