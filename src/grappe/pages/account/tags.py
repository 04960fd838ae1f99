"""How a template tells a browser from another."""

from __future__ import annotations

from django.template import Library

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.language.spoken import spoken

register = Library()
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What a browser says of itself, the most particular first: most also claim to be others."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(told: str) -> str:
    """Name a browser and its system from what it says of itself: `Firefox sur Linux`."""
    found = next((name for mark, name in BROWSERS if mark in told), "")
    system = next((name for mark, name in SYSTEMS if mark in told), "")
    if found and system:
        return say(N_("{browser} sur {system}"), spoken(), browser=found, system=system)
    return found or system or say(N_("Un navigateur que nous ne connaissons pas"), spoken())
