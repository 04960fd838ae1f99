"""The words by which organisations are found, written again after each act that changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.analysis.vocabulary import nace
from grappe.analysis.vocabulary.unknown import UnknownCodeError
from grappe.apps.members.models import Activity, IdentitySpan, Organisation, OrganisationPassage, Site
from grappe.apps.search.words import plain_text

AT_ONCE = 500


def be_found(organisations: Iterable[Organisation]) -> None:
    """Write the passages of organisations as they stand: to be called inside the act, before its line."""
    known = {one.pk: one for one in organisations}
    numbers = list(known)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        OrganisationPassage.objects.bulk_create(
            [
                OrganisationPassage(organisation_id=number, words=words)
                for number, words in _words({number: known[number] for number in some})
            ],
            update_conflicts=True,
            unique_fields=["organisation"],
            update_fields=["words"],
        )


def _words(known: dict[int, Organisation]) -> Iterator[tuple[int, str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for identity in IdentitySpan.objects.filter(
        organisation__in=known, known_until__isnull=True, until__isnull=True
    ).select_related("act"):
        act = identity.act
        texts[identity.organisation_id] += [
            act.legal_name,
            act.enterprise_number,
            act.street,
            act.postal_code,
            act.place,
        ]
    for activity in Activity.objects.filter(organisation__in=known):
        texts[activity.organisation_id] += [
            activity.nace.replace(".", ""),
            *_labels(activity.nace, str(activity.nace_version)),
        ]
    for site in Site.objects.filter(organisation__in=known):
        texts[site.organisation_id] += [site.street, site.postal_code, site.place]
    for number, one in known.items():
        said = [*one.does.values(), *one.skills, *one.references, *one.certifications]
        own = [one.name, one.code, one.website, one.email, *(str(text) for text in said)]
        yield number, plain_text([*own, *texts[number]])


@cache
def _labels(code: str, version: str) -> tuple[str, ...]:
    try:
        return tuple(nace.label(code, version, language) for language in LANGUAGES)
    except (UnknownCodeError, ValueError):
        return ()
