"""What the desk's first page says of applications: how many wait, and the one that waits longest."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from grappe.analysis.language.catalogues import say_many
from grappe.analysis.language.numbers import decimal, long_date
from grappe.apps.applications.queries.waiting import counts_of, open_applications
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.told import Due


def due(desk: Desk) -> Iterator[Due]:
    """Tell what waits for the team; others who read the desk read no applications."""
    if not desk.runs:
        return
    here, language = desk.address("applications"), desk.language
    counts = counts_of(desk.cluster, timezone.localdate())
    if counts["waiting"]:
        oldest = open_applications(desk.cluster)[0].received_on
        yield Due(
            what=say_many(
                "{number} candidature attend depuis le {day}",
                "{number} candidatures attendent, la plus ancienne depuis le {day}",
                counts["waiting"],
                language,
                number=decimal(counts["waiting"], language, 0),
                day=long_date(oldest, language),
            ),
            address=f"{here}?etat=waiting",
        )
    if counts["to_tell"]:
        yield Due(
            what=say_many(
                "{number} refus est à annoncer",
                "{number} refus sont à annoncer",
                counts["to_tell"],
                language,
                number=decimal(counts["to_tell"], language, 0),
            ),
            address=f"{here}?etat=to_tell",
        )
    if counts["to_welcome"]:
        yield Due(
            what=say_many(
                "{number} membre admis est à accueillir",
                "{number} membres admis sont à accueillir",
                counts["to_welcome"],
                language,
                number=decimal(counts["to_welcome"], language, 0),
            ),
            address=f"{here}?etat=to_welcome",
        )
