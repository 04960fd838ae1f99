"""The kept spans against their witness: the acts read anew, for any day described and any instant known."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import suppress
from unittest.mock import patch

import pytest
from django.db.models import Q

from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.books import MEMBERSHIPS
from grappe.apps.members.acts.membership import admit, annul, change_category, correct, end_membership
from grappe.apps.members.models import MembershipAct, MembershipSpan, Organisation
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.members.rules.refusals import RegisterRefusal

BY = "person:1"
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
STEPS = 40


def some_day(draw: random.Random) -> dt.date:
    return dt.date(2020, 1, 1) + dt.timedelta(days=draw.randrange(60))


def something_happens(
    draw: random.Random, organisation: Organisation, categories: list[Category]
) -> MembershipAct:
    day, acts = some_day(draw), list(organisation.membership_acts.all())
    category = draw.choice(categories)
    match draw.choice(["admit", "end", "change", "correct", "correct", "annul"]):
        case "admit":
            return admit(organisation=organisation, category=category, kind="enterprise", by=BY, on=day)
        case "end":
            return end_membership(organisation=organisation, kind=MembershipAct.Kind.RESIGNED, by=BY, on=day)
        case "correct" if acts:
            return correct(act=draw.choice(acts), by=BY, reason="Un autre jour.", on=day)
        case "annul" if acts:
            return annul(act=draw.choice(acts), by=BY, reason="Jamais eu lieu.")
    return change_category(organisation=organisation, category=category, kind="enterprise", by=BY, on=day)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_any_state_as_known_at_any_instant_is_what_the_acts_tell(
    seed: int, forge: Organisation, effective: Category, adherent: Category
) -> None:
    draw = random.Random(seed)  # noqa: S311 - days to try
    taken = 0
    for step in range(STEPS):
        at = START + dt.timedelta(hours=step)
        with patch("django.utils.timezone.now", return_value=at), suppress(RegisterRefusal):
            something_happens(draw, forge, [effective, adherent])
            taken += 1

    acts = list(forge.membership_acts.order_by("pk"))
    assert taken == len(acts) > 8
    for step in range(STEPS + 1):
        known = START + dt.timedelta(hours=step)
        told = MEMBERSHIPS.read(acts, forge.name, known)
        kept = MembershipSpan.objects.filter(
            Q(known_until__isnull=True) | Q(known_until__gte=known), organisation=forge, known_from__lt=known
        )
        assert {MEMBERSHIPS.held(span) for span in kept} == set(told)
    assert first_strange() is None
