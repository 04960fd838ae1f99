"""« Les membres »: what each shows the others, and by what they are found."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.addresses import routes
from tests.pages.space.conftest import BY, JOINED, Joins, Speaks
from tests.pages.test_nothing_leaks import filled
from tests.visitors import signed_in, visitor

from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.people.models import Person

MEMBERS = "/twist/espace/membres/"
SECRET, KEPT = "mirabelle", "quetsche"
"""What a member hides from the others, and what it shows members alone."""
ASKED = "mirab"
"""What is looked for: an answer that repeats it says nothing."""


def read(person: Person | None, address: str) -> str:
    client = visitor() if person is None else signed_in(person)
    return unescape(client.get(address, follow=True).content.decode())


@pytest.fixture
def discreet(joins: Joins) -> Organisation:
    """A member with a secret in each field that it hides, and a word for members in each of the others."""
    hidden = ("references", "certifications", "email", "sites", "enterprise_number")
    one = joins(
        "Discrète",
        does={"fr": KEPT},
        skills=[KEPT],
        references=[SECRET],
        certifications=[SECRET],
        website=f"https://{KEPT}.example.org/",
        email=f"{SECRET}@example.org",
        phone=KEPT,
        visibility={
            **dict.fromkeys(hidden, "hidden"),
            "website": "members",
            "does": "members",
            "skills": "members",
        },
    )
    declare(
        organisation=one,
        by=BY,
        on=JOINED,
        legal_name=SECRET,
        street=SECRET,
        enterprise_number=SECRET,
        country="FR",
        reason=SECRET,
    )
    keep_part(part=Site(organisation=one), told={"street": SECRET, "place": SECRET}, by=BY, on=JOINED)
    for word, seen in ((SECRET, "hidden"), (KEPT, "members")):
        told = {"last_name": word, "function": word, "email": f"{word}@example.org", "phone": word}
        keep_part(part=Contact(organisation=one), told={**told, "visibility": seen}, by=BY, on=JOINED)
    return one


def everywhere(ids: dict[str, object]) -> list[str]:
    """Each address of the space, about a member."""
    return [
        filled(pattern, {**ids, "cluster": "twist"})
        for _, pattern in routes()
        if pattern.startswith("<slug:cluster>/espace/")
    ]


def test_no_page_says_to_anybody_what_a_member_hides_from_the_others(
    discreet: Organisation, editor: Person, neighbour: Person, cast: dict[str, Person], speaks: Speaks
) -> None:
    ids: dict[str, object] = {
        "code": discreet.code,
        "site": discreet.sites.get().pk,
        "contact": discreet.contacts.get(last_name=SECRET).pk,
    }
    own = speaks("Eva", "editor", discreet)
    others: list[Person | None] = [
        editor,
        neighbour,
        cast["director"],
        cast["nobody"],
        cast["authority"],
        None,
    ]

    for address in everywhere(ids):
        for person in others:
            for asked in ("", f"?q={ASKED}"):
                assert SECRET not in read(person, address + asked), (address, asked, person)

    assert SECRET in read(own, f"/twist/espace/fiches/{discreet.code}/")
    assert SECRET not in read(own, f"{MEMBERS}{discreet.code}/")


def test_what_is_for_members_is_shown_to_them_and_to_the_board_and_to_nobody_else(
    discreet: Organisation, neighbour: Person, cast: dict[str, Person]
) -> None:
    card = f"{MEMBERS}{discreet.code}/"

    told = {
        name: read(person, card).count(KEPT)
        for name, person in {**cast, "neighbour": neighbour, "visitor": None}.items()
    }

    seen = told["neighbour"]
    assert seen >= 8
    assert told == {
        name: seen if name in {"neighbour", "director", "team", "lead", "evaluator", "administrator"} else 0
        for name in told
    }
    assert 'src="/fichiers/' not in read(neighbour, card)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quetsche", ["Discrète"]),
        ("QUETSCH discret", ["Discrète"]),
        ("mirabelle", []),
        ("mirab", []),
        ("discrète", ["Discrète"]),
        ("forge", ["Forge Été"]),
        ("ete", ["Forge Été"]),
        ("", ["Atelier Méandre", "Discrète", "Forge Été"]),
    ],
)
def test_members_are_found_by_what_they_show_the_others(
    discreet: Organisation, forge: Organisation, neighbour: Person, words: str, found: list[str]
) -> None:
    page = read(neighbour, f"{MEMBERS}?q={words}")

    assert [
        one.name for one in (Organisation.objects.order_by("sort_name")) if f">{one.name}</a>" in page
    ] == found
    assert (
        f"Aucun membre ne dit « {words} »" in page.replace("\u202f", " ").replace("\xa0", " ")
    ) is not bool(found)
    assert discreet.pk != forge.pk


def test_a_card_tells_what_a_member_is_and_does_in_the_readers_language_first(
    joins: Joins, neighbour: Person
) -> None:
    one = joins(
        "Tour", does={"fr": "Des tours", "nl": "Torens"}, phone="04 222 33 44", visibility={"fte": "members"}
    )
    keep_part(part=Site(organisation=one), told={"postal_code": "4000", "fte": 4}, by=BY, on=JOINED)
    Person.objects.filter(pk=neighbour.pk).update(language="nl")

    dutch = read(Person.objects.get(pk=neighbour.pk), f"{MEMBERS}{one.code}/")
    Person.objects.filter(pk=neighbour.pk).update(language="fr")
    french = read(Person.objects.get(pk=neighbour.pk), f"{MEMBERS}{one.code}/")

    assert dutch.index("Torens") < dutch.index("Des tours")
    assert french.index("Des tours") < french.index("Torens")
    assert "membre depuis le 1er janvier 2020" in french
    assert "4000 Liège · 4 équivalents temps plein" in french
    assert 'href="tel:042223344"' in french


def test_ones_own_card_says_that_it_is_ones_own(
    neighbour: Person, atelier: Organisation, forge: Organisation
) -> None:
    own, other = read(neighbour, f"{MEMBERS}{atelier.code}/"), read(neighbour, f"{MEMBERS}{forge.code}/")

    assert ("C’est votre carte" in own, "C’est votre carte" in other) == (True, False)
    assert read(neighbour, MEMBERS).count('<span class="tag">vous</span>') == 1


def test_the_list_goes_on_by_pages_and_asks_the_same_for_one_member_as_for_thirty(
    joins: Joins, neighbour: Person
) -> None:
    client = signed_in(neighbour)

    def asked(question: str = "") -> int:
        with CaptureQueriesContext(connection) as statements:
            client.get(MEMBERS + question)
        return len(statements)

    asked()
    before = asked(), asked("?q=atelier")
    for number in range(30):
        joins(f"Atelier {number:02d}", does={"fr": "Des choses"})
    asked()

    assert (asked(), asked("?q=atelier")) == before
    first, second = read(neighbour, MEMBERS), read(neighbour, f"{MEMBERS}?page=2")
    assert ("31 membres aujourd’hui" in first, f'href="{MEMBERS}?page=2"' in first) == (True, True)
    assert (f'href="{MEMBERS}"' in second, 'rel="next"' in second) == (True, False)
    assert second.count('<li class="card">') == 1
    for odd in ("0", "-1", "x", "99999999999", "²"):
        assert read(neighbour, f"{MEMBERS}?page={odd}").count('<li class="card">') == 30, odd


def test_a_cluster_without_members_says_what_will_be_there(cast: dict[str, Person]) -> None:
    assert "Le cluster n’a pas encore de membre" in read(cast["director"], MEMBERS)
