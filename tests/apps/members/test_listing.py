"""The organisations of a cluster: which a question finds, what each is on a day, how many of each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit, change_category, end_membership
from grappe.apps.members.acts.organisations import describe, enter
from grappe.apps.members.models import Activity, Contact, MembershipAct, Organisation, Site
from grappe.apps.members.queries.found import found
from grappe.apps.members.queries.listing import PER_PAGE, page, tally
from grappe.apps.members.rules.wanted import STATES, Wanted

BY = "person:1"
TODAY = dt.date(2026, 11, 26)
EVERYBODY = Wanted(states=STATES)


@pytest.fixture
def five(twist: Cluster, effective: Category, adherent: Category) -> dict[str, Organisation]:
    """A member of each category, one of which changed; one that is gone, one to come, one that only asks."""
    made = {
        name: enter(cluster=twist, name=name, by=BY, on=dt.date(2010, 1, 1))
        for name in ("Atelier Méandre", "Forge Été", "Œil vif", "Bois d’Hier", "Demain")
    }
    for name, category, kind, on in [
        ("Atelier Méandre", effective, "enterprise", dt.date(2010, 1, 1)),
        ("Forge Été", adherent, "research", dt.date(2012, 5, 1)),
        ("Œil vif", adherent, "enterprise", dt.date(2011, 1, 1)),
        ("Bois d’Hier", effective, "enterprise", dt.date(2009, 1, 1)),
        ("Demain", effective, "enterprise", dt.date(2027, 1, 1)),
    ]:
        if name != "Œil vif":
            admit(organisation=made[name], category=category, kind=kind, by=BY, on=on)
    admit(organisation=made["Œil vif"], category=effective, kind="enterprise", by=BY, on=dt.date(2011, 1, 1))
    change_category(
        organisation=made["Œil vif"], category=adherent, kind="education", by=BY, on=dt.date(2020, 1, 1)
    )
    end_membership(
        organisation=made["Bois d’Hier"],
        kind=MembershipAct.Kind.RESIGNED,
        by=BY,
        on=dt.date(2015, 1, 1),
    )
    made["Candidat"] = enter(cluster=twist, name="Candidat", by=BY, on=TODAY)
    return made


def names(cluster: Cluster, wanted: Wanted, day: dt.date = TODAY) -> list[str]:
    return [line.organisation.name for line in page(cluster, wanted, day=day)]


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        (Wanted(), ["Atelier Méandre", "Forge Été", "Œil vif"]),
        (Wanted(states=("gone",)), ["Bois d’Hier"]),
        (Wanted(states=("coming",)), ["Demain"]),
        (Wanted(states=("never",)), ["Candidat"]),
        (EVERYBODY, ["Atelier Méandre", "Bois d’Hier", "Candidat", "Demain", "Forge Été", "Œil vif"]),
        (Wanted(categories=("effective",)), ["Atelier Méandre"]),
        (Wanted(categories=("effective",), states=STATES), ["Atelier Méandre", "Bois d’Hier"]),
        (Wanted(kinds=("education", "research")), ["Forge Été", "Œil vif"]),
        (Wanted(joined_from=dt.date(2011, 1, 1), joined_to=dt.date(2011, 12, 31)), ["Œil vif"]),
        (Wanted(order="joined"), ["Atelier Méandre", "Œil vif", "Forge Été"]),
        (Wanted(order="joined_last"), ["Forge Été", "Œil vif", "Atelier Méandre"]),
    ],
)
@pytest.mark.usefixtures("five")
def test_a_question_finds_what_it_says(twist: Cluster, wanted: Wanted, who: list[str]) -> None:
    assert names(twist, wanted) == who


@pytest.mark.usefixtures("five")
def test_another_day_finds_what_was_on_that_day(twist: Cluster) -> None:
    assert names(twist, Wanted(categories=("effective",)), dt.date(2013, 1, 1)) == [
        "Atelier Méandre",
        "Bois d’Hier",
        "Œil vif",
    ]


def test_each_line_says_what_it_is_and_by_which_act(twist: Cluster, five: dict[str, Organisation]) -> None:
    lines = {line.organisation.name: line.standing for line in page(twist, EVERYBODY, day=TODAY)}

    assert {name: (told.state, told.span and told.span.act.kind) for name, told in lines.items()} == {
        "Atelier Méandre": ("member", "admitted"),
        "Bois d’Hier": ("gone", "admitted"),
        "Candidat": ("never", None),
        "Demain": ("coming", "admitted"),
        "Forge Été": ("member", "admitted"),
        "Œil vif": ("member", "category_changed"),
    }
    assert {line.organisation.pk for line in page(twist, EVERYBODY, day=TODAY)} == {
        one.pk for one in five.values()
    }


@pytest.mark.parametrize(
    "question",
    [
        "meandre",
        "MÉANDRE",
        "captation mouvement",
        "motion capture",
        "étalonnages",
        "0406.798.006",
        "0406798006",
        "4020",
        "postproduction",
        "delphine",
        "dupon gérante",
        "m01",
        "delphine captation",
    ],
)
def test_an_organisation_is_found_by_its_words_and_those_of_its_people(
    twist: Cluster, five: dict[str, Organisation], question: str
) -> None:
    atelier = five["Atelier Méandre"]
    Activity.objects.create(organisation=atelier, nace="59.120", nace_version=2008, main=True)
    Contact.objects.create(
        organisation=atelier, first_name="Delphine", last_name="Dupont", function="Gérante"
    )
    declare(
        organisation=atelier,
        by=BY,
        on=dt.date(2010, 1, 1),
        legal_name="Méandre SRL",
        enterprise_number="0406798006",
        postal_code="4020",
    )
    describe(
        organisation=atelier,
        by=BY,
        on=TODAY,
        does={"fr": "Captation de mouvement", "en": "Motion capture"},
        skills=["Étalonnage"],
    )

    assert names(twist, replace(EVERYBODY, words=question)) == ["Atelier Méandre"]


@pytest.mark.usefixtures("five")
def test_words_that_are_no_longer_said_no_longer_find(twist: Cluster, forge: Organisation) -> None:
    describe(organisation=forge, by=BY, on=TODAY, does={"fr": "Ferronnerie"})
    assert names(twist, replace(EVERYBODY, words="ferronnerie")) == ["Forge Été"]

    describe(organisation=forge, by=BY, on=TODAY, does={"fr": "Menuiserie"})

    assert names(twist, replace(EVERYBODY, words="ferronnerie")) == []


def test_nothing_of_another_cluster_is_found(
    twist: Cluster, other: Cluster, five: dict[str, Organisation]
) -> None:
    theirs = enter(cluster=other, name="Forge secrète", by=BY, on=TODAY)
    Contact.objects.create(organisation=theirs, last_name="Forgeron")

    assert names(twist, replace(EVERYBODY, words="forge")) == ["Forge Été"]
    assert names(other, replace(EVERYBODY, words="forge")) == ["Forge secrète"]
    assert tally(other, EVERYBODY, day=TODAY).total == 1
    assert len(five) == tally(twist, EVERYBODY, day=TODAY).total


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE x", "a* OR b", "NEAR(", "%", "\\", "\x00", "’", "-é-"])
@pytest.mark.usefixtures("five")
def test_whatever_is_typed_is_taken_as_words(twist: Cluster, text: str) -> None:
    assert set(names(twist, replace(EVERYBODY, words=text))) <= {
        "Œil vif",
        "Forge Été",
        "Atelier Méandre",
        *names(twist, EVERYBODY),
    }


def test_a_profile_lacks_what_it_lacks(twist: Cluster, five: dict[str, Organisation]) -> None:
    whole = five["Atelier Méandre"]
    Activity.objects.create(organisation=whole, nace="59.120", nace_version=2008)
    Site.objects.create(organisation=whole, postal_code="4020")
    Contact.objects.create(organisation=whole, last_name="Dupont")
    declare(organisation=whole, by=BY, on=dt.date(2010, 1, 1), legal_name="M", enterprise_number="0406798006")
    describe(organisation=whole, by=BY, on=TODAY, does={"fr": "Captation"})
    Site.objects.create(organisation=five["Forge Été"], postal_code="1000")

    lacks = {line.organisation.name: line.lacks for line in page(twist, Wanted(), day=TODAY)}

    assert lacks == {
        "Atelier Méandre": (),
        "Forge Été": ("identity", "activity", "contact", "words"),
        "Œil vif": ("identity", "activity", "site", "contact", "words"),
    }
    assert names(twist, Wanted(lacks=("site",))) == ["Œil vif"]
    assert names(twist, Wanted(provinces=("BE10",))) == ["Forge Été"]


FACETS = [
    EVERYBODY,
    Wanted(),
    Wanted(words="e"),
    Wanted(categories=("adherent",)),
    Wanted(kinds=("enterprise",), states=("member", "gone")),
    Wanted(provinces=("BE33", "other")),
    Wanted(lacks=("words",), joined_from=dt.date(2011, 1, 1)),
]


@pytest.mark.parametrize("wanted", FACETS)
def test_what_a_facet_counts_is_what_its_value_finds(
    twist: Cluster, five: dict[str, Organisation], wanted: Wanted
) -> None:
    for name, code, country in [
        ("Forge Été", "4000", "BE"),
        ("Forge Été", "4020", "BE"),
        ("Œil vif", "75011", "FR"),
    ]:
        Site.objects.create(organisation=five[name], postal_code=code, country=country)
    describe(organisation=five["Forge Été"], by=BY, on=TODAY, does={"fr": "Ferronnerie"})

    counted = tally(twist, wanted, day=TODAY)

    assert counted.total == len(page(twist, wanted, day=TODAY))
    for facet, counts in counted.facets.items():
        for value, count in counts.items():
            alone = replace(wanted, **{facet: (value,)})
            assert (facet, value, found(twist, alone, day=TODAY).count()) == (facet, value, count)


def test_counts_are_those_of_the_last_act(twist: Cluster, five: dict[str, Organisation]) -> None:
    before = tally(twist, Wanted(), day=TODAY).total

    end_membership(organisation=five["Forge Été"], kind=MembershipAct.Kind.RESIGNED, by=BY, on=TODAY)

    assert (before, tally(twist, Wanted(), day=TODAY).total) == (3, 2)


def test_a_page_of_thirty_asks_the_database_no_more_than_a_page_of_one(
    twist: Cluster, effective: Category, enters: Callable[[str], Organisation]
) -> None:
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as statements:
            shown = page(twist, Wanted(), day=TODAY)
            tally(twist, Wanted(), day=TODAY)
        assert [line.standing.span.category.name for line in shown if line.standing.span]
        return len(statements)

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            one = enters(f"Membre {number:02d}")
            admit(organisation=one, category=effective, kind="enterprise", by=BY, on=dt.date(2020, 1, 1))
            Site.objects.create(organisation=one, postal_code="4000")

    grow(0, 1)
    for_one = asked()
    grow(1, PER_PAGE + 3)

    assert (asked(), len(page(twist, Wanted(), day=TODAY))) == (for_one, PER_PAGE)
    assert [line.organisation.name for line in page(twist, Wanted(), day=TODAY, number=2)] == [
        "Membre 30",
        "Membre 31",
        "Membre 32",
    ]
