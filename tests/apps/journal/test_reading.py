"""A line of the journal is read as a sentence, with what changed and why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value
from grappe.apps.journal.erasure import forget
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def anne(installation: Installation) -> Person:  # noqa: ARG001 - its database
    return Person.objects.create_user("anne@exemple.be", first_name="Anne", last_name="Dupont")


@pytest.fixture
def twist(anne: Person) -> Cluster:
    return found(slug="twist", name="Cluster TWIST", by=anne.named, on=DAY)


def read(language: Language = "fr") -> list[ReadLine]:
    return read_lines(Entry.objects.select_related("told").order_by("number"), language)


def test_a_line_says_who_did_what_to_what(anne: Person, twist: Cluster) -> None:
    grant(person=anne, kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:import", on=DAY)

    founded, granted = read()

    assert founded.sentence == "Anne Dupont a créé le cluster « Cluster TWIST »."
    assert granted.sentence == "L’import d’un dossier a donné un rôle à Anne Dupont : responsable d’équipe."
    assert (granted.number, granted.on, granted.act, granted.who) == (
        2,
        DAY,
        "role.granted",
        "L’import d’un dossier",
    )
    assert [(change.label, change.before, change.after) for change in granted.changes] == [
        ("Personne", "–", "Anne Dupont"),
        ("Cluster", "–", "Cluster TWIST"),
        ("Rôle", "–", "responsable d’équipe"),
        ("Depuis", "–", "1er mars 2026"),
    ]


def test_a_line_says_what_was_before_and_after(anne: Person, twist: Cluster) -> None:
    change_identity(twist, name="TWIST", constituted_on=dt.date(2010, 3, 1), by=anne.named, on=DAY)

    *_, changed = read()

    assert [(change.label, change.before, change.after) for change in changed.changes] == [
        ("Nom", "Cluster TWIST", "TWIST"),
        ("Constitué le", "–", "1er mars 2010"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("twist")
def test_a_line_is_told_in_the_language_of_who_reads(language: Language) -> None:
    (founded,) = read(language)

    told = {
        "fr": "Anne Dupont a créé le cluster « Cluster TWIST ».",
        "en": "Anne Dupont created the cluster “Cluster TWIST”.",
        "nl": "Anne Dupont heeft de cluster “Cluster TWIST” aangemaakt.",
        "de": "Anne Dupont hat den Cluster „Cluster TWIST“ angelegt.",
    }
    assert founded.sentence == told[language]


@transaction.atomic
def unknown(number: int, by: str) -> None:
    record(act="dragon.tamed", by=by, subject=f"dragon:{number}", before=None, after={"fire": 1500}, on=DAY)


def test_an_act_that_nobody_tells_is_told_by_its_name(anne: Person) -> None:
    unknown(7, by=anne.named)

    (line,) = read()

    assert line.sentence == "Anne Dupont – dragon.tamed – dragon:7"
    assert [(change.label, change.after) for change in line.changes] == [("fire", "1500")]


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (None, "–"),
        ([], "–"),
        (False, "non"),
        ("2026-03-01", "1er mars 2026"),
        (dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC), "2 mars 2026, 00:30"),
        ("2026-13-01", "2026-13-01"),
        (["a", "b"], "a ; b"),
        ({"fr": "Été"}, "fr : Été"),
        ({}, "–"),
        ("1er mars", "1er mars"),
    ],
)
def test_a_value_is_written_as_people_read_it(anne: Person, value: Value, read_as: str) -> None:
    with transaction.atomic():
        record(act="a.b", by=anne.named, subject="a:1", before={"x": "avant"}, after={"x": value}, on=DAY)

    ((change,),) = [line.changes for line in read()]
    assert (change.before, change.after) == ("avant", read_as)


def test_a_line_of_somebody_unknown_says_their_number(anne: Person) -> None:
    unknown(7, by=f"person:{anne.pk + 1}")

    assert read()[0].who == f"person:{anne.pk + 1}"


def test_a_line_whose_words_were_erased_says_so_and_who_had_acted(twist: Cluster) -> None:
    forget(subjects=[f"cluster:{twist.pk}"], by="system:tests", on=DAY)

    emptied, erasure = read_lines(entries_of(f"cluster:{twist.pk}"), "fr")

    assert (emptied.erased, emptied.who, emptied.changes) == (True, "Anne Dupont", ())
    assert emptied.sentence == "Les mots de cette ligne ont été effacés."
    assert erasure.sentence == "Grappe a effacé du journal les mots des lignes sur Cluster TWIST."
    assert (erasure.erased, erasure.changes) == (False, ())


def test_thirty_lines_are_read_in_as_many_questions_as_one(anne: Person, twist: Cluster) -> None:
    def questions() -> int:
        asked: list[str] = []
        with connection.execute_wrapper(
            lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1]
        ):
            read()
        return len(asked)

    one = questions()
    for number in range(30):
        person = Person.objects.create_user(f"p{number}@exemple.be")
        grant(person=person, kind=Role.Kind.TEAM, cluster=twist, by=anne.named, on=DAY)

    assert len(read()) == 31
    assert questions() == one
