"""An import is taken back, but for what changed since; the register forgets neither."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from django.utils import timezone

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import describe
from grappe.apps.members.exporting.lists import table
from grappe.apps.members.importing.acts.forgetting import KEPT_FOR, forget_old
from grappe.apps.members.importing.acts.undoing import NotWritten, undo
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.verdicts import Message
from grappe.apps.members.models import (
    Activity,
    Contact,
    IdentityAct,
    MembershipAct,
    Organisation,
    Site,
)
from grappe.apps.members.permissions import organisations_showing
from grappe.apps.members.queries.found import found
from grappe.apps.members.queries.listing import ordered
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange
from grappe.apps.members.rules.wanted import STATES, Wanted

BY, DAY = "person:1", dt.date(2026, 3, 1)
LIN = (
    "Nom;Date d'adhésion;Catégorie;Nature;Téléphone;NACE;CP établissement;ETP;Contact\n"
    "Lin;2020-02-01;effectif;PME;087 1;13.20;4800;4,5;Ada Roy\n"
)
FORGE = (
    "Nom;Localité;Catégorie;Téléphone;Compétences;NACE;CP établissement;ETP;Contact;Fonction\n"
    "Forge Été;Seraing;adhérent;04 123;acier;25.62;4000;7;Ada Roy;Directrice\n"
)
PARTS_TAKEN_BACK = (
    "Des activités, des établissements ou des contacts que l’import avait ajoutés ou changés sont retirés, "
    "ou redevenus ce qu’ils étaient."
)
Sends = Callable[[str], Import]


@pytest.fixture
def known(forge: Organisation, effective: Category) -> Organisation:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=dt.date(2015, 1, 1))
    describe(organisation=forge, by=BY, on=DAY, phone="04 000", skills=["fer"])
    Site.objects.create(organisation=forge, postal_code="4000", fte=2)
    Contact.objects.create(organisation=forge, first_name="Ada", last_name="Roy", function="Vente")
    Activity.objects.create(organisation=forge, nace="25.50", nace_version=2008, main=True)
    return forge


def state(of: Organisation) -> object:
    of.refresh_from_db()
    (line,) = register(of.cluster, day=DAY)
    return (
        of.name,
        of.phone,
        of.skills,
        of.does,
        (line.address, line.category, line.joined_on, line.legal_name),
        list(of.sites.values_list("postal_code", "fte")),
        list(of.contacts.values_list("last_name", "function")),
        sorted(of.activities.values_list("nace", "main")),
    )


def sentences(of: Import) -> list[str]:
    return [Message(words, values).sentence("fr") for words, values in of.told]


def test_what_was_changed_is_as_it_was_and_both_acts_stay(known: Organisation, imports: Sends) -> None:
    before = state(known)
    done = imports(FORGE)
    assert state(known) != before

    back = undo(sent=done, by=BY)

    assert state(known) == before
    assert (back.stage, back.told) == (Import.Stage.UNDONE, [])
    annulled = known.membership_acts.get(kind="annulled")
    assert (annulled.replaces_id, annulled.reason) == (
        known.membership_acts.get(kind="category_changed").pk,
        "Import annulé : « membres.csv »",
    )
    assert IdentityAct.objects.filter(organisation=known, kind="annulled").count() == 1
    assert first_strange() is None
    assert first_broken() is None


def test_the_register_still_tells_what_was_known_between(
    twist: Cluster, known: Organisation, imports: Sends, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported, undone = dt.datetime(2031, 1, 1, 9, tzinfo=dt.UTC), dt.datetime(2031, 1, 5, 9, tzinfo=dt.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: imported)
    done = imports(FORGE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: undone)
    undo(sent=done, by=BY)

    between = register(twist, day=DAY, known=dt.date(2031, 1, 3))
    now = register(twist, day=DAY, known=dt.date(2031, 1, 6))

    assert ([line.base for line in between], [line.base for line in now]) == (["adherent"], ["effective"])
    assert known.pk == now[0].organisation


def in_the_book(cluster: Cluster) -> list[str]:
    every = Wanted(states=STATES)
    return [one.name for one in ordered(found(cluster, every, day=DAY), every, day=DAY)]


def test_who_came_in_leaves_the_book_and_keeps_but_a_name(
    twist: Cluster, forge: Organisation, imports: Sends
) -> None:
    sent = imports(LIN)
    assert in_the_book(twist) == ["Forge Été", "Lin"]

    assert undo(sent=sent, by=BY).told == []

    lin = Organisation.objects.exclude(pk=forge.pk).get()
    assert (in_the_book(twist), lin.out_since) == (["Forge Été"], timezone.localdate())
    assert [one.name for one in organisations_showing(twist, "name", by=None)] == ["Forge Été"]
    assert [line[1] for line in table(twist, "organisations", day=DAY, language="fr").rows] == ["Forge Été"]
    last = entries_of(f"organisation:{lin.pk}").filter(act="organisation.taken_out").get()
    assert json.loads(last.told.after) == {"reason": "Import annulé : « membres.csv »"}
    assert register(twist, day=DAY) == []
    assert (lin.name, lin.phone) == ("Lin", "")
    assert not any(kind.objects.exists() for kind in (Site, Contact, Activity))
    assert MembershipAct.objects.count() == 2
    assert first_strange() is None


def test_who_came_in_twice_is_one_organisation_that_comes_back(twist: Cluster, imports: Sends) -> None:
    undo(sent=imports(LIN), by=BY)
    assert in_the_book(twist) == []
    imports(LIN)

    assert len(register(twist, day=DAY)) == Organisation.objects.count() == 1
    assert in_the_book(twist) == ["Lin"]
    assert Contact.objects.get().last_name == "Roy"


def test_a_row_that_tells_a_name_alone_brings_it_back_and_is_taken_back_likewise(
    twist: Cluster, imports: Sends, sends: Sends
) -> None:
    undo(sent=imports("Nom\nLin\n"), by=BY)

    (row,) = sends("Nom\nLin\n").rows.all()
    assert (row.kind, row.changes) == ("known", 1)
    assert row.verdict["told"] == [["Retirée du carnet : cette ligne l’y remet.", {}]]
    again = imports("Nom\nLin\n")
    assert in_the_book(twist) == ["Lin"]
    undo(sent=again, by=BY)
    assert (in_the_book(twist), Organisation.objects.count()) == ([], 1)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (
            lambda one: describe(organisation=one, by=BY, on=DAY, skills=["lin"]),
            "L’organisation reste dans le carnet : sa fiche a changé depuis l’import.",
        ),
        (
            lambda one: Site.objects.create(organisation=one, postal_code="4020"),
            "L’organisation reste dans le carnet : sa fiche a changé depuis l’import.",
        ),
        (
            lambda one: Contact.objects.create(organisation=one, last_name="Sax"),
            "m01 Lin a des personnes de contact : retirez-les d’abord de sa fiche.",
        ),
        (
            lambda one: Contact.objects.filter(organisation=one).update(function="Vente"),
            "m01 Lin a des personnes de contact : retirez-les d’abord de sa fiche.",
        ),
    ],
)
def test_who_came_in_stays_in_the_book_where_something_else_has_happened_since(
    twist: Cluster, imports: Sends, happens: Callable[[Organisation], object], told: str
) -> None:
    done = imports(LIN)
    happens(Organisation.objects.get())

    back = undo(sent=done, by=BY)

    assert (in_the_book(twist), sentences(back)[-1]) == (["Lin"], told)


def test_of_who_stays_in_the_book_it_is_told_that_the_membership_does_not(
    twist: Cluster, imports: Sends
) -> None:
    done = imports(LIN + LIN.split("\n")[1].replace("Lin;", "Coton;") + "\n")
    describe(organisation=Organisation.objects.get(name="Lin"), by=BY, on=DAY, skills=["lin"])

    back = undo(sent=done, by=BY)

    assert register(twist, day=DAY) == []
    assert sentences(back) == [
        "Ce que l’import disait de son adhésion est annulé.",
        "Ce que l’import disait de son identité légale est annulé.",
        "Des champs que l’import avait remplis sont redevenus ce qu’ils étaient.",
        PARTS_TAKEN_BACK,
        "L’organisation reste dans le carnet : sa fiche a changé depuis l’import.",
    ]
    assert back.counts["undone"] == {
        "out": 1,
        "memberships": 2,
        "identities": 2,
        "profiles": 2,
        "parts": 2,
    }


def test_who_became_a_member_since_stays_in_the_book(
    twist: Cluster, imports: Sends, effective: Category
) -> None:
    done = imports("Nom\nLin\n")
    admit(organisation=Organisation.objects.get(), category=effective, kind="enterprise", by=BY, on=DAY)

    back = undo(sent=done, by=BY)

    assert (in_the_book(twist), len(register(twist, day=DAY))) == (["Lin"], 1)
    assert sentences(back)[-2] == "L’organisation reste dans le carnet."
    assert sentences(back)[-1].startswith("m01 Lin est ou a été membre : ")


def test_what_changed_since_is_told_and_left(twist: Cluster, known: Organisation, imports: Sends) -> None:
    done = imports(FORGE)
    describe(organisation=known, by=BY, on=DAY, phone="04 777")
    Site.objects.filter(organisation=known).update(fte=9)
    end_membership(organisation=known, kind=MembershipAct.Kind.RESIGNED, by=BY, on=dt.date(2026, 6, 1))

    back = undo(sent=done, by=BY)

    known.refresh_from_db()
    assert (known.phone, known.skills) == ("04 777", ["fer"])
    assert known.sites.get().fte == 9
    assert known.contacts.get().function == "Vente"
    (line,) = register(twist, day=DAY)
    assert line.base == "adherent"
    assert sentences(back) == [
        "Ce que l’import disait de son identité légale est annulé.",
        "Des champs que l’import avait remplis sont redevenus ce qu’ils étaient.",
        PARTS_TAKEN_BACK,
        "« Téléphone » a changé depuis l’import et reste tel quel.",
        "« Équivalents temps plein sur place » a changé depuis l’import et reste tel quel.",
        "Son adhésion a changé depuis l’import : elle reste telle quelle.",
    ]
    assert {values["called"] for _, values in back.told} == {"m01 Forge Été"}


def test_a_part_that_was_added_and_changed_since_stays(imports: Sends) -> None:
    done = imports(LIN)
    Contact.objects.update(function="Directrice")

    back = undo(sent=done, by=BY)

    assert Contact.objects.get().function == "Directrice"
    assert sentences(back)[4:] == [
        "« Ada Roy » a changé depuis l’import et reste tel quel.",
        "L’organisation reste dans le carnet.",
        "m01 Lin a des personnes de contact : retirez-les d’abord de sa fiche.",
    ]


def test_an_import_is_undone_once_and_in_time(twist: Cluster, imports: Sends, sends: Sends) -> None:
    done, never = imports(LIN), sends(LIN.replace("Lin;", "Chanvre;"))
    undo(sent=done, by=BY)
    late = imports(LIN.replace("Lin;", "Coton;"))
    assert late.written_at is not None
    forget_old(cluster=twist, now=late.written_at + KEPT_FOR + dt.timedelta(seconds=1))

    for sent in (done, never, late):
        with pytest.raises(NotWritten):
            undo(sent=sent, by=BY)

    late.refresh_from_db()
    assert (late.wrote, late.rows.count(), late.counts["new"]) == ({}, 0, 1)
