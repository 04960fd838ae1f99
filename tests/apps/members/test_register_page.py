"""The register a page at a time, its counts and its differences: what the whole register says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.utils import timezone

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit, change_category, correct, end_membership
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.queries import register_page
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.register_page import Days, counted, difference

BY = "person:1"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def three(
    enters: Callable[[str], Organisation], effective: Category, adherent: Category
) -> list[Organisation]:
    """One that changes category, one that leaves, one that was told to have entered too early."""
    made = [enters(name) for name in ("Atelier", "Bureau", "Chantier")]
    noon = timezone.make_aware(dt.datetime.combine(day("2021-01-01"), dt.time(12)))
    with patch("django.utils.timezone.now", return_value=noon):
        for one in made:
            admit(organisation=one, category=effective, kind="enterprise", by=BY, on=day("2020-01-01"))
        declare(organisation=made[0], by=BY, on=day("2020-01-01"), legal_name="Atelier SA")
        change_category(
            organisation=made[0], category=adherent, kind="enterprise", by=BY, on=day("2022-01-01")
        )
        end_membership(organisation=made[1], kind=MembershipAct.Kind.RESIGNED, by=BY, on=day("2022-01-01"))
    correct(act=made[2].membership_acts.get(), by=BY, reason="Entré en 2022.", on=day("2022-01-01"))
    return made


@pytest.mark.parametrize(
    "days", [Days(day("2020-06-01")), Days(day("2020-06-01"), day("2021-06-01")), Days(day("2023-01-01"))]
)
@pytest.mark.usefixtures("three")
def test_pages_and_counts_are_those_of_the_whole_register(
    twist: Cluster, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_page, "PER_PAGE", 2)
    whole = register(twist, day=days.day, known=days.known)

    pages = [line for number in (1, 2) for line in register_page.register_page(twist, days, number)]

    assert pages == whole
    names = {one.code: one.name for one in twist.categories.all()}
    assert sorted(line.category for line in whole) == sorted(
        names[code] for code, count in counted(twist, days).items() for _ in range(count)
    )


@pytest.mark.usefixtures("three")
def test_a_difference_says_who_came_who_left_and_who_changed(twist: Cluster) -> None:
    told = difference(twist, Days(day("2020-06-01")), Days(day("2023-01-01")))

    assert [line.name for line in told.entered] == ["Chantier"]
    assert [line.name for line in told.left] == ["Bureau"]
    assert [(was.category, now.category) for was, now in told.changed] == [
        ("Membre effectif", "Membre adhérent")
    ]


@pytest.mark.usefixtures("three")
def test_a_difference_between_two_days_of_knowing_is_what_was_corrected(twist: Cluster) -> None:
    told = difference(twist, Days(day("2020-06-01"), day("2021-06-01")), Days(day("2020-06-01")))

    assert ([line.name for line in told.left], told.entered, told.changed) == (["Chantier"], (), ())
    same = Days(day("2020-06-01"))
    assert difference(twist, same, same) == register_page.Difference((), (), ())
