"""The register of a day as a page, and what another day's has otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages.desk.members.conftest import Joins

from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.membership import admit, correct, end_membership
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct

AWAY = "/bureau/grappes/twist/exports/registre.csv"
REGISTER = "/bureau/grappes/twist/membres/registre/"
Recorded = Callable[[str], AbstractContextManager[None]]


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def test_the_register_of_a_day_says_what_was_known_on_a_day(
    team: Client, joins: Joins, recorded_on: Recorded
) -> None:
    with recorded_on("2021-01-01"):
        joins("Atelier")
        wrong = joins("Bureau").membership_acts.get()
    with recorded_on("2022-01-01"):
        correct(act=wrong, by="person:1", reason="Entré en 2022.", on=dt.date(2022, 1, 1))

    def read(**asked: str) -> str:
        return team.get(REGISTER, asked).content.decode()

    assert names(read(au="2021-06-01")) == ["Atelier"]
    assert names(read(au="2021-06-01", connu="2021-06-01")) == ["Atelier", "Bureau"]
    compared = read(au="2021-06-01", connu="2021-06-01", avec="2021-06-01")
    assert "1 sortie" in compared
    assert "Bureau SA" in compared
    described = "Le registre du 1er juin 2021, tel qu’on le "
    assert f"{described}connaissait le 1er juin 2021 → {described}connaît aujourd’hui" in compared
    same = read(au="2021-06-01", avec="2021-06-02")
    assert "les deux registres disent la même chose" in same


def test_two_days_are_compared_from_the_earlier_one_whichever_is_asked_first(
    team: Client, joins: Joins, effective: Category
) -> None:
    joins("Atelier")
    end_membership(
        organisation=joins("Bureau"), kind=MembershipAct.Kind.RESIGNED, by="person:1", on=dt.date(2022, 1, 1)
    )
    late = enter(cluster=effective.cluster, name="Copie", by="person:1", on=dt.date(2022, 1, 1))
    admit(organisation=late, category=effective, kind="enterprise", by="person:1", on=dt.date(2022, 1, 1))

    def differences(**asked: str) -> str:
        page = team.get(REGISTER, asked).content.decode()
        return page.partition('id="differences"')[2].partition("</section>")[0]

    backwards = differences(au="2023-03-01", avec="2021-03-01")

    assert backwards == differences(au="2021-03-01", avec="2023-03-01")
    assert re.findall(r"<h3>(.*?)</h3>.*?<a href=\"([^\"#]*)#[^>]*>(.*?)</a>", backwards) == [
        ("1 entrée", "/bureau/grappes/twist/membres/fiches/m03/?au=2023-03-01", "Copie"),
        ("1 sortie", "/bureau/grappes/twist/membres/fiches/m02/?au=2021-03-01", "Bureau"),
    ]
    days = re.findall(r"Le registre du (.*?), tel", backwards)
    assert days == ["1er mars 2021", "1er mars 2023"]


def test_a_day_to_come_says_that_it_has_not_come(team: Client, joins: Joins) -> None:
    joins("Atelier")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    assert "n’est pas encore venu" in team.get(REGISTER, {"au": tomorrow.isoformat()}).content.decode()


def test_a_day_that_is_not_over_says_that_it_may_still_change_and_one_that_is_over_does_not(
    team: Client, joins: Joins
) -> None:
    joins("Atelier")
    today = timezone.localdate()

    def warns(day: dt.date | None) -> bool:
        asked = {"connu": day.isoformat()} if day else {}
        return "La journée n’est pas terminée" in team.get(REGISTER, asked).content.decode()

    assert [warns(None), warns(today), warns(today - dt.timedelta(days=1))] == [True, True, False]


@pytest.mark.parametrize("there", [REGISTER, "/bureau/grappes/twist/membres/fiches/m01/", AWAY])
@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (
            {"au": "hier"},
            "« hier » n’est pas un jour : écrivez l’année, le mois et le jour, comme 2026-03-15.",
        ),
        (
            {"connu": "2999-01-01"},
            "Le 1er janvier 2999 n’est pas encore venu : on ne sait que ce qui est connu aujourd’hui.",
        ),
    ],
)
def test_a_day_that_cannot_be_asked_is_refused_with_the_same_sentence_by_page_and_file(
    team: Client, joins: Joins, there: str, asked: dict[str, str], why: str
) -> None:
    joins("Atelier")

    answer = team.get(there, asked)

    assert (answer.status_code, why in " ".join(answer.content.decode().split())) == (400, True)


def test_the_days_that_are_compared_are_judged_likewise(team: Client, joins: Joins) -> None:
    one = joins("Atelier")
    end_membership(organisation=one, kind=MembershipAct.Kind.RESIGNED, by="person:1", on=dt.date(2021, 1, 1))

    answer = team.get(REGISTER, {"page": "-3", "avec": "31/02", "avec_connu": "2999-01-01"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert ("« 31/02 » n’est pas un jour" in page, "n’est pas encore venu" in page) == (True, True)
    assert "le registre ne compte aucun membre" in page
