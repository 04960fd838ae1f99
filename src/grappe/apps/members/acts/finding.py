"""The words by which organisations are found, written again after each act that changes them."""

from __future__ import annotations

from collections.abc import Iterable

from grappe.apps.members.models import Organisation, OrganisationPassage
from grappe.apps.members.queries.texts import texts_of
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
                OrganisationPassage(organisation_id=number, words=plain_text(texts))
                for number, texts in texts_of([known[number] for number in some]).items()
            ],
            update_conflicts=True,
            unique_fields=["organisation"],
            update_fields=["words"],
        )
