"""One act for many members at once: what each would be told is known before anything is written."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.books import MEMBERSHIPS
from grappe.apps.members.acts.writing import write
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.rules.refusals import RegisterRefusal

NOT_YET = 2**62
"""The number of an act that has none: after all those that have one."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One act that would be written, or why it cannot be."""

    organisation: Organisation
    act: MembershipAct
    refusal: RegisterRefusal | None


def plan(
    organisations: Iterable[Organisation],
    *,
    kind: MembershipAct.Kind,
    by: str,
    on: dt.date,
    category: Category | None = None,
    member_kind: str = "",
    **decided: Any,
) -> list[Planned]:
    """Return one act for each organisation, judged by the acts that it has; nothing is written.

    member_kind: of a change of category; empty: each stays of the kind that it is.
    """
    known = {one.pk: one for one in organisations}
    acts: dict[int, list[MembershipAct]] = defaultdict(list)
    for act in MembershipAct.objects.filter(organisation__in=known).order_by("pk"):
        acts[act.organisation_id].append(act)
    planned = []
    for number, one in known.items():
        act = MembershipAct(organisation=one, kind=kind, by=by, on=on, **decided)
        if category is not None:
            act.category, act.member_kind = category, member_kind or _kind_on(acts[number], one, on)
        planned.append(Planned(one, act, _refusal(act, acts[number])))
    return planned


@transaction.atomic
def carry_out(planned: Sequence[Planned]) -> list[MembershipAct]:
    """Write the acts of a plan that can be; raises a RegisterRefusal where one no longer can."""
    return list(write(MEMBERSHIPS, [one.act for one in planned if one.refusal is None]))


def _refusal(act: MembershipAct, before: Sequence[MembershipAct]) -> RegisterRefusal | None:
    act.pk = NOT_YET
    try:
        MEMBERSHIPS.read([*before, act], act.organisation.name, None)
    except RegisterRefusal as refusal:
        return refusal
    finally:
        act.pk = None
    return None


def _kind_on(acts: Sequence[MembershipAct], organisation: Organisation, on: dt.date) -> str:
    try:
        held = MEMBERSHIPS.read(acts, organisation.name, None)
    except RegisterRefusal:  # of acts that do not follow: the act itself is then refused
        held = []
    kinds = [str(dict(one.rest)["kind"]) for one in held if one.on(on)]
    return kinds[-1] if kinds else MembershipAct.MemberKind.ENTERPRISE
