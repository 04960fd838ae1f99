"""A pulled plug leaves the state before: nothing of an import, all of one whose undo was under way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import quote

import pytest

from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import first_broken
from grappe.apps.members.importing.acts.committing import commit
from grappe.apps.members.importing.acts.undoing import undo
from grappe.apps.members.importing.models import Import
from grappe.apps.members.models import (
    Contact,
    IdentityAct,
    IdentitySpan,
    MembershipAct,
    MembershipSpan,
    Organisation,
)
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

BY = "person:1"
ROWS = "Nom;Date d'adhésion;Catégorie;Nature;Contact\n" + "".join(
    f"Membre {number};2020-02-01;effectif;PME;Ada Roy\n" for number in range(60)
)
TABLES = (Organisation, Contact, IdentityAct, IdentitySpan, MembershipAct, MembershipSpan, Entry)
CHILD = """
import os, sys, time
from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django
start_django(read_installation(dict(os.environ)))
from grappe.apps.members.importing.acts import committing, undoing, writing
from grappe.apps.members.importing.models import Import

def held(*_, **__):
    print("held", flush=True)
    time.sleep(60)

job, where = sys.argv[1:]
module, name = {
    "known": (writing.Writing, "known"),
    "record": (committing, "record"),
    "write": (undoing, "write"),
    "last": (undoing, "record"),
}[where]
setattr(module, name, held)
sent = Import.objects.get()
if job == "commit":
    committing.commit(sent=sent, seen=sent.judged, by="person:1")
else:
    undoing.undo(sent=sent, by="person:1")
"""


def told() -> list[int]:
    return [table.objects.count() for table in TABLES]


def killed(installation: Installation, job: str, where: str) -> None:
    """Have another process do the job until there, and pull its plug."""
    match installation.database:
        case SQLite(file=file):
            address = f"sqlite:///{file}"
        case PostgreSQL(name=name, user=user, host=host):
            address = f"postgresql://{user}@/{name}?host={quote(host)}"
    told = {"GRAPPE_DATA": str(installation.data), "GRAPPE_DATABASE": address}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, job, where],
        env={**os.environ, **told},
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "held\n"
        run.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("where", ["known", "record"])
def test_an_import_that_was_killed_left_nothing_and_can_be_written(
    installation: Installation, sends: Callable[[str], Import], where: str
) -> None:
    sent, before = sends(ROWS), told()

    killed(installation, "commit", where)

    sent.refresh_from_db()
    assert (told(), sent.stage, sent.wrote) == (before, Import.Stage.OPEN, {})
    commit(sent=sent, seen=sent.judged, by=BY)
    assert Organisation.objects.count() == 60


@pytest.mark.parametrize("where", ["write", "last"])
def test_an_undo_that_was_killed_took_nothing_back_and_can_be_done(
    installation: Installation, imports: Callable[[str], Import], where: str
) -> None:
    done = imports(ROWS)
    before = told()

    killed(installation, "undo", where)

    done.refresh_from_db()
    assert (told(), done.stage) == (before, Import.Stage.WRITTEN)
    undo(sent=done, by=BY)
    assert (Contact.objects.count(), first_strange(), first_broken()) == (0, None, None)
