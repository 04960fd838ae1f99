"""Days as people write them out: `15 mars 2021`, `1er mars 2021`, `15. März 2021`, `March 15th, 2021`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from babel import Locale

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.members.rules.names import in_order

DAY_FIRST = re.compile(
    r"(?:[a-z]+ )?(?P<day>\d{1,2}) ?(?:er|e|de|ste|st|nd|rd|th)? (?:of )?(?P<month>[a-z]+) (?P<year>\d{4})"
)
MONTH_FIRST = re.compile(r"(?:[a-z]+ )?(?P<month>[a-z]+) (?P<day>\d{1,2}) ?(?:st|nd|rd|th)? (?P<year>\d{4})")
"""Accents, capitals and signs gone; the name of the day of the week may come first."""


def long_day(written: str) -> dt.date | None:
    """Return the day that is written out in one of our languages; None where it is none, or in figures."""
    plain = in_order(written)
    for shape in (DAY_FIRST, MONTH_FIRST):
        found = shape.fullmatch(plain)
        month = _months().get(found["month"]) if found else None
        if found and month:
            try:
                return dt.date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                return None
    return None


@cache
def _months() -> dict[str, int]:
    """Return the names of the months, whole and short, in our languages, to their numbers."""
    return {
        in_order(name): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for way in ("format", "stand-alone")
        for number, name in Locale.parse(language).months[way][width].items()
    }
