"""What is taken away from the desk, and by whom."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person

HOME = "/bureau/grappes/twist/exports/"


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("file", "begins", "holds"),
    [
        ("organisations.csv", b"\xef\xbb\xbf", "Forge Été"),
        ("organisations.xlsx", b"PK", ""),
        ("organisations.vcf", b"BEGIN:VCARD\r\n", "FN:Forge Été"),
        ("contacts.csv", b"\xef\xbb\xbf", "sax@forge.be"),
        ("sites.xlsx", b"PK", ""),
        ("registre.csv?au=2016-01-01", b"\xef\xbb\xbf", "0400.000.185"),
        ("registre.xlsx", b"PK", ""),
    ],
)
def test_each_file_is_what_its_name_says(team: Client, file: str, begins: bytes, holds: str) -> None:
    answer = team.get(HOME + file)

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert holds in answer.content.decode(errors="replace")
    assert answer["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.usefixtures("book")
def test_the_register_of_a_day_is_asked_of_the_page(team: Client) -> None:
    page = team.get(HOME).content.decode()
    answer = team.get(f"{HOME}registre.pdf?au=2016-01-01")

    assert 'name="au"' in page
    told = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Forge Été SA" in told
    assert "1er janvier 2016" in told


@pytest.mark.parametrize(
    "file",
    ["registre.odt", "organisations.pdf", "contacts.vcf", "secrets.csv"],
)
def test_what_is_no_file_is_not_there(team: Client, file: str) -> None:
    assert team.get(HOME + file).status_code == 404


@pytest.mark.usefixtures("book")
def test_who_reads_the_desk_has_the_register_and_not_the_contacts(cast: dict[str, Person]) -> None:
    evaluator, stranger = signed_in(cast["evaluator"]), signed_in(cast["other_lead"])

    assert evaluator.get(f"{HOME}registre.pdf").status_code == 200
    assert "contacts" not in evaluator.get(HOME).content.decode()
    assert evaluator.get(f"{HOME}contacts.csv").status_code == 404
    assert {stranger.get(HOME + name).status_code for name in ("registre.pdf", "contacts.csv", "")} == {404}


def test_two_that_look_like_one_are_compared_and_made_one(team: Client, book: Cluster) -> None:
    page = "/bureau/grappes/twist/doublons/"
    assert "même nom" in team.get(page).content.decode()
    side = team.get(f"{page}m01/m02/").content.decode()
    assert ("04 111" in side, "04 222" in side) == (True, True)

    told = "Les deux fiches n’en font plus qu’une : Forge Été (m01). La fiche m02 ne compte plus."
    for _ in range(2):  # a double click
        after = team.post(f"{page}m01/m02/", {"do": "merge", "phone": "loser"}, follow=True)
        assert after.redirect_chain == [(page, 302)]
        kept = 'href="/bureau/grappes/twist/membres/fiches/m01/">Ouvrir la fiche</a>'
        assert re.search(re.escape(told) + "[^>]*" + re.escape(kept), after.content.decode())

    one = book.organisations.get(code="m01")
    assert (one.phone, one.contacts.get().last_name) == ("04 222", "Sax")
    assert team.get(f"{page}m01/m02/").status_code == 404
    assert "Aucune fiche ne ressemble" in team.get(page).content.decode()


def test_two_are_said_to_be_two_and_another_clusters_are_not_there(
    team: Client, book: Cluster, cast: dict[str, Person]
) -> None:
    lead = signed_in(cast["other_lead"])
    assert lead.get("/bureau/grappes/eau/doublons/m01/m02/").status_code == 404

    after = team.post("/bureau/grappes/twist/doublons/m01/m02/", {"do": "apart"}, follow=True)

    page = after.content.decode()
    assert "C’est noté : m01 Forge Été et m02 FORGE ETE s.a. sont deux organisations." in page
    assert "Aucune fiche ne ressemble" in page
    assert book.organisations.filter(merged_into__isnull=True).count() == 2
