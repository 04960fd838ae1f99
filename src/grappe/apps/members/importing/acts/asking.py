"""A large import is written, or taken back, by a worker: nobody waits for a page that does not answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils import timezone

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.importing.acts.committing import PreviewIsOld, commit
from grappe.apps.members.importing.acts.mending import NotOpen
from grappe.apps.members.importing.acts.previewing import preview
from grappe.apps.members.importing.acts.undoing import NotWritten, undo
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.verdicts import Message
from grappe.apps.members.rules.refusals import RegisterRefusal

Wish = Literal["write", "undo"]
AT_ONCE = 300
"""Rows that are written while one waits: about a second."""
PATIENCE = dt.timedelta(minutes=10)
"""After which one may stop waiting for the worker."""
STAGES: dict[str, Import.Stage] = {"write": Import.Stage.OPEN, "undo": Import.Stage.WRITTEN}
"""Where an import stands before, and again where nothing came of it."""
FAILED = N_("Une panne a interrompu le travail ; rien n’a été écrit. Recommencez.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is to do."""

    do: Wish
    by: str
    seen: str
    at: dt.datetime


def is_large(sent: Import) -> bool:
    """Tell whether writing it takes too long to be waited for."""
    return sent.rows.count() > AT_ONCE


@transaction.atomic
def ask_for(*, sent: Import, do: Wish, by: str, seen: str = "") -> None:
    """Have a worker write an import, or take it back: once, asked twice. Raises NotOpen, NotWritten."""
    # The task names this module: it is imported where it is asked for.
    from grappe.apps.members.importing.tasks import work_on  # noqa: PLC0415

    held = Import.objects.select_for_update().get(pk=sent.pk)
    if held.stage == Import.Stage.WORKING:
        return
    if held.stage != STAGES[do] or held.forgotten_at is not None:
        raise NotOpen if do == "write" else NotWritten
    held.stage, held.refused = Import.Stage.WORKING, []
    held.asked = {"do": do, "by": by, "seen": seen, "at": timezone.now().isoformat()}
    held.save(update_fields=["stage", "asked", "refused"])
    transaction.on_commit(lambda: work_on.enqueue(held.pk))


def asked_of(sent: Import) -> Asked | None:
    """Return what a worker is to do with an import; None: nothing."""
    if sent.stage != Import.Stage.WORKING:
        return None
    told = sent.asked
    return Asked(told["do"], told["by"], told["seen"], dt.datetime.fromisoformat(told["at"]))


def do_what_was_asked(number: int) -> None:
    """Write an import or take it back: all of it with the word that it is done, or nothing."""
    sent = Import.objects.get(pk=number)
    asked = asked_of(sent)
    if asked is None:
        return
    try:
        with transaction.atomic():
            if not _give_back(sent, asked):
                return
            if asked.do == "write":
                commit(sent=sent, seen=asked.seen, by=asked.by)
            else:
                undo(sent=sent, by=asked.by)
    except RegisterRefusal as refusal:
        _refuse(sent, asked, _told(refusal))
        if isinstance(refusal, PreviewIsOld):
            preview(Import.objects.get(pk=number))
    except Exception:
        _refuse(sent, asked, Message(FAILED))
        raise


def stop_waiting(*, sent: Import) -> None:
    """Take an import back from a worker that does not come. It is not written by it after."""
    asked = asked_of(sent)
    if asked is not None and timezone.now() - asked.at > PATIENCE:
        _give_back(sent, asked)


@transaction.atomic
def _give_back(sent: Import, asked: Asked, refused: list[list[object]] | None = None) -> bool:
    """Have an import stand where it stood; False where it does already."""
    held = Import.objects.select_for_update().get(pk=sent.pk)
    if asked_of(held) != asked:
        return False
    held.stage, held.asked, held.refused = STAGES[asked.do], {}, refused or []
    held.save(update_fields=["stage", "asked", "refused"])
    return True


def _told(refusal: RegisterRefusal) -> Message:
    values = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in refusal.values.items()
    }
    return Message(refusal.words, values)


def _refuse(sent: Import, asked: Asked, why: Message) -> None:
    _give_back(sent, asked, [why.as_row()])
