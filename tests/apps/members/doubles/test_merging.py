"""Two fiches of one organisation become one, and nothing that was recorded is lost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.identity import appoint, declare
from grappe.apps.members.acts.membership import IsAnother, OfAnotherCluster, admit, pass_on
from grappe.apps.members.acts.organisations import describe, enter
from grappe.apps.members.doubles.acts.apart import keep_apart
from grappe.apps.members.doubles.acts.merging import HandedOver, MergedAlready, OneAlone, merge
from grappe.apps.members.doubles.models import Merge
from grappe.apps.members.doubles.queries.doubles import doubles
from grappe.apps.members.importing.queries.known import known_organisations
from grappe.apps.members.models import (
    Activity,
    Contact,
    MembershipAct,
    Organisation,
    RepresentationAct,
    RepresentationSpan,
    Site,
)
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.apps.people.models import Person

BY, DAY = "person:1", dt.date(2026, 3, 1)
SINCE = dt.date(2015, 1, 1)


@pytest.fixture
def double(enters: Callable[[str], Organisation], adherent: Category) -> Organisation:
    """Written down a second time: an adherent member, with what the first one lacks."""
    made = enters("Forge Ete SA")
    admit(
        organisation=made, category=adherent, kind="enterprise", by=BY, on=dt.date(2012, 5, 1), founding=True
    )
    declare(
        organisation=made,
        by=BY,
        on=dt.date(2012, 5, 1),
        legal_name="Forge Été SA",
        enterprise_number="0400000185",
        postal_code="4020",
        country="BE",
    )
    describe(organisation=made, by=BY, on=SINCE, phone="04 999", website="https://forge.be")
    Site.objects.create(organisation=made, postal_code="4000")
    Site.objects.create(organisation=made, postal_code="4800")
    Contact.objects.create(organisation=made, first_name="Max", last_name="Sax")
    Activity.objects.create(organisation=made, nace="25.62", nace_version=2008, main=True)
    return made


@pytest.fixture
def first(forge: Organisation, effective: Category) -> Organisation:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=SINCE)
    declare(organisation=forge, by=BY, on=SINCE, legal_name="Forge Été SA", postal_code="4000", country="BE")
    describe(organisation=forge, by=BY, on=SINCE, phone="04 111")
    Site.objects.create(organisation=forge, postal_code="4000")
    Activity.objects.create(organisation=forge, nace="25.50", nace_version=2008, main=True)
    return forge


def test_doubles_are_found_with_what_tells_them_until_somebody_says_that_they_are_two(
    twist: Cluster, first: Organisation, double: Organisation, other: Cluster
) -> None:
    enter(cluster=other, name="Forge Été", by=BY, on=DAY)

    (found_pair,) = doubles(twist, DAY)
    assert [reason.name for reason in found_pair.pair.why] == ["NAME"]
    assert (found_pair.first.pk, found_pair.second.pk) == (first.pk, double.pk)

    keep_apart(one=double, other=first, by=BY, on=DAY)
    assert doubles(twist, DAY) == []


def test_a_double_is_never_admitted_again(
    first: Organisation, double: Organisation, effective: Category
) -> None:
    merge(winner=first, loser=double, by=BY, on=DAY)

    with pytest.raises(IsAnother) as refused:
        admit(organisation=double, category=effective, kind="enterprise", by=BY, on=DAY)

    (said,) = refused.value.sentences()
    assert said == (
        f"« {double.name} » a été réunie avec « {first.name} » ({first.code}) : c’est cette fiche-là qui reste. "
        "Agissez sur elle."
    )


def test_the_winner_has_all_of_it_and_the_loser_says_which_one_it_was(
    twist: Cluster, first: Organisation, double: Organisation
) -> None:
    done = merge(winner=first, loser=double, by=BY, on=DAY)

    (line,) = register(twist, day=DAY)
    assert (line.organisation, line.joined_on, line.base) == (first.pk, SINCE, "effective")
    assert (line.enterprise_number, line.address) == ("0400000185", "4000")
    first.refresh_from_db()
    assert (first.phone, first.website) == ("04 111", "https://forge.be")
    assert list(first.sites.values_list("postal_code", flat=True)) == ["4000", "4800"]
    assert [str(contact) for contact in first.contacts.all()] == ["Max Sax"]
    assert sorted(first.activities.values_list("nace", "main")) == [("25.50", True), ("25.62", False)]
    assert [len(numbers) for numbers in done.moved.values()] == [1, 1, 1]
    annulled = double.membership_acts.get(kind="annulled")
    assert annulled.reason == f"Doublon de {first.code} Forge Été"
    assert double.membership_acts.get(kind="admitted").founding
    assert first_strange() is None


def test_each_field_is_taken_from_the_one_that_was_chosen(
    twist: Cluster, first: Organisation, double: Organisation
) -> None:
    merge(
        winner=first,
        loser=double,
        by=BY,
        on=DAY,
        chosen={"membership": "loser", "phone": "loser", "website": "winner", "postal_code": "loser"},
    )

    first.refresh_from_db()
    (line,) = register(twist, day=DAY)
    assert (line.organisation, line.joined_on, line.base, line.founding) == (
        first.pk,
        dt.date(2012, 5, 1),
        "adherent",
        True,
    )
    assert (line.address, first.phone, first.website) == ("4020", "04 999", "")
    assert first_strange() is None


def test_what_the_register_said_before_is_still_asked(
    twist: Cluster, first: Organisation, double: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: dt.datetime(2031, 1, 1, 9, tzinfo=dt.UTC))

    merge(winner=first, loser=double, by=BY, on=DAY)

    assert len(register(twist, day=DAY, known=dt.date(2030, 12, 31))) == 2
    assert len(register(twist, day=DAY, known=dt.date(2031, 1, 1))) == 1


def test_who_spoke_for_the_loser_speaks_for_the_winner_and_one_votes(
    first: Organisation, double: Organisation
) -> None:
    people = [Person.objects.create_user(f"{name}@example.org") for name in ("ada", "max")]
    voter = RepresentationAct.Part.VOTER
    for organisation, person in zip((first, double), people, strict=True):
        appoint(organisation=organisation, person=person, part=voter, by=BY, on=SINCE)

    merge(winner=first, loser=double, by=BY, on=DAY)

    now = RepresentationSpan.objects.filter(known_until__isnull=True)
    assert sorted(now.values_list("organisation", "person", "part")) == [
        (first.pk, people[0].pk, "voter"),
        (first.pk, people[1].pk, "editor"),
    ]


def test_the_journal_tells_it_of_both(first: Organisation, double: Organisation) -> None:
    merge(winner=first, loser=double, by=BY, on=DAY)

    told = entries_of(f"organisation:{first.pk}").get(act="organisation.merged")
    assert json.loads(told.told.after)["double"] == double.pk
    assert entries_of(f"organisation:{double.pk}").filter(act="organisation.merged_into").count() == 1


def test_a_loser_is_neither_a_double_nor_known_any_more(
    twist: Cluster, first: Organisation, double: Organisation
) -> None:
    merge(winner=first, loser=double, by=BY, on=DAY)

    assert doubles(twist, DAY) == []
    assert [one.pk for one in known_organisations(twist, DAY)] == [first.pk]


def test_what_cannot_be_one_is_refused_and_nothing_is_written(
    first: Organisation, double: Organisation, enters: Callable[[str], Organisation]
) -> None:
    elsewhere = enter(
        cluster=found(slug="bois", name="Bois", by=BY, on=SINCE), name="Forge Été", by=BY, on=SINCE
    )
    successor, third = enters("Forge Neuve"), enters("Forge")
    pass_on(organisation=first, successor=successor, kind=MembershipAct.Kind.TRANSFERRED, by=BY, on=DAY)
    merge(winner=third, loser=double, by=BY, on=DAY)
    acts = MembershipAct.objects.count()

    tried: list[tuple[Organisation, Organisation, type[RegisterRefusal]]] = [
        (first, first, OneAlone),
        (first, elsewhere, OfAnotherCluster),
        (first, double, MergedAlready),
        (first, successor, HandedOver),
    ]
    for winner, loser, refusal in tried:
        with pytest.raises(refusal):
            merge(winner=winner, loser=loser, by=BY, on=DAY)

    assert (Merge.objects.count(), MembershipAct.objects.count()) == (1, acts)
