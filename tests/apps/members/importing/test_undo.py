"""An import is taken back, but for what changed since; the register forgets neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.queries import first_broken
from grappe.apps.members.acts.membership import admit, end_membership
from grappe.apps.members.acts.organisations import describe
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
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange

BY, DAY = "person:1", dt.date(2026, 3, 1)
LIN = (
    "Nom;Date d'adhésion;Catégorie;Nature;Téléphone;NACE;CP établissement;ETP;Contact\n"
    "Lin;2020-02-01;effectif;PME;087 1;13.20;4800;4,5;Ada Roy\n"
)
FORGE = (
    "Nom;Localité;Catégorie;Téléphone;Compétences;NACE;CP établissement;ETP;Contact;Fonction\n"
    "Forge Été;Seraing;adhérent;04 123;acier;25.62;4000;7;Ada Roy;Directrice\n"
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


def test_who_came_in_is_no_longer_a_member_and_keeps_but_a_name(twist: Cluster, imports: Sends) -> None:
    undo(sent=imports(LIN), by=BY)

    lin = Organisation.objects.get()
    assert register(twist, day=DAY) == []
    assert (lin.name, lin.phone) == ("Lin", "")
    assert not any(kind.objects.exists() for kind in (Site, Contact, Activity))
    assert MembershipAct.objects.count() == 2
    assert first_strange() is None


def test_who_came_in_twice_is_one_organisation(twist: Cluster, imports: Sends) -> None:
    undo(sent=imports(LIN), by=BY)
    imports(LIN)

    assert len(register(twist, day=DAY)) == Organisation.objects.count() == 1
    assert Contact.objects.get().last_name == "Roy"


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
    told = " ".join(sentences(back))
    assert "m01 Forge Été : son adhésion a changé depuis l’import, elle reste telle quelle." in told
    assert len(back.told) == 3


def test_a_part_that_was_added_and_changed_since_stays(imports: Sends) -> None:
    done = imports(LIN)
    Contact.objects.update(function="Directrice")

    back = undo(sent=done, by=BY)

    assert Contact.objects.get().function == "Directrice"
    assert "« Ada Roy » a changé depuis l’import" in sentences(back)[0]


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
