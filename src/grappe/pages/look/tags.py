"""What a template says of a field beside its name."""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField
from django.template import Library

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.language.spoken import spoken

register = Library()
REQUIRED, OPTIONAL = N_("obligatoire"), N_("facultatif")


@register.filter
def need(field: BoundField) -> str:
    """Say whether a field must be filled in, where its form needs it said; nothing elsewhere.

    Of the fields of a form, those that must be and those that need not, the fewer are marked. A box is never
    marked, nor a choice that is made already.
    """
    asked = _asked(field)
    every = [_asked(one) for one in field.form]
    must, may = every.count(True), every.count(False)
    if asked is None or not must or not may or asked != (must < may):
        return ""
    return say(REQUIRED if asked else OPTIONAL, spoken())


def _asked(bound: BoundField) -> bool | None:
    """Whether a field must be filled in; None where nobody can leave it empty, or both answers are good."""
    field = bound.field
    if bound.is_hidden or isinstance(field, forms.BooleanField) or (field.required and _chosen(bound)):
        return None
    return field.required


def _chosen(bound: BoundField) -> bool:
    """Whether it is a choice of one that nobody can leave without any."""
    field, widget = bound.field, bound.field.widget
    if getattr(widget, "allow_multiple_selected", False):
        return False
    if isinstance(widget, forms.RadioSelect):
        return bound.initial not in (None, "")
    if not isinstance(widget, forms.Select):
        return False
    if isinstance(field, forms.ModelChoiceField):
        return field.empty_label is None
    return all(value not in (None, "") for value, _ in widget.choices)
