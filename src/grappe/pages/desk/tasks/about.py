"""The open tasks about one thing, as its own page shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from grappe.apps.applications.models import Application
from grappe.apps.members.models import Organisation
from grappe.apps.tasks.permissions import readable_tasks
from grappe.apps.tasks.queries import OPEN, about_organisation, first_due
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.tasks.forms import named
from grappe.pages.desk.tasks.lines import Row, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """The open tasks about a thing, and where one is added."""

    rows: tuple[Row, ...]
    add: str


def tasks_about(desk: Desk, thing: Organisation | Application, today: dt.date) -> Tasks:
    """Gather them, those that are due first on top."""
    every = readable_tasks(by=desk.person).filter(OPEN, cluster=desk.cluster)
    adds = desk.runs
    if isinstance(thing, Organisation):
        adds = desk.runs and thing.out_since is None
        found = about_organisation(every, thing)
        here = desk.address("member", code=thing.code)
    else:
        found = every.filter(application=thing)
        here = desk.address("application", application=thing.pk)
    asked = urlencode({"sur": named(thing)}, safe=":")
    return Tasks(
        rows=tuple(
            replace(row, about="") if row.about_address == here else row
            for row in rows_of(desk, first_due(found), today)
        ),
        add=f"{desk.address('add_task')}?{asked}" if adds else "",
    )
