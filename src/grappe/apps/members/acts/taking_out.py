"""An organisation that never was anything leaves the book, or comes back: it is hidden, and never deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Q

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.members.acts.books import REPRESENTATIONS
from grappe.apps.members.attached import all_attached
from grappe.apps.members.models import Contact, MembershipAct, Organisation
from grappe.apps.members.rules.refusals import RegisterRefusal

WAS_A_MEMBER = N_(
    "{called} est ou a été membre : le registre l’explique, et l’organisation reste dans le carnet. "
    "Si son adhésion n’aurait jamais dû être enregistrée, annulez-en d’abord les actes."
)
HAS_SPOKEN = N_("{called} a ou a eu un représentant : le registre l’explique, elle reste dans le carnet.")
HAS_CONTACTS = N_("{called} a des personnes de contact : retirez-les d’abord de sa fiche.")


class StaysInTheBook(RegisterRefusal):
    """Taken out, though something is known of it."""

    def __init__(self, why: str, *, called: str) -> None:
        OneSentence.__init__(self, why, called=called)


class NoReasonToLeave(RegisterRefusal):
    """Taken out without saying why."""

    sentence: ClassVar[str] = N_("Dites pourquoi cette organisation quitte le carnet : le journal le garde.")


class OutAlready(RegisterRefusal):
    """Taken out twice, or once its double took its place."""

    sentence: ClassVar[str] = N_("{name} n’est déjà plus dans le carnet.")


class InAlready(RegisterRefusal):
    """Put back, though it is there; or though another stands for it."""

    sentence: ClassVar[str] = N_(
        "{name} n’a pas à revenir dans le carnet : elle y est, ou elle a été réunie avec une autre fiche."
    )


@transaction.atomic
def take_out(*, organisation: Organisation, reason: str, by: str, on: dt.date) -> None:
    """Have an organisation leave the book, for a reason: no list shows it any more, and its page says so.

    Raises NoReasonToLeave, OutAlready; StaysInTheBook where it was a member or an applicant, or has people.
    """
    if not reason.strip():
        raise NoReasonToLeave
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if known.out_since is not None:
        raise OutAlready(name=known.name)
    why = kept_in([known.pk]).get(known.pk)
    if why is not None:
        raise StaysInTheBook(why, called=known.name)
    take_all_out([known.pk], reason=reason.strip(), by=by, on=on)


@transaction.atomic
def put_back(*, organisation: Organisation, by: str, on: dt.date) -> None:
    """Have an organisation that was taken out be in the book again. Raises InAlready."""
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if known.out_since is None or Organisation.objects.filter(merges__loser=known).exists():
        raise InAlready(name=known.name)
    put_all_back([known.pk], by=by, on=on)


def take_all_out(numbers: Sequence[int], *, reason: str, by: str, on: dt.date) -> None:
    """Have organisations leave the book: whether they may was asked, in the same transaction."""
    Organisation.objects.filter(pk__in=numbers).update(out_since=on)
    record_many(_line(number, {"reason": reason}, by, on, act="organisation.taken_out") for number in numbers)


def put_all_back(numbers: Sequence[int], *, by: str, on: dt.date) -> None:
    """Have organisations that were taken out be in the book again."""
    Organisation.objects.filter(pk__in=numbers).update(out_since=None)
    record_many(_line(number, None, by, on, act="organisation.put_back") for number in numbers)


def kept_in(numbers: Collection[int]) -> dict[int, str]:
    """Return why organisations stay in the book, of those that do: French sentences about `{called}`.

    An act that was annulled keeps nobody in. As many questions for one as for all.
    """
    told: dict[int, str] = {}
    for attached in all_attached():
        told |= dict.fromkeys(attached.holding(numbers), attached.why)
    told |= dict.fromkeys(
        Contact.objects.filter(organisation__in=numbers).values_list("organisation_id", flat=True),
        HAS_CONTACTS,
    )
    told |= dict.fromkeys(
        _counting(REPRESENTATIONS.acts, Q(organisation__in=numbers)).values_list(
            "organisation_id", flat=True
        ),
        HAS_SPOKEN,
    )
    # Of a transfer, the other one is told of too.
    memberships = _counting(MembershipAct, Q(organisation__in=numbers) | Q(counterpart__in=numbers))
    for pair in memberships.values_list("organisation_id", "counterpart_id"):
        told |= dict.fromkeys({one for one in pair if one in set(numbers)}, WAS_A_MEMBER)
    return told


def _counting(acts: Any, which: Q) -> Any:
    return acts._default_manager.filter(which, replaced_by__isnull=True).exclude(kind="annulled").order_by()


def _line(number: int, after: Any, by: str, on: dt.date, *, act: str) -> Line:
    return Line(act=act, by=by, subject=f"organisation:{number}", before=None, after=after, on=on)
