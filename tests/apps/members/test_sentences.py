"""What changed of a member is read in the journal as people say it, in each language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import describe, enter
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation, Site

BY = "person:1"
DAY = dt.date(2026, 3, 1)


def changes(line: ReadLine) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in line.changes]


def last(one: Organisation, language: Language = "fr") -> ReadLine:
    return read_lines(entries_of(f"organisation:{one.pk}"), language)[-1]


def consultative(cluster: Cluster, called: str) -> Category:
    return cluster.categories.create(
        code="voix-consultative",
        name=called,
        base="adherent",
        votes=False,
        may_be_director=False,
        in_region=False,
    )


def test_who_sees_a_field_is_told_by_the_names_of_the_field_and_of_the_circle(forge: Organisation) -> None:
    describe(organisation=forge, by=BY, on=DAY, visibility={"does": "members", "phone": "public"})
    describe(organisation=forge, by=BY, on=DAY, visibility={"does": "hidden", "phone": "public"})

    assert changes(last(forge)) == [
        (
            "Visible pour",
            "Ce que fait l’organisation : les membres",
            "Ce que fait l’organisation : l’équipe, et qui évalue le cluster",
        )
    ]
    assert changes(last(forge, "en")) == [
        (
            "Visible to",
            "What the organisation does: the members",
            "What the organisation does: the team, and whoever evaluates the cluster",
        )
    ]


def test_what_an_organisation_does_is_told_with_the_language_that_it_is_written_in(
    forge: Organisation,
) -> None:
    describe(organisation=forge, by=BY, on=DAY, does={"fr": "Effets visuels", "nl": "Effecten"})

    assert changes(last(forge)) == [
        ("Ce que fait l’organisation", "–", "en français : Effets visuels ; en néerlandais : Effecten")
    ]


def test_a_country_and_a_circle_are_told_by_their_names(forge: Organisation) -> None:
    keep_part(part=Site(organisation=forge), told={"place": "Lille", "country": "FR"}, by=BY, on=DAY)
    keep_part(
        part=Contact(organisation=forge),
        told={"last_name": "Dupont", "visibility": "hidden"},
        by=BY,
        on=DAY,
    )

    lines = read_lines(Entry.objects.select_related("told").order_by("number"), "fr")
    told = [change for line in lines for change in changes(line)]
    assert ("Pays", "–", "France") in told
    assert ("Visible pour", "–", "l’équipe, et qui évalue le cluster") in told


def test_a_category_is_told_by_the_name_that_the_cluster_of_the_member_gives_it(
    forge: Organisation, twist: Cluster, other: Cluster
) -> None:
    source = enter(cluster=other, name="Source", by=BY, on=DAY)
    for one, cluster, name in (
        (forge, twist, "Adhérent, voix consultative"),
        (source, other, "Sans vote"),
    ):
        category = consultative(cluster, name)
        admit(organisation=one, category=category, kind="enterprise", founding=False, by=BY, on=DAY)

    assert ("Catégorie", "–", "Adhérent, voix consultative") in changes(last(forge))
    assert ("Catégorie", "–", "Sans vote") in changes(last(source))


@pytest.mark.parametrize("many", [1, 30])
def test_the_categories_of_thirty_lines_are_named_in_as_many_questions_as_those_of_one(
    twist: Cluster, many: int
) -> None:
    category = consultative(twist, "Voix consultative")
    for number in range(many):
        one = enter(cluster=twist, name=f"Forge {number}", by=BY, on=DAY)
        admit(organisation=one, category=category, kind="enterprise", founding=False, by=BY, on=DAY)
    entries = Entry.objects.select_related("told").filter(act="member.admitted")

    with CaptureQueriesContext(connection) as asked:
        lines = read_lines(entries, "fr")

    assert [change for line in lines for change in changes(line) if change[0] == "Catégorie"] == [
        ("Catégorie", "–", "Voix consultative")
    ] * many
    assert len(asked) == 4
