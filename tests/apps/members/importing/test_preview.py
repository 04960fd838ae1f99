"""From a file to its preview, mended by hand, and nothing written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.models import Entry
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.importing.acts.forgetting import KEPT_FOR, forget_old
from grappe.apps.members.importing.acts.mending import FieldTwice, NotOpen, drop, leave_out, matched, mend
from grappe.apps.members.importing.acts.receiving import receive
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.apps.members.importing.queries.judged import judged
from grappe.apps.members.models import Organisation

BY, DAY = "person:1", dt.date(2026, 3, 1)
FILE = """Dénomination;N° BCE;Code postal;Date d'adhésion;Catégorie;Nature;Remarque
Forge Été SA;0400.000.185;4020;2015-01-01;effectif;entreprise;
Lin & Chanvre;0123.456.748;4800;01/02/2020;effectif;entreprise;à rappeler
Papier SRL;;40000;2021-05-01;adhérent;entreprise;
"""


def sent(cluster: Cluster, words: str = FILE, name: str = "membres.csv") -> Import:
    return receive(cluster=cluster, name=name, content=words.encode("cp1252"), by=BY, on=DAY)


def rows(of: Import) -> dict[int, ImportRow]:
    return {row.number: row for row in of.rows.all()}


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
        country="BE",
    )
    return forge


def test_a_file_is_matched_and_shown_and_the_book_is_as_it_was(twist: Cluster, known: Organisation) -> None:
    lines = Entry.objects.count()

    found = sent(twist)

    assert found.columns == {
        "legal_name": 0,
        "enterprise_number": 1,
        "postal_code": 2,
        "joined_on": 3,
        "category": 4,
        "kind": 5,
    }
    told = rows(found)
    assert (told[2].kind, told[2].verdict["how"], told[2].verdict["organisation"]) == (
        "known",
        "NUMBER",
        known.pk,
    )
    assert told[2].verdict["cells"]["postal_code"][:3] == ["changed", "4020", "4000"]
    assert (told[3].errors, told[4].errors) == (1, 1)
    assert found.counts == {
        "new": 2,
        "known": 1,
        "double": 0,
        "left_out": 0,
        "errors": 2,
        "warnings": 0,
        "changes": 3,
    }
    assert (Organisation.objects.count(), Entry.objects.count()) == (1, lines)


def test_a_cell_is_mended_in_the_preview_and_another_row_left_out(twist: Cluster) -> None:
    found = sent(twist)

    mended = mend(sent=found, row=3, cells={1: "0123.456.749"})
    clean = leave_out(sent=mended)

    told = rows(clean)
    assert (told[3].cells[1], told[3].now()[1]) == ("0123.456.748", "0123.456.749")
    assert (told[3].errors, told[4].kind, told[4].errors) == (0, "left_out", 0)
    assert clean.counts["errors"] == 0
    back = leave_out(sent=clean, rows=[4], left_out=False)
    assert back.counts["errors"] == 1


def test_mending_one_row_tells_another_anew(twist: Cluster) -> None:
    found = sent(twist)

    mend(sent=found, row=4, cells={0: "Lin & Chanvre", 2: "4800"})

    assert (rows(found)[4].kind, rows(found)[4].verdict["of"]) == ("double", 3)


def test_a_person_says_which_organisation_a_row_is_about(twist: Cluster, known: Organisation) -> None:
    found = mend(sent=sent(twist), row=3, choice=known.code)

    assert rows(found)[3].verdict["of"] == 2


def test_columns_matched_by_hand_are_found_again_for_the_same_headings(
    twist: Cluster, other: Cluster
) -> None:
    first = sent(twist)
    matched(sent=first, columns={0: "name", 1: "enterprise_number", 6: "does"}, nace_version="2025")

    again, elsewhere = sent(twist), sent(other)

    assert again.columns == {"name": 0, "enterprise_number": 1, "does": 6}
    assert set(again.guessed.values()) == {"saved"}
    assert "does" not in elsewhere.columns


def test_two_columns_for_one_field_are_refused_by_name(twist: Cluster) -> None:
    with pytest.raises(FieldTwice) as refused:
        matched(sent=sent(twist), columns={0: "name", 6: "name"})

    assert "« Dénomination » et « Remarque »" in refused.value.sentences("fr")[0]


def test_what_is_taken_for_granted_fills_what_no_cell_tells(twist: Cluster) -> None:
    found = sent(twist, "Nom;Ville\nLin;Liège\n")

    granted = matched(
        sent=found,
        columns={0: "name"},
        category="effective",
        kind="enterprise",
        joined_on=dt.date(2020, 1, 1),
    )

    assert granted.counts["errors"] == 0


def test_an_import_that_is_given_up_keeps_no_row_and_can_no_longer_be_mended(twist: Cluster) -> None:
    found = sent(twist)

    drop(sent=found)

    assert not found.rows.exists()
    with pytest.raises(NotOpen):
        mend(sent=found, row=3, cells={1: ""})


def test_what_people_sent_is_forgotten_after_thirty_days(twist: Cluster, other: Cluster) -> None:
    old, elsewhere = sent(twist), sent(other)
    after = old.at + KEPT_FOR

    assert forget_old(cluster=twist, now=after - dt.timedelta(seconds=1)) == 0
    assert forget_old(cluster=twist, now=after + dt.timedelta(seconds=1)) == 1

    assert not old.rows.exists()
    assert elsewhere.rows.count() == 3
    assert Import.objects.get(pk=old.pk).stage == Import.Stage.DROPPED


def test_another_preview_asks_as_many_questions_for_thirty_organisations_as_for_one(
    twist: Cluster, enters: Callable[[str], Organisation]
) -> None:
    asked = []
    for many in (1, 30):
        for number in range(many):
            enters(f"Membre {many} {number}")
        found = sent(twist, "Nom\n" + "".join(f"Autre {number}\n" for number in range(many)))
        with CaptureQueriesContext(connection) as queries:
            judged(found)
        asked.append(len(queries))

    assert asked[0] == asked[1]
