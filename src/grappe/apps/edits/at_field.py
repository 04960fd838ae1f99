"""What is wrong with one field, said in the language of whoever filled it in."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from grappe.analysis.language.catalogues import say
from grappe.apps.language.spoken import spoken

TAKEN_AT = "taken:"
"""Begins the code of a constraint's refusal of what another thing has; the field comes after."""


def at_field(field: str, words: str, **values: object) -> ValidationError:
    """Return the refusal of one field: a French sentence and its values."""
    return ValidationError({field: say(words, spoken(), **values)})


def in_order(first: dt.date | None, last: dt.date | None) -> bool:
    """Tell whether two days, where both are said, come one after the other or are one."""
    return first is None or last is None or first <= last
