"""One act for many members: the plan says what would be, and writes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.many import carry_out, plan
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.members.rules.membership import NotAMember, NothingChanges

BY = "person:1"
JOINED, DAY = dt.date(2020, 1, 1), dt.date(2024, 1, 1)
Kind = MembershipAct.Kind


def test_a_plan_says_of_each_what_would_be_and_writes_what_can_be(
    enters: Callable[[str], Organisation], effective: Category, adherent: Category
) -> None:
    changes, same, gone = enters("Atelier"), enters("Bureau"), enters("Candidat")
    admit(organisation=changes, category=adherent, kind="research", by=BY, on=JOINED)
    admit(organisation=same, category=effective, kind="enterprise", by=BY, on=JOINED)

    planned = plan([changes, same, gone], kind=Kind.CATEGORY_CHANGED, category=effective, by=BY, on=DAY)

    assert [type(one.refusal) for one in planned] == [type(None), NothingChanges, NotAMember]
    assert MembershipAct.objects.count() == 2
    (act,) = carry_out(planned)
    assert (act.organisation, act.category, act.member_kind) == (changes, effective, "research")
    assert changes.memberships.get(until__isnull=True, known_until__isnull=True).category == effective
    assert first_strange() is None


def test_memberships_end_together(enters: Callable[[str], Organisation], effective: Category) -> None:
    both = [enters("Atelier"), enters("Bureau")]
    for one in both:
        admit(organisation=one, category=effective, kind="enterprise", by=BY, on=JOINED)

    carry_out(plan(both, kind=Kind.RESIGNED, by=BY, on=DAY, reason="Ensemble"))

    assert [one.memberships.get(known_until__isnull=True).until for one in both] == [DAY, DAY]
