"""An import is written whole, or not at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import describe
from grappe.apps.members.importing.acts.committing import ErrorsRemain, NothingToWrite, PreviewIsOld, commit
from grappe.apps.members.importing.acts.mending import NotOpen, leave_out
from grappe.apps.members.importing.models import Import
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.members.queries.register import register
from grappe.apps.members.queries.soundness import first_strange

BY, DAY = "person:1", dt.date(2026, 3, 1)
HEAD = "Nom;N° BCE;Rue;Code postal;Localité;Date d'adhésion;Date de sortie;Catégorie;Nature;Site web;Activité;NACE;ETP;CP établissement;Contact;E-mail du contact\n"
LIN = "Lin & Chanvre;0123.456.749;Rue du Lin 1;4800;Verviers;2020-02-01;;effectif;PME;lin.be;Tissage;13.20;4,5;4800;Ada Roy;ada@lin.be\n"
OLD = "Papier SRL;;;4000;Liège;2010-01-01;2015-06-30;adhérent;entreprise;;;;;;;\n"
Sends = Callable[[str], Import]


@pytest.fixture
def known(forge: Organisation, effective: Category) -> Organisation:
    admit(organisation=forge, category=effective, kind="enterprise", by=BY, on=dt.date(2015, 1, 1))
    declare(
        organisation=forge,
        by=BY,
        on=dt.date(2015, 1, 1),
        legal_name="Forge Été SA",
        enterprise_number="0400000185",
        postal_code="4000",
        place="Liège",
        country="BE",
    )
    return forge


def test_new_members_come_in_with_all_that_their_row_tells(twist: Cluster, imports: Sends) -> None:
    done = imports(HEAD + LIN + OLD)

    (line,) = register(twist, day=DAY)
    assert (line.legal_name, line.enterprise_number, line.address) == (
        "Lin & Chanvre",
        "0123456749",
        "Rue du Lin 1, 4800 Verviers",
    )
    assert (line.joined_on, line.kind, line.base) == (dt.date(2020, 2, 1), "enterprise", "effective")
    lin = Organisation.objects.get(pk=line.organisation)
    assert (lin.website, lin.does) == ("https://lin.be", {"fr": "Tissage"})
    assert str(lin.activities.get()) == "13.20 (2008)"
    assert (str(lin.sites.get().fte), lin.contacts.get().first_name) == ("4.50", "Ada")
    assert len(register(twist, day=dt.date(2012, 1, 1))) == 1
    assert done.stage == Import.Stage.WRITTEN
    assert first_strange() is None


def test_what_changes_of_a_known_member_is_told_by_acts_and_by_the_journal(
    twist: Cluster, known: Organisation, imports: Sends
) -> None:
    done = imports(
        "Nom;Localité;Catégorie;Téléphone;CP établissement;ETP;Contact;E-mail du contact\n"
        "Forge Été;Seraing;adhérent;04 123;4020;3;Ada Roy;ada@forge.be\n"
    )

    (before,), (after,) = register(twist, day=DAY - dt.timedelta(days=1)), register(twist, day=DAY)
    assert (before.address, before.base) == ("4000 Liège", "effective")
    assert (after.address, after.base) == ("4000 Seraing", "adherent")
    assert after.enterprise_number == "0400000185"
    known.refresh_from_db()
    assert known.phone == "04 123"
    told = [
        entry.act
        for entry in entries_of(f"organisation:{known.pk}")
        if entry.number >= (done.first_line or 0)
    ]
    assert told == [
        "organisation.described",
        "site.added",
        "contact.added",
        "identity.declared",
        "member.category_changed",
    ]
    words = entries_of(f"organisation:{known.pk}").get(act="contact.added").told.after
    assert json.loads(words) == {"contact": Contact.objects.get().pk}
    assert first_strange() is None


def test_one_line_of_the_journal_tells_the_import_and_which_lines_are_its_own(
    imports: Sends, known: Organisation
) -> None:
    lines = Entry.objects.count()

    done = imports(HEAD + LIN)

    (entry,) = entries_of(f"import:{done.pk}")
    assert (entry.act, json.loads(entry.told.after)["lines"]) == (
        "members.imported",
        [lines + 1, Entry.objects.count() - 1],
    )
    assert known.pk not in done.wrote["organisations"]


def test_the_same_file_again_has_nothing_to_write(imports: Sends, sends: Sends) -> None:
    imports(HEAD + LIN + OLD)
    lines = Entry.objects.count()

    again = sends(HEAD + LIN + OLD)

    assert (again.counts["changes"], again.counts["known"], again.counts["errors"]) == (0, 2, 0)
    with pytest.raises(NothingToWrite):
        commit(sent=again, seen=again.judged, by=BY)
    assert Entry.objects.count() == lines


def test_an_import_with_an_error_writes_nothing_until_its_row_is_left_out(sends: Sends) -> None:
    sent = sends(HEAD + LIN + LIN.replace("Lin & Chanvre", "Autre").replace("456.749", "456.748"))

    with pytest.raises(ErrorsRemain):
        commit(sent=sent, seen=sent.judged, by=BY)
    assert not Organisation.objects.exists()

    clean = leave_out(sent=sent)
    commit(sent=clean, seen=clean.judged, by=BY)
    assert Organisation.objects.get().name == "Lin & Chanvre"


def test_what_was_not_seen_is_not_written(sends: Sends, known: Organisation) -> None:
    sent = sends("Nom;Téléphone\nForge Été;04 123\n")
    describe(organisation=known, by=BY, on=DAY, phone="04 999")

    with pytest.raises(PreviewIsOld):
        commit(sent=sent, seen=sent.judged, by=BY)

    known.refresh_from_db()
    sent.refresh_from_db()
    assert known.phone == "04 999"
    assert sent.rows.get().verdict["cells"]["phone"][2] == "04 999"
    commit(sent=sent, seen=sent.judged, by=BY)
    known.refresh_from_db()
    assert known.phone == "04 123"


def test_a_double_click_writes_once(sends: Sends) -> None:
    sent = sends(HEAD + LIN)
    commit(sent=sent, seen=sent.judged, by=BY)

    with pytest.raises(NotOpen):
        commit(sent=sent, seen=sent.judged, by=BY)

    assert Organisation.objects.count() == 1


def test_several_rows_of_one_organisation_bring_all_their_people_and_places(imports: Sends) -> None:
    imports(
        "Nom;CP établissement;Contact;E-mail du contact\n"
        "Lin;4000;Ada Roy;ada@lin.be\nLin;4800;Max Sax;max@lin.be\nLIN;4800;Max Sax;max@lin.be\n"
    )

    assert [site.postal_code for site in Site.objects.all()] == ["4000", "4800"]
    assert sorted(Contact.objects.values_list("last_name", flat=True)) == ["Roy", "Sax"]
