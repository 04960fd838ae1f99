"""What the home page says of the members and of what is due."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from tests.visitors import signed_in

from grappe.analysis.report.charts.axes import ticks
from grappe.apps.clusters.acts.recognitions import record_recognition
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.membership import admit, change_category, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct
from grappe.apps.people.models import Person
from grappe.pages.desk.cluster.charts import comings_and_goings, over_time
from grappe.pages.desk.cluster.members_in_time import members_in_time

BY = "person:1"
HOME = "/bureau/grappes/twist/"
END = dt.date(2013, 6, 30)


@pytest.fixture
def three(twist: Cluster) -> Cluster:
    """A stays effective; B goes from adherent to effective; C leaves."""
    effective, adherent = twist.categories.get(code="effective"), twist.categories.get(code="adherent")
    a, b, c = (enter(cluster=twist, name=name, by=BY, on=dt.date(2020, 1, 1)) for name in "ABC")
    admit(organisation=a, category=effective, kind="enterprise", by=BY, on=dt.date(2020, 1, 1))
    admit(organisation=b, category=adherent, kind="enterprise", by=BY, on=dt.date(2021, 1, 1))
    change_category(organisation=b, category=effective, kind="enterprise", by=BY, on=dt.date(2022, 1, 1))
    admit(organisation=c, category=adherent, kind="enterprise", by=BY, on=dt.date(2021, 6, 1))
    end_membership(organisation=c, kind=MembershipAct.Kind.RESIGNED, by=BY, on=dt.date(2023, 1, 1))
    return twist


def test_members_are_counted_from_day_to_day_by_what_the_law_calls_them(three: Cluster) -> None:
    told = members_in_time(three, today=dt.date(2023, 6, 1))

    assert told.steps == (
        (dt.date(2020, 1, 1), 1, 0),
        (dt.date(2021, 1, 1), 1, 1),
        (dt.date(2021, 6, 1), 1, 2),
        (dt.date(2022, 1, 1), 2, 1),
        (dt.date(2023, 1, 1), 2, 0),
    )


def test_a_change_of_category_is_neither_a_coming_nor_a_going(three: Cluster) -> None:
    told = members_in_time(three, today=dt.date(2023, 6, 1))

    assert (told.joined, told.left) == ({2020: 1, 2021: 2}, {2023: 1})


def test_what_is_yet_to_come_is_not_counted(three: Cluster) -> None:
    told = members_in_time(three, today=dt.date(2022, 6, 1))

    assert (told.effective, told.adherent, told.left) == (2, 1, {})


def test_the_tables_behind_the_pictures_say_the_same(three: Cluster) -> None:
    told = members_in_time(three, today=dt.date(2023, 6, 1))
    levels, moves = over_time(told, "fr"), comings_and_goings(told, "fr")

    assert levels is not None
    assert moves is not None
    assert [[cell.text for cell in row.cells] for row in levels.table.rows] == [
        ["31 décembre 2020", "1", "0", "1"],
        ["31 décembre 2021", "1", "2", "3"],
        ["31 décembre 2022", "2", "1", "3"],
        ["1er juin 2023", "2", "0", "2"],
    ]
    assert [[cell.text for cell in row.cells] for row in moves.table.rows] == [
        ["2020", "1", "0"],
        ["2021", "2", "0"],
        ["2022", "0", "0"],
        ["2023", "0", "1"],
    ]


def test_what_is_counted_is_measured_in_whole_members(three: Cluster) -> None:
    told = replace(members_in_time(three, today=dt.date(2023, 6, 1)), joined={2020: 1}, left={2021: 1})
    moves = comings_and_goings(told, "fr")

    assert moves is not None
    numbers = re.findall(r'"text": "(\d)"', json.dumps(moves.picture))
    assert numbers == ["0", "1"]
    assert [ticks(0, most, 4, whole=True) for most in (1, 2, 3)] == [[0, 1], [0, 1, 2], [0, 1, 2, 3]]


def test_without_a_member_there_is_nothing_to_draw(twist: Cluster) -> None:
    told = members_in_time(twist, today=dt.date(2023, 6, 1))

    assert (over_time(told, "fr"), comings_and_goings(told, "fr")) == (None, None)


def test_the_home_page_shows_the_numbers_the_pictures_and_a_renewal_that_is_late(
    three: Cluster, cast: dict[str, Person]
) -> None:
    end = timezone.localdate() + relativedelta(months=2)
    record_recognition(
        cluster=three, number=1, starts_on=end - relativedelta(years=3), ends_on=end, by=BY, on=end
    )

    page = signed_in(cast["team"]).get(HOME).content.decode()

    assert page.count("<svg") >= 2
    assert f"Entrée en {timezone.localdate().year}" in page
    assert page.count("Membres effectifs") == 1
    assert "Demande de renouvellement de la reconnaissance 1" in page
    assert "En retard depuis le" in page
    assert "style=" not in page.partition("<main")[2]  # the policy of the page lets none be


@pytest.mark.parametrize(
    ("who", "where", "asked"),
    [
        ("team", "cluster/reconnaissances/ajouter/", " : notez celle qui la suit, si elle est accordée."),
        ("evaluator", "cluster/", ", et aucune ne la suit."),
    ],
)
def test_a_cluster_whose_last_recognition_is_over_is_told_so(
    twist: Cluster, cast: dict[str, Person], who: str, where: str, asked: str
) -> None:
    record_recognition(
        cluster=twist, number=2, starts_on=dt.date(2010, 7, 1), ends_on=dt.date(2013, 6, 30), by=BY, on=END
    )

    page = signed_in(cast[who]).get(HOME).content.decode()

    told = f"La reconnaissance 2 a pris fin{asked}"
    assert f'href="{HOME}{where}"' in page.partition(told)[0].rpartition("<li")[2]
    assert "En retard depuis le 30 juin 2013" in page.partition(told)[2]
