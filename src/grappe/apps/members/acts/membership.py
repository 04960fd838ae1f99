"""A membership begins, changes, ends; an act that was wrong is corrected by another."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeVar

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.books import BOOKS, MEMBERSHIPS, Book
from grappe.apps.members.acts.writing import write
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.models.acts import Act
from grappe.apps.members.rules.membership import ENDS
from grappe.apps.members.rules.refusals import RegisterRefusal

Kind = MembershipAct.Kind
A = TypeVar("A", bound=Act)


class OfAnotherCluster(RegisterRefusal):
    """Two things that two clusters know."""

    sentence: ClassVar[str] = N_("« {what} » n’est pas du même cluster que {name} : choisissez dans le sien.")


class AlreadyCorrected(RegisterRefusal):
    """Corrected twice."""

    sentence: ClassVar[str] = N_(
        "Cet acte du {day} a déjà été corrigé ou annulé. Corrigez l’acte qui l’a remplacé."
    )


class NoReason(RegisterRefusal):
    """Corrected without saying why."""

    sentence: ClassVar[str] = N_("Une correction dit pourquoi : écrivez-en la raison.")


class IsAnother(RegisterRefusal):
    """A double, that was made one with the organisation that it is."""

    sentence: ClassVar[str] = N_(
        "« {name} » a été réunie avec « {winner} » ({code}) : c’est cette fiche-là qui reste. Agissez sur elle."
    )


class OutOfTheBook(RegisterRefusal):
    """Acted on, though it was taken out of the book."""

    sentence: ClassVar[str] = N_("« {name} » a été retirée du carnet : remettez-la d’abord dans le carnet.")


class ToItself(RegisterRefusal):
    """Passed on to the one that has it."""

    sentence: ClassVar[str] = N_(
        "C’est « {name} » elle-même : donnez l’organisation à laquelle passe son adhésion."
    )


class UnknownKind(RegisterRefusal):
    """Admitted as what no member is."""

    sentence: ClassVar[str] = N_(
        "« {kind} » n’est pas une nature de membre. Choisissez entreprise, acteur de la recherche, "
        "éducation et formation, ou association ou entité publique."
    )


def admit(
    *,
    organisation: Organisation,
    category: Category,
    kind: str,
    by: str,
    on: dt.date,
    founding: bool = False,
    **decided: Any,
) -> MembershipAct:
    """Have a membership begin. decided: `decided_by`, `decided_on`, `reason`."""
    _same_cluster(organisation, category.cluster_id, category.name)
    _refuse_unknown(kind)
    refuse_who_is_out(organisation)
    act = MembershipAct(
        organisation=organisation,
        kind=Kind.ADMITTED,
        category=category,
        member_kind=kind,
        founding=founding,
        by=by,
        on=on,
        **decided,
    )
    return write(MEMBERSHIPS, [act])[0]


def change_category(
    *, organisation: Organisation, category: Category, kind: str, by: str, on: dt.date, **decided: Any
) -> MembershipAct:
    """Have a membership be of another category, or its member of another kind, from a day on."""
    _same_cluster(organisation, category.cluster_id, category.name)
    _refuse_unknown(kind)
    act = MembershipAct(
        organisation=organisation,
        kind=Kind.CATEGORY_CHANGED,
        category=category,
        member_kind=kind,
        by=by,
        on=on,
        **decided,
    )
    return write(MEMBERSHIPS, [act])[0]


def end_membership(
    *, organisation: Organisation, kind: MembershipAct.Kind, by: str, on: dt.date, **decided: Any
) -> MembershipAct:
    """Have a membership end: resigned, excluded, struck off, dissolved. `on`: the first day without it."""
    if kind not in ENDS or kind in MembershipAct.WITH_COUNTERPART:
        raise ValueError(f"{kind} does not end a membership by itself")
    return write(MEMBERSHIPS, [MembershipAct(organisation=organisation, kind=kind, by=by, on=on, **decided)])[
        0
    ]


@transaction.atomic
def pass_on(
    *,
    organisation: Organisation,
    successor: Organisation,
    kind: MembershipAct.Kind,
    by: str,
    on: dt.date,
    **decided: Any,
) -> list[MembershipAct]:
    """Have a membership go to another organisation: transferred, or merged into it.

    A successor that is no member by then receives the membership, with its category and kind.
    """
    if kind not in (Kind.TRANSFERRED, Kind.MERGED):
        raise ValueError(f"{kind} passes no membership on")
    if organisation.pk == successor.pk:
        raise ToItself(name=organisation.name)
    _same_cluster(organisation, successor.cluster_id, successor.name)
    refuse_who_is_out(successor)
    held = organisation.memberships.filter(known_until__isnull=True, since__lte=on).order_by("-since").first()
    written = [
        MembershipAct(organisation=organisation, kind=kind, counterpart=successor, by=by, on=on, **decided)
    ]
    there = successor.memberships.filter(known_until__isnull=True, since__lte=on).order_by("-since").first()
    if held is not None and (there is None or (there.until is not None and there.until <= on)):
        written.append(
            MembershipAct(
                organisation=successor,
                kind=Kind.RECEIVED,
                counterpart=organisation,
                category=held.category,
                member_kind=held.kind,
                founding=held.founding,
                by=by,
                on=on,
                **decided,
            )
        )
    return list(write(MEMBERSHIPS, written))


@transaction.atomic
def correct(*, act: A, by: str, reason: str, **changed: Any) -> A:
    """Put another act in the place of one that was wrong: its fields but for those that are changed."""
    fields = {
        field.attname: getattr(act, field.attname)
        for field in act._meta.concrete_fields
        if field.name not in ("id", "known_at", "replaces", "by", "reason")
    }
    return _replace(act, type(act)(**fields), by=by, reason=reason, changed=changed)


@transaction.atomic
def annul(*, act: A, by: str, reason: str) -> A:
    """Have an act that should never have been recorded no longer count."""
    nothing = type(act)(organisation_id=act.organisation_id, on=act.on, kind="annulled")
    return _replace(act, nothing, by=by, reason=reason, changed={})


def _replace(act: A, instead: Any, *, by: str, reason: str, changed: dict[str, Any]) -> A:
    if not reason.strip():
        raise NoReason
    if "member_kind" in changed:
        _refuse_unknown(changed["member_kind"])
    Organisation.objects.select_for_update().get(pk=act.organisation_id)
    if type(act)._default_manager.filter(replaces=act.pk).exists():
        raise AlreadyCorrected(day=act.on)
    instead.by, instead.reason, instead.replaces_id = by, reason.strip(), act.pk
    for name, value in changed.items():
        setattr(instead, name, value)
    written: A = write(_book_of(act), [instead])[0]
    return written


def _book_of(act: Act) -> Book:
    return next(book for book in BOOKS if book.acts is type(act))


def _same_cluster(organisation: Organisation, cluster: int, what: str) -> None:
    if organisation.cluster_id != cluster:
        raise OfAnotherCluster(name=organisation.name, what=what)


def refuse_who_is_out(organisation: Organisation) -> None:
    """Refuse to act on an organisation that is out of the book. Raises IsAnother, OutOfTheBook."""
    winner = Organisation.objects.filter(merges__loser=organisation).first()
    if winner is not None:
        raise IsAnother(name=organisation.name, winner=winner.name, code=winner.code)
    if Organisation.objects.filter(pk=organisation.pk, out_since__isnull=False).exists():
        raise OutOfTheBook(name=organisation.name)


def _refuse_unknown(kind: str) -> None:
    if kind not in MembershipAct.MemberKind.values:
        raise UnknownKind(kind=kind)
