"""The menu of the desk is a team’s jobs, in the words of who reads."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.visitors import signed_in

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.models import Person

HOME = "/bureau/grappes/twist/"


def menu(person: Person, address: str = HOME) -> list[str]:
    """The labels of the menu, those below a job after it."""
    page = signed_in(person).get(address).content.decode()
    (told,) = re.findall(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    labels: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("label"), str):
                labels.append(value["label"])
            for below in value.values():
                gather(below)
        elif isinstance(value, list):
            for below in value:
                gather(below)

    gather(json.loads(told)["modules"])
    return labels


def plain(person: Person, address: str = HOME) -> list[tuple[str, str]]:
    """The menu that needs no script: label and address of each line; the title of a job has none."""
    page = signed_in(person).get(address).content.decode()
    (told,) = re.findall(
        r'<noscript><div class="plain-menu" id="plain-menu">(.*?)</noscript>', page, re.DOTALL
    )
    nav = told.partition("<nav")[2].partition("</nav>")[0]
    lines = re.findall(r'<h2>([^<]*)</h2>|<a href="([^"]*)"[^>]*>([^<]*)</a>', nav)
    return [(unescape(title or label), address) for title, address, label in lines]


@pytest.mark.parametrize("who", ["lead", "evaluator", "administrator"])
def test_without_scripts_the_menu_is_the_same_in_the_same_order(who: str, cast: dict[str, Person]) -> None:
    lines = plain(cast[who])

    account = ["Compte", "Se déconnecter"]
    assert [*(label for label, _ in lines), *account] == menu(cast[who])
    assert dict(lines)["Équipe et accès"] == f"{HOME}equipe/"
    assert (dict(lines)["Tâches"], dict(lines)["Membres"]) == (f"{HOME}taches/", f"{HOME}membres/")


def test_without_scripts_every_line_of_the_menu_leads_somewhere_and_one_can_go_out(
    cast: dict[str, Person],
) -> None:
    client = signed_in(cast["team"])
    lines = [address for _, address in plain(cast["team"]) if address]

    assert {client.get(address).status_code for address in lines} == {200}
    page = client.get("/bureau/images/").content.decode()
    (told,) = re.findall(r"<noscript>(<div.*?)</noscript>", page, re.DOTALL)
    assert ('action="/compte/logout/"' in told, '/bureau/images/" aria-current="page"' in told) == (
        True,
        True,
    )
    assert re.findall(r'<noscript><link rel="stylesheet" href="([^"]*)">', page) == [
        "/static/desk/without_scripts.css"
    ]


def test_the_menu_is_asked_for_once_though_it_is_written_twice(cast: dict[str, Person]) -> None:
    client = signed_in(cast["team"])
    client.get(HOME)
    with CaptureQueriesContext(connection) as statements:
        client.get(HOME)

    told = [statement["sql"] for statement in statements.captured_queries]
    assert [sql.startswith('SELECT COUNT(*) AS "__count" FROM "clusters_cluster"') for sql in told].count(
        True
    ) == 1


def test_what_skips_the_menu_says_so_in_right_french(cast: dict[str, Person]) -> None:
    said = {}
    for language in ("fr", "nl"):
        Person.objects.filter(pk=cast["team"].pk).update(language=language)
        page = signed_in(cast["team"]).get(HOME).content.decode()
        said[language] = re.findall(r'<a class="skiplink[^>]*>([^<]*)</a>', page)

    assert said == {"fr": ["Aller au contenu principal"], "nl": ["Ga naar de inhoud"]}


def test_nothing_of_wagtails_own_menu_is_left(cast: dict[str, Person]) -> None:
    assert menu(cast["administrator"], "/bureau/images/") == menu(cast["administrator"])
    assert {"Pages", "Rapports", "Aide", "Paramètres", "Reports", "Help"}.isdisjoint(
        menu(cast["administrator"])
    )


def test_wagtails_own_entries_are_not_even_asked_whether_they_may_be_shown(cast: dict[str, Person]) -> None:
    client = signed_in(cast["team"])
    client.get(HOME)
    with CaptureQueriesContext(connection) as statements:
        client.get(HOME)

    told = " ".join(statement["sql"] for statement in statements.captured_queries)
    assert set(re.findall(r"\bwagtail\w+", told)) <= {"wagtailusers_userprofile", "wagtailcore_locale"}


def test_the_site_is_for_those_who_change_it(cast: dict[str, Person]) -> None:
    assert ["Site" in menu(cast[name]) for name in ("team", "evaluator")] == [True, False]


def test_a_change_of_cluster_is_offered_to_those_who_have_several(
    other: Cluster, cast: dict[str, Person]
) -> None:
    alone = "Changer de cluster" in menu(cast["team"])
    grant(person=cast["team"], kind=Role.Kind.TEAM, cluster=other, by="system:tests", on=dt.date(2020, 1, 1))

    assert (alone, "Changer de cluster" in menu(cast["team"])) == (False, True)


def test_the_menu_speaks_the_language_of_the_person(cast: dict[str, Person]) -> None:
    Person.objects.filter(pk=cast["team"].pk).update(language="nl")

    assert "Startpagina" in menu(cast["team"])
