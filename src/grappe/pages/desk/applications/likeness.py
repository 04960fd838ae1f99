"""What is said of applications that look like one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.models import Application
from grappe.apps.applications.queries.alike import Alike
from grappe.pages.desk.entrance import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Another application that waits. compare: where the records of both organisations are held together."""

    label: str
    why: str
    address: str
    compare: str = ""


def likenesses(desk: Desk, others: Iterable[Alike], of: Application | None = None) -> tuple[Likeness, ...]:
    """Put in words which others one looks like; of: the one whose page says so."""
    label = N_("semblable à {name}") if of is None else N_("la candidature « {name} » reçue le {day}")
    return tuple(
        Likeness(
            label=say(
                label,
                desk.language,
                name=other.application.organisation.name,
                day=long_date(other.application.received_on, desk.language),
            ),
            why=", ".join(say(why.value, desk.language) for why in other.why),
            address=desk.address("application", application=other.application.pk),
            compare=desk.address(
                "pair", first=of.organisation.code, second=other.application.organisation.code
            )
            if of
            else "",
        )
        for other in others
    )
