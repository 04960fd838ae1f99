"""What is done in the background: an import written, or taken back, by a worker."""

from __future__ import annotations

from django_tasks import task

from grappe.apps.members.importing.acts.asking import do_what_was_asked


@task()
def work_on(number: int) -> None:
    """Do with an import what somebody asked for: once, however often the work is begun."""
    do_what_was_asked(number)
