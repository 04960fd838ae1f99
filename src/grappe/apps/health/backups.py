"""Whether what is there could be brought back, and whether the journal holds what a backup saw of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.manifest import LastLine
from grappe.apps.backup.placing import is_unsettled
from grappe.apps.backup.trace import read_trace
from grappe.apps.health.ailment import Ailment
from grappe.apps.journal.models import Entry
from grappe.apps.settings.installation import Installation

LONG = dt.timedelta(days=7)
"""How long an installation may be without a backup."""


def backup_ailments(installation: Installation) -> Iterator[Ailment]:
    """Yield what is wrong with the backups of an installation."""
    if is_unsettled(installation):
        yield Ailment(
            "backup",
            N_("Une restauration a été interrompue."),
            N_("Lancez grappe serve : il la termine, ou la défait, avant de répondre."),
        )
    last, now = read_trace(installation.data), timezone.now()
    if last is None:
        first = Entry.objects.order_by("number").first()
        if first is not None and now - first.at > LONG:
            yield Ailment(
                "backup",
                N_("Aucune sauvegarde n’a été faite."),
                N_(
                    "Lancez grappe backup, chaque jour de préférence, et gardez l’archive sur une autre machine."
                ),
            )
        return
    if now - last.made_at > LONG:
        yield Ailment(
            "backup",
            N_("La dernière sauvegarde a {days} jours."),
            N_("Lancez grappe backup, chaque jour de préférence, et gardez l’archive sur une autre machine."),
            {"days": (now - last.made_at).days},
        )
    yield from lost_line(last.journal, last.made_at)


def lost_line(seen: LastLine | None, at: dt.datetime) -> Iterator[Ailment]:
    """Yield what became of the last line that a backup saw of the journal, when it is not what it was.

    The chain of the journal tells neither that its end was cut off, nor that all of it was signed anew.
    """
    if seen is None:
        return
    stands = Entry.objects.filter(number=seen.number).values_list("signature", flat=True).first()
    if stands == seen.signature:
        return
    yield Ailment(
        "journal",
        N_(
            "La sauvegarde du {at} (UTC) a vu la ligne {number} du journal, qui n’y est plus : la fin en a été coupée."
        )
        if stands is None
        else N_(
            "La ligne {number} du journal n’est plus celle que la sauvegarde du {at} (UTC) a vue : il a été réécrit."
        ),
        N_(
            "Si une sauvegarde plus ancienne a été remise depuis, c’est la raison. Sinon n’effacez rien : gardez une "
            "copie de la base, comparez-la à cette sauvegarde, et cherchez qui a pu écrire dans la base sans passer "
            "par Grappe."
        ),
        {"number": seen.number, "at": f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M}"},
    )
