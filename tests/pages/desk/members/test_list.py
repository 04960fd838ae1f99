"""The list of members: what it shows to whom, at what cost, and what is done from it."""

from __future__ import annotations

import datetime as dt
import re

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.members.conftest import Joins
from tests.visitors import signed_in

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import MembershipAct, Organisation, SavedFilter
from grappe.apps.people.models import Person

LIST = "/bureau/grappes/twist/membres/"
TOGETHER = f"{LIST}ensemble/"


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def test_a_list_of_thirty_asks_the_database_no_more_than_a_list_of_one(team: Client, joins: Joins) -> None:
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as statements:
            page = team.get(LIST).content.decode()
        assert rows(page)
        return len(statements)

    joins("Membre 00")
    team.get(LIST)  # the session remembers the cluster from here on
    for_one = asked()
    for number in range(1, 33):
        joins(f"Membre {number:02d}")

    assert asked() == for_one
    assert rows(team.get(LIST, {"page": "2"}).content.decode()) == ["Membre 30", "Membre 31", "Membre 32"]


def test_the_list_shows_what_is_asked_and_counts_the_rest(
    team: Client, joins: Joins, forge: Organisation, twist: Cluster, other: Cluster
) -> None:
    joins("Atelier")
    enter(cluster=twist, name="Candidat", by="person:1", on=dt.date(2020, 1, 1))
    enter(cluster=other, name="Forge secrète", by="person:1", on=dt.date(2020, 1, 1))

    assert rows(team.get(LIST).content.decode()) == ["Atelier", "Forge Été"]
    assert rows(team.get(LIST, {"q": "forges"}).content.decode()) == [forge.name]
    never = team.get(LIST, {"etat": "never"}).content.decode()
    assert rows(never) == ["Candidat"]
    assert "1 organisation" in never
    hidden = {"q": "secrète", "etat": ["member", "never"]}
    assert rows(team.get(LIST, hidden).content.decode()) == []


def test_an_evaluator_reads_the_list_and_is_offered_nothing_to_change(
    cast: dict[str, Person], forge: Organisation
) -> None:
    evaluator = signed_in(cast["evaluator"])

    page = evaluator.get(LIST).content.decode()

    assert rows(page) == [forge.name]
    assert "checkbox" not in page
    assert evaluator.get(f"{LIST}ajouter/").status_code == 404


def test_a_list_is_kept_under_a_name_and_shared_with_the_team(
    team: Client, cast: dict[str, Person], forge: Organisation
) -> None:
    lead = signed_in(cast["lead"])
    told = {"name": "À compléter", "question": "manque=contact"}

    team.post(f"{LIST}filtres/", told)
    assert "À compléter" in team.get(LIST).content.decode()
    assert "À compléter" not in lead.get(LIST).content.decode()

    team.post(f"{LIST}filtres/", {**told, "shared": "on"})
    page = lead.get(LIST).content.decode()
    kept = SavedFilter.objects.get()
    assert f'{LIST}?manque=contact"' in page
    assert lead.post(f"{LIST}filtres/{kept.pk}/oublier/").status_code == 404
    for address in ("filtres/", f"filtres/{kept.pk}/oublier/", "ensemble/"):
        assert team.get(f"{LIST}{address}")["Location"] == LIST
        assert "Rien n’a été changé" in team.get(LIST).content.decode()
    team.post(f"{LIST}filtres/{kept.pk}/oublier/")
    assert not SavedFilter.objects.exists()
    assert rows(page) == [forge.name]


def test_a_kept_list_asks_only_what_a_list_can_ask(team: Client) -> None:
    answer = team.post(f"{LIST}filtres/", {"name": "Ailleurs", "question": "q=a&suite=//mal.example/"})

    assert answer["Location"] == f"{LIST}?q=a"
    assert SavedFilter.objects.get().question == "q=a"


def test_an_act_for_several_is_seen_before_it_is_done_and_done_once(
    team: Client, joins: Joins, adherent: Category, twist: Cluster
) -> None:
    both = [joins("Atelier"), joins("Bureau")]
    never = enter(cluster=twist, name="Candidat", by="person:1", on=dt.date(2020, 1, 1))
    chosen = {"what": "category", "question": "", "member": [one.code for one in (*both, never)]}
    told = {**chosen, "category": "adherent", "on": "2024-01-01", "token": "t"}

    assert team.post(TOGETHER, chosen).status_code == 200
    seen = team.post(TOGETHER, {**told, "step": "see"}).content.decode()
    assert seen.count('<span class="tag well">Membre adhérent</span>') == 2
    assert "n’est pas membre le 1er janvier 2024" in seen
    assert MembershipAct.objects.filter(kind="category_changed").count() == 0

    for _ in range(2):
        team.post(TOGETHER, {**told, "step": "do"})

    assert MembershipAct.objects.filter(kind="category_changed", category=adherent).count() == 2


def test_an_act_for_several_without_a_day_is_refused_and_keeps_what_was_typed(
    team: Client, forge: Organisation
) -> None:
    told = {
        "what": "end",
        "member": [forge.code],
        "kind": "resigned",
        "on": "",
        "reason": "Ensemble",
        "step": "do",
    }

    answer = team.post(TOGETHER, told)

    assert answer.status_code == 200
    assert ">\nEnsemble</textarea>" in answer.content.decode()


def test_members_of_another_cluster_are_never_among_the_chosen(team: Client, other: Cluster) -> None:
    theirs = enter(cluster=other, name="Forge secrète", by="person:1", on=dt.date(2020, 1, 1), code="z99")

    answer = team.post(TOGETHER, {"what": "end", "member": [theirs.code]}, follow=True)

    assert "Aucun membre n’est choisi" in answer.content.decode()
    assert "secrète" not in answer.content.decode()


def test_what_is_found_or_chosen_is_taken_away_as_a_file(team: Client, joins: Joins) -> None:
    joins("Atelier")
    joins("Bureau")
    chosen = joins("=Chantier()")

    found = team.get(f"{LIST}liste.csv", {"q": "atelier"})
    some = team.post(f"{LIST}liste.csv", {"member": [chosen.code], "question": ""})

    assert found["Content-Disposition"].startswith('attachment; filename="membres-twist-')
    assert [name in found.content.decode() for name in ("Atelier", "Bureau")] == [True, False]
    assert "'=Chantier()" in some.content.decode()
    assert "Bureau" not in some.content.decode()
    assert team.get(f"{LIST}liste.xlsx").content.startswith(b"PK")
    assert team.get(f"{LIST}liste.exe").status_code == 404


def test_the_first_page_says_how_many_members_and_how_many_profiles_want_something(
    team: Client, joins: Joins
) -> None:
    joins("Atelier")
    joins("Bureau")

    page = team.get("/bureau/grappes/twist/").content.decode()

    assert f'<dt>Membres effectifs</dt><dd><a href="{LIST}?categorie=effective">2</a></dd>' in page
    first = r'<a href="([^"]*)">2 fiches incomplètes\s: commencez par «\s([^<]+)\s» \(2\)</a>'
    ((address, lack),) = re.findall(first, page)
    assert lack == "Numéro d’entreprise"
    assert address == f"{LIST}?manque=identity"
    assert rows(team.get(address).content.decode()) == ["Atelier", "Bureau"]


def test_the_days_of_the_list_are_read_as_people_say_them(team: Client, joins: Joins) -> None:
    joins("Atelier")

    assert '<time datetime="2020-01-01">1er janvier 2020</time>' in team.get(LIST).content.decode()
