"""The search of a desk: what is found, by whom, how it is shown, at what cost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.members.conftest import Joins
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster, Document
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Contact, Organisation
from grappe.apps.people.models import Person
from grappe.pages.desk.rooms import rooms
from grappe.pages.desk.search.page import PER_KIND, PER_PAGE

SEARCH = "/bureau/grappes/twist/recherche/"
QUICK = f"{SEARCH}liste/"


def titles(page: str) -> list[str]:
    """What is found, without its marks."""
    found = re.findall(r'<div class="reading"><a href="[^"]*">(.*?)</a>', page)
    return [re.sub("</?mark>", "", title) for title in found]


def kinds(page: str) -> set[str]:
    return set(re.findall(r'class="card hits" aria-labelledby="(\w+)"', page))


def asked(client: Client, words: str, **more: str) -> str:
    return client.get(SEARCH, {"q": words, **more}).content.decode()


def test_a_word_is_found_in_every_room_whatever_its_accents(team: Client, filled: Organisation) -> None:
    page = asked(team, "LUMIERES")

    assert kinds(page) == {sought.name for room in rooms() for sought in room.sought}
    assert "<mark>Lumière</mark>" in page
    assert filled.name in titles(page)


def test_the_page_of_a_search_is_called_so_in_each_language(
    team: Client, cast: dict[str, Person], filled: Organisation
) -> None:
    called = []
    for language in ("fr", "en", "nl", "de"):
        Person.objects.filter(pk=cast["team"].pk).update(language=language)
        called += re.findall(r"<h1[^>]*>([^<]+)</h1>", asked(team, filled.name))

    assert called == ["Chercher", "Search", "Zoeken", "Suchen"]


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("etalonnage", "<mark>Étalonnage</mark> et effets visuels"),
        ("kleurcorr", "<mark>Kleurcorrectie</mark>"),
        ("0406.798.006", "<mark>0406.798.006</mark>"),
        ("BE 0406798", "<mark>0406.798.006</mark>"),
        ("soudeur liege", "rue des <mark>Soudeurs</mark> 3 4000 <mark>Liège</mark>"),
    ],
)
def test_the_passage_that_holds_the_words_is_shown(
    team: Client, forge: Organisation, words: str, passage: str
) -> None:
    page = asked(team, words)

    assert titles(page) == [forge.name]
    assert passage in page


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("renouvellement", "recognitions"),
        ("minutes", "documents"),
        ("procès-verbal", "documents"),
        ("ax1", "axes"),
        ("gérante", "contacts"),
        ("nobody@example.org", "representatives"),
        ("ida forge", "representatives"),
        ("surtout", "applications"),
        ("candidate lumiere", "applications"),
        ("cabinet", "evaluations"),
        ("spectacle", "tasks"),
        ("responsable de l’équipe", "team"),
    ],
)
def test_a_thing_is_found_by_what_stands_beside_its_title(
    team: Client, filled: Organisation, words: str, kind: str
) -> None:
    assert filled.pk
    assert kind in kinds(asked(team, words))


def test_every_word_must_be_told(team: Client, filled: Organisation) -> None:
    assert titles(asked(team, "forge lumière")) != []
    assert titles(asked(team, "forge absente")) == []
    assert filled.pk


def test_a_person_is_found_among_those_of_an_organisation(
    team: Client, filled: Organisation, joins: Joins
) -> None:
    other = joins("Atelier")
    Contact.objects.create(organisation=other, first_name="Ada", last_name="Autre")

    assert titles(asked(team, "ada forge", sorte="contacts")) == ["Ada Lumière"]
    assert sorted(titles(asked(team, "ada", sorte="contacts"))) == ["Ada Autre", "Ada Lumière"]
    assert filled.pk


def test_those_whose_name_is_looked_for_come_first(team: Client, joins: Joins) -> None:
    joins("Atelier du son")
    joins("Zone son")
    joins("Son et lumière")
    first = enter(
        cluster=joins("Aube").cluster, name="Aaa", by="person:1", on=dt.date(2020, 1, 1), skills=["son"]
    )

    assert titles(asked(team, "son")) == ["Son et lumière", "Atelier du son", "Zone son", first.name]


def test_nothing_of_another_cluster_is_found(team: Client, other: Cluster) -> None:
    theirs = enter(cluster=other, name="Forge secrète", by="person:1", on=dt.date(2020, 1, 1))
    Contact.objects.create(organisation=theirs, last_name="Secrète")
    Document.objects.create(cluster=other, code="d01", title="Preuve secrète")

    assert titles(asked(team, "secrète")) == []
    assert "Rien ne correspond" in asked(team, "secrète")
    assert "secrète" not in team.get(QUICK, {"q": "secret"}).content.decode()


def test_an_evaluator_finds_what_an_evaluator_reads(cast: dict[str, Person], filled: Organisation) -> None:
    page = asked(signed_in(cast["evaluator"]), "lumière")

    assert filled.name in titles(page)
    assert kinds(page) == {
        sought.name for room in rooms() for sought in room.sought if sought.reads == "reads"
    }


@pytest.mark.parametrize("who", ["nobody", "director", "authority", "other_lead"])
def test_who_reads_no_desk_searches_none(who: str, cast: dict[str, Person], filled: Organisation) -> None:
    client = signed_in(cast[who])

    assert client.get(SEARCH, {"q": "lumière"}).status_code == 404
    assert client.get(QUICK, {"q": "lumière"}).status_code == 404
    assert filled.pk


def test_thirty_things_cost_no_more_statements_than_one(
    team: Client, filled: Organisation, joins: Joins
) -> None:
    def cost(address: str, **more: str) -> int:
        with CaptureQueriesContext(connection) as statements:
            assert "Forge" in team.get(address, {"q": "forge", **more}).content.decode()
        return len(statements)

    ways: list[tuple[str, dict[str, str]]] = [(SEARCH, {}), (QUICK, {}), (SEARCH, {"sorte": "organisations"})]
    Contact.objects.create(organisation=filled, last_name="Forge")
    team.get(SEARCH)
    before = [cost(address, **more) for address, more in ways]
    for number in range(30):
        one = joins(f"Forge {number}")
        Contact.objects.create(organisation=one, last_name=f"Forge {number}")

    assert [cost(address, **more) for address, more in ways] == before
    assert filled.pk


def test_a_kind_alone_is_read_page_after_page(team: Client, joins: Joins) -> None:
    for number in range(PER_PAGE + 2):
        joins(f"Forge {number:02d}")

    together = asked(team, "forge")
    alone = asked(team, "forge", sorte="organisations")
    last = asked(team, "forge", sorte="organisations", page="2")

    assert len(titles(together)) == PER_KIND
    assert f"Voir les {PER_PAGE + 2}" in together
    assert len(titles(alone)) == PER_PAGE
    assert titles(last) == ["Forge 30", "Forge 31"]


@pytest.mark.parametrize("page", ["", "0", "x", "-1", "²", "999999999999999999999999999999"])
def test_a_page_that_is_none_is_answered_all_the_same(team: Client, forge: Organisation, page: str) -> None:
    assert team.get(SEARCH, {"q": "forge", "sorte": "organisations", "page": page}).status_code == 200
    assert forge.pk


@pytest.mark.parametrize("words", ["", "  ", '"*', "'", "%", "_", "a\x00b", "OR", "NEAR(", "-", "x" * 5000])
def test_whatever_is_typed_is_answered(team: Client, forge: Organisation, words: str) -> None:
    assert team.get(SEARCH, {"q": words}).status_code == 200
    assert team.get(QUICK, {"q": words}).status_code == 200
    assert forge.pk


def test_the_short_list_is_a_piece_of_a_page_whose_words_are_escaped(team: Client, joins: Joins) -> None:
    joins("Forge <script>alert(1)</script>")

    piece = team.get(QUICK, {"q": "forge"}).content.decode()

    assert "<html" not in piece
    assert 'role="option"' in piece
    assert "<mark>Forge</mark> &lt;script&gt;" in piece
    assert team.get(QUICK, {"q": "f"}).content.decode().strip() == ""


def test_what_the_menu_of_wagtail_looks_for_comes_here(team: Client, forge: Organisation) -> None:
    team.get(SEARCH)

    answer = team.get("/bureau/recherche/", {"q": "forge"}, follow=True)

    assert titles(answer.content.decode()) == [forge.name]
