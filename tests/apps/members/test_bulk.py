"""Many organisations at once, or none."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.models import Entry
from grappe.apps.members.acts.bulk import Newcomer, NotAsItShould, Stay, enter_many
from grappe.apps.members.acts.organisations import CodeTaken
from grappe.apps.members.models import Organisation, Site
from grappe.apps.members.queries.register import register
from grappe.apps.members.rules.membership import AlreadyMember
from grappe.apps.members.rules.refusals import RegisterRefusal

BY, DAY = "person:1", dt.date(2026, 1, 1)


def newcomer(number: int, category: Category, **told: object) -> Newcomer:
    stay = Stay(joined_on=dt.date(2020, 1, 1), category=category, kind="enterprise")
    fields: dict[str, object] = {"stays": [stay], "sites": [{"postal_code": "4000", "fte": 2}], **told}
    return Newcomer(name=f"Membre {number}", **fields)  # type: ignore[arg-type]


def test_organisations_get_the_next_free_codes_and_keep_those_they_have(
    twist: Cluster, effective: Category
) -> None:
    enter_many(cluster=twist, newcomers=[newcomer(1, effective, code="m07")], by=BY, on=DAY)

    made = enter_many(
        cluster=twist, newcomers=[newcomer(2, effective), newcomer(3, effective, code="acme")], by=BY, on=DAY
    )

    assert [one.code for one in made] == ["m08", "acme"]
    assert len(register(twist, day=DAY)) == 3


def test_many_more_ask_few_more_questions(twist: Cluster, effective: Category) -> None:
    asked = []
    for first, many in ((0, 10), (10, 450)):
        with CaptureQueriesContext(connection) as queries:
            enter_many(
                cluster=twist,
                newcomers=[newcomer(first + number, effective) for number in range(many)],
                by=BY,
                on=DAY,
            )
        asked.append(len(queries))

    assert (asked[1] - asked[0]) / 440 < 0.2


@pytest.mark.parametrize(
    ("bad", "refused"),
    [
        ({"code": "m01"}, CodeTaken),
        ({"profile": {"website": "pas une adresse"}}, NotAsItShould),
        ({"sites": [{"fte": "beaucoup"}]}, NotAsItShould),
        ({"identity": {"country": "Belgique"}}, NotAsItShould),
        ({"stays": "twice"}, AlreadyMember),
    ],
)
def test_one_that_cannot_be_keeps_all_of_them_out(
    twist: Cluster, effective: Category, bad: dict[str, object], refused: type[RegisterRefusal]
) -> None:
    if bad == {"stays": "twice"}:
        stay = Stay(joined_on=dt.date(2020, 1, 1), category=effective, kind="enterprise")
        bad = {"stays": [stay, stay]}
    lines = Entry.objects.count()

    with pytest.raises(refused):
        enter_many(
            cluster=twist,
            newcomers=[newcomer(1, effective, code="m01"), newcomer(2, effective, **bad)],
            by=BY,
            on=DAY,
        )

    assert (Organisation.objects.count(), Site.objects.count(), Entry.objects.count()) == (0, 0, lines)
