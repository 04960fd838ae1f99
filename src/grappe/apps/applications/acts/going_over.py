"""Of two organisations that turn out to be one, the applications of the one that goes are the other's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from grappe.apps.applications.acts.standing import named
from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.refusals import TwoWait
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.members.models import Organisation


def go_over(*, winner: Organisation, loser: Organisation, by: str, on: dt.date) -> None:
    """Have the loser's applications be the winner's. Raises TwoWait where each has an open one."""
    theirs = list(loser.applications.select_for_update().order_by("pk"))
    mine = winner.applications.filter(state__in=Application.OPEN).first()
    if mine is not None and any(one.is_open for one in theirs):
        raise TwoWait(name=loser.name, other=winner.name)
    loser.applications.update(organisation=winner)
    record_many(
        Line(
            act="application.gone_over",
            by=by,
            subject=named(one),
            before={"organisation": loser.pk},
            after={"organisation": winner.pk, "double": loser.pk},
            on=on,
        )
        for one in theirs
    )


def applicants(numbers: Collection[int]) -> set[int]:
    """Return, of some organisations, those that have applied."""
    found = Application.objects.filter(organisation__in=numbers).order_by()
    return set(found.values_list("organisation_id", flat=True))
