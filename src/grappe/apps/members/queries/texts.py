"""All that organisations say of themselves, as they are found by it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.language.catalogues import LANGUAGES
from grappe.analysis.vocabulary import nace
from grappe.analysis.vocabulary.unknown import UnknownCodeError
from grappe.apps.members.models import Activity, IdentitySpan, Organisation, Site

DIGITS = 10
"""Of an enterprise number."""


def texts_of(organisations: Iterable[Organisation]) -> dict[int, list[str]]:
    """Return the texts of each, as they stand now: three questions, whatever their number."""
    known = {one.pk: one for one in organisations}
    texts = {number: _own(one) for number, one in known.items()}
    for identity in IdentitySpan.objects.filter(
        organisation__in=known, known_until__isnull=True, until__isnull=True
    ).select_related("act"):
        act = identity.act
        texts[identity.organisation_id] += [
            act.legal_name,
            _written(act.enterprise_number),
            *_place(act),
        ]
    for activity in Activity.objects.filter(organisation__in=known):
        texts[activity.organisation_id] += [
            activity.nace,
            *activity_labels(activity.nace, str(activity.nace_version)),
        ]
    for site in Site.objects.filter(organisation__in=known):
        texts[site.organisation_id] += _place(site)
    return {number: [text for text in told if text] for number, told in texts.items()}


def _own(one: Organisation) -> list[str]:
    said = [*one.does.values(), *one.skills, *one.references, *one.certifications]
    return [one.name, one.code, *(str(text) for text in said), one.website, one.email, one.phone]


def _place(thing: Site | object) -> list[str]:
    """Return the address of a seat or a site, on one line where there is one."""
    parts = (getattr(thing, name) for name in ("street", "postal_code", "place"))
    return [line] if (line := " ".join(part for part in parts if part)) else []


def _written(number: str) -> str:
    return dotted(number) if len(number) == DIGITS and number.isdecimal() else number


@cache
def activity_labels(code: str, version: str) -> tuple[str, ...]:
    """Return what an activity is called, in each language; nothing for a code that is in no nomenclature."""
    try:
        return tuple(nace.label(code, version, language) for language in LANGUAGES)
    except (UnknownCodeError, ValueError):
        return ()
