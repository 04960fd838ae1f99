"""The field by which a telephone number is given."""

from __future__ import annotations

from typing import Any

from django import forms

from grappe.analysis.language.catalogues import say
from grappe.apps.language.spoken import spoken
from grappe.apps.members.rules.phones import NO_PHONE, is_phone

LONGEST = 40


class PhoneField(forms.CharField):
    """A number as people write it, or nothing."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**{"max_length": LONGEST, "required": False, **told})

    def clean(self, value: Any) -> Any:
        """Return the number. Raises ValidationError where it has no digits to dial."""
        written = super().clean(value)
        if not is_phone(written):
            raise forms.ValidationError(say(NO_PHONE, spoken(), value=written))
        return written
