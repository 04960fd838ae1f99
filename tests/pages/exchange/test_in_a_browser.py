"""An import with faults, repaired, written, undone: in a browser, by keyboard, wide and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.exchange.conftest import come_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.acts import asking
from grappe.apps.members.queries.register import members_on
from grappe.apps.people.models import Person

THUMB = 44
"""Pixels that a finger needs to choose one thing and no other."""
FILE = """Liste des membres 2026;;;;;;;
Dénomination;N° BCE;Code postal;Date d'adhésion;Catégorie;Nature;Téléphone;Contact
Forge Été SA;0400.000.185;4020;2015-01-01;effectif;PME;04 999;Ada Roy
Lin & Chanvre;0123.456.748;4800;31/02/2020;effectif;PME;;Max Sax
Zinc SRL;;48000;2021-05-01;bienfaiteur;PME;;
=1+1;;4000;2021-05-01;adhérent;Recherche;;
"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_import_with_faults_is_repaired_written_and_undone(
    visit: Visitor, cast: dict[str, Person], book: Cluster, tmp_path: Path, size: dict[str, int]
) -> None:
    file = tmp_path / "membres.csv"
    file.write_bytes(FILE.encode("cp1252"))
    visitor = visit(viewport=size)
    come_in(visitor.page.context, cast["team"], visitor.address)

    def sound(name: str) -> None:
        visitor.shoot(name)
        assert (visitor.axe(), visitor.beyond(), visitor.sideways()) == ([], 0, 0), name

    page = visitor.go(f"/bureau/grappes/{book.slug}/imports/")
    sound("imports")
    page.get_by_label("Fichier CSV ou XLSX").set_input_files(file)
    page.get_by_role("button", name="Envoyer et relire").press("Enter")

    page.get_by_role("button", name="Voir ce qui serait écrit").wait_for()
    sound("columns")
    assert page.get_by_label("Dénomination", exact=True).input_value() == "legal_name"
    page.get_by_role("button", name="Voir ce qui serait écrit").press("Enter")

    page.get_by_text("2 lignes ont une erreur").wait_for()
    sound("preview")
    page.get_by_label("Numéro d’entreprise, 4").fill("0123.456.749")
    page.get_by_label("Jour de l’entrée, 4").fill("28/02/2020")
    page.get_by_label("Jour de l’entrée, 4").press("Enter")
    page.get_by_text("1 ligne a une erreur").wait_for()
    page.get_by_role("button", name="Laisser de côté les lignes en erreur").press("Enter")
    page.get_by_text("Aucune erreur. Rien n’est encore écrit").wait_for()
    sound("mended")
    page.get_by_role("button", name="Écrire 3 lignes").press("Enter")

    page.get_by_text("Il peut être annulé jusqu’au").wait_for()
    sound("written")
    assert members_on(book, book.imports.get().on).count() == 3
    page.get_by_text("Annuler cet import").press("Enter")
    page.get_by_role("button", name="Oui, annuler l’import").press("Enter")
    page.get_by_text("ce qu’il avait écrit ne compte plus").wait_for()
    sound("undone")
    assert members_on(book, book.imports.get().on).count() == 1


def test_a_page_waits_for_the_worker_and_shows_what_it_wrote(
    visit: Visitor, cast: dict[str, Person], book: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    file = tmp_path / "membres.csv"
    file.write_text(
        "Nom;Date d'adhésion;Catégorie;Nature\nLin;2020-01-01;effectif;PME\nZinc;2020-01-01;effectif;PME\n"
    )
    visitor = visit(viewport=PHONE)
    come_in(visitor.page.context, cast["team"], visitor.address)
    page = visitor.go(f"/bureau/grappes/{book.slug}/imports/")
    page.get_by_label("Fichier CSV ou XLSX").set_input_files(file)
    page.get_by_role("button", name="Envoyer et relire").press("Enter")
    page.get_by_role("button", name="Voir ce qui serait écrit").press("Enter")
    page.get_by_role("button", name="Écrire 2 lignes").press("Enter")

    page.get_by_text("Les lignes s’écrivent").wait_for()
    visitor.shoot("waiting")
    assert (visitor.axe(), visitor.beyond()) == ([], 0)
    asking.do_what_was_asked(book.imports.get().pk)

    page.get_by_text("Il peut être annulé jusqu’au").wait_for()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_exports_and_doubles_are_read_and_used(
    visit: Visitor, cast: dict[str, Person], book: Cluster, size: dict[str, int]
) -> None:
    visitor = visit(viewport=size)
    come_in(visitor.page.context, cast["team"], visitor.address)

    page = visitor.go(f"/bureau/grappes/{book.slug}/exports/")
    visitor.shoot("exports")
    assert (visitor.axe(), visitor.beyond()) == ([], 0)
    with page.expect_download() as told:
        page.get_by_role("button", name="PDF").press("Enter")
    assert told.value.suggested_filename.endswith(".pdf")

    page = visitor.go(f"/bureau/grappes/{book.slug}/doublons/")
    visitor.shoot("doubles")
    assert (visitor.axe(), visitor.beyond(), visitor.sideways()) == ([], 0, 0)
    page.get_by_role("link", name="Comparer").press("Enter")
    page.get_by_role("button", name="N’en faire qu’une").wait_for()
    visitor.shoot("pair")
    assert (visitor.axe(), visitor.beyond(), visitor.sideways()) == ([], 0, 0)
    if size == PHONE:  # as wide as a thumb
        heights = page.locator(".sides label").evaluate_all("all => all.map(one => one.offsetHeight)")
        assert [height for height in heights if height < THUMB] == []
        assert heights != []
    page.get_by_role("button", name="N’en faire qu’une").press("Enter")
    page.get_by_text("Aucune fiche ne ressemble").wait_for()
