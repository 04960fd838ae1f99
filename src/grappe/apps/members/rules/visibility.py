"""Who sees a field of an organisation, or a contact: four circles, each within the next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Level = Literal["hidden", "members", "registered", "public"]
LEVELS: tuple[Level, ...] = ("hidden", "members", "registered", "public")
"""Who runs the cluster alone; its members and its board too; everybody with an account; everybody."""
USUAL: Mapping[str, Level] = MappingProxyType(
    {
        "name": "public",
        "website": "public",
        "does": "public",
        "skills": "public",
        "references": "public",
        "certifications": "public",
        "logo": "public",
        "activities": "public",
        "sites": "registered",
        "email": "registered",
        "phone": "members",
        "contacts": "members",
        "enterprise_number": "registered",
        "fte": "hidden",
    }
)
"""Where an organisation has said nothing of a field."""


def level_of(field: str, said: Mapping[str, str]) -> Level:
    """Return who sees a field. said: what the organisation wrote; a word that is no circle hides it."""
    told = said.get(field, USUAL.get(field, "hidden"))
    return next((level for level in LEVELS if level == told), "hidden")


def contact_level(contact: str, said: Mapping[str, str]) -> Level:
    """Return who sees a contact: the narrower of its own circle and of its organisation's for all of them."""
    own: Level = next((level for level in LEVELS if level == contact), "hidden")
    return min(own, level_of("contacts", said), key=LEVELS.index)


def is_seen(level: str, *, by: Level) -> bool:
    """Tell whether a circle sees what is for another: `hidden`, who runs the cluster, sees all."""
    order: list[str] = [*LEVELS]
    return order.index(by) <= order.index(level if level in LEVELS else "hidden")
