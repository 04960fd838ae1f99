"""Many organisations come into a cluster's book at once: from a dossier, from somebody's spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.acts import Line, record_many
from grappe.apps.members.acts.books import IDENTITIES, MEMBERSHIPS
from grappe.apps.members.acts.membership import OfAnotherCluster
from grappe.apps.members.acts.organisations import CodeTaken, numbers_in_use, profile_of
from grappe.apps.members.acts.writing import write
from grappe.apps.members.models import (
    Activity,
    Contact,
    IdentityAct,
    MembershipAct,
    Organisation,
    Site,
)
from grappe.apps.members.rules.names import in_order
from grappe.apps.members.rules.refusals import RegisterRefusal

AT_ONCE = 500
Kind = MembershipAct.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One membership, from its first day to the first day without it (None: still)."""

    joined_on: dt.date
    category: Category
    kind: str
    left_on: dt.date | None = None
    ended_by: MembershipAct.Kind = Kind.LEFT
    founding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """One organisation, and all that is known of it. The maps hold fields of the models by name."""

    name: str
    code: str = ""
    """The next free one where none is given."""
    profile: Mapping[str, Any] = field(default_factory=dict)
    identity: Mapping[str, str] = field(default_factory=dict)
    """Fields of IdentityAct.CONTENTS; empty: its name is all that is known."""
    identity_on: dt.date | None = None
    """The day from which it holds; None: that of the first stay, or that of the act."""
    stays: Sequence[Stay] = ()
    activities: Sequence[Mapping[str, Any]] = ()
    sites: Sequence[Mapping[str, Any]] = ()
    contacts: Sequence[Mapping[str, Any]] = ()


class NotAsItShould(RegisterRefusal):
    """A field that cannot hold what it was given."""

    sentence: ClassVar[str] = N_("{name}, champ {field} : {why}")


@transaction.atomic
def enter_many(
    *, cluster: Cluster, newcomers: Iterable[Newcomer], by: str, on: dt.date, reason: str = ""
) -> list[Organisation]:
    """Write organisations into a cluster's book, with their identity, memberships and all: all or nothing.

    Raises a RegisterRefusal at the first that cannot be.
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    told = list(newcomers)
    made = _organisations(cluster, told)
    pairs = list(zip(made, told, strict=True))
    _parts(pairs)
    record_many(
        Line(
            act="organisation.entered",
            by=by,
            subject=f"organisation:{one.pk}",
            before=None,
            after=profile_of(one),
            on=on,
        )
        for one in made
    )
    write(IDENTITIES, [_identity(one, newcomer, by, on, reason) for one, newcomer in pairs])
    write(MEMBERSHIPS, [act for one, newcomer in pairs for act in _stays(one, newcomer, by, reason)])
    return made


def _organisations(cluster: Cluster, told: list[Newcomer]) -> list[Organisation]:
    taken = dict(cluster.organisations.values_list("code", "name"))
    free = count(max(numbers_in_use(taken), default=0) + 1)
    made = []
    for newcomer in told:
        code = newcomer.code
        while not code or (not newcomer.code and code in taken):
            code = f"m{next(free):02d}"
        if code in taken:
            raise CodeTaken(code=code, name=taken[code])
        taken[code] = newcomer.name
        one = Organisation(
            cluster=cluster,
            code=code,
            name=newcomer.name.strip(),
            sort_name=in_order(newcomer.name),
            **newcomer.profile,
        )
        _checked(one, newcomer.name, "cluster")
        made.append(one)
    return Organisation.objects.bulk_create(made, batch_size=AT_ONCE)


def _parts(pairs: list[tuple[Organisation, Newcomer]]) -> None:
    activities: list[Activity] = []
    sites: list[Site] = []
    contacts: list[Contact] = []
    for one, newcomer in pairs:
        activities += [Activity(organisation=one, **fields) for fields in newcomer.activities]
        sites += [Site(organisation=one, **fields) for fields in newcomer.sites]
        contacts += [Contact(organisation=one, **fields) for fields in newcomer.contacts]
    every: list[Activity | Site | Contact] = [*activities, *sites, *contacts]
    for part in every:
        _checked(part, part.organisation.name, "organisation", "person")
    Activity.objects.bulk_create(activities, batch_size=AT_ONCE)
    Site.objects.bulk_create(sites, batch_size=AT_ONCE)
    Contact.objects.bulk_create(contacts, batch_size=AT_ONCE)


def _identity(one: Organisation, newcomer: Newcomer, by: str, on: dt.date, reason: str) -> IdentityAct:
    first = min((stay.joined_on for stay in newcomer.stays), default=on)
    contents = {"legal_name": newcomer.name.strip(), **newcomer.identity}
    act = IdentityAct(
        organisation=one,
        kind=IdentityAct.Kind.DECLARED,
        on=newcomer.identity_on or first,
        by=by,
        reason=reason,
        **contents,
    )
    _checked(act, newcomer.name, "organisation", "known_at", "replaces")
    return act


def _stays(one: Organisation, newcomer: Newcomer, by: str, reason: str) -> list[MembershipAct]:
    acts = []
    for stay in newcomer.stays:
        if stay.category.cluster_id != one.cluster_id:
            raise OfAnotherCluster(name=one.name, what=stay.category.name)
        acts.append(
            MembershipAct(
                organisation=one,
                kind=Kind.ADMITTED,
                category=stay.category,
                member_kind=stay.kind,
                founding=stay.founding,
                on=stay.joined_on,
                by=by,
                reason=reason,
            )
        )
        if stay.left_on is not None:
            acts.append(
                MembershipAct(organisation=one, kind=stay.ended_by, on=stay.left_on, by=by, reason=reason)
            )
    return acts


def _checked(row: Any, name: str, *exclude: str) -> None:
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as refused:
        field_name, why = next(iter(refused.message_dict.items()))
        raise NotAsItShould(name=name, field=field_name, why=" ".join(why)) from refused
