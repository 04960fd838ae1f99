"""A file comes, is matched, mended, written and undone at the desk; and only by who runs the cluster."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.organisations import describe
from grappe.apps.members.importing.acts import asking
from grappe.apps.members.importing.models import Import
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.pages.exchange import progress

HOME = "/bureau/grappes/twist/imports/"
FILE = "Nom;N° BCE;Date d'adhésion;Catégorie;Nature;E-mail\nLin;0123.456.748;2020-02-01;effectif;PME;\nZinc;;2021-01-01;effectif;PME;\n"


def send(client: Client, words: str = FILE, name: str = "membres.csv") -> Import:
    answer = client.post(HOME, {"file": SimpleUploadedFile(name, words.encode())})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Import.objects.order_by("pk").last()  # type: ignore[return-value]  # one was just made


def test_a_file_goes_from_its_columns_to_what_it_wrote_and_back(team: Client, twist: Cluster) -> None:
    sent = send(team)
    page = f"{HOME}{sent.pk}/"
    columns = team.get(f"{page}colonnes/").content.decode()
    assert "reconnue à son titre" in columns

    team.post(
        f"{page}colonnes/",
        {**{f"column-{at}": key for key, at in sent.columns.items()}, "nace_version": "2008"},
    )
    shown = team.get(page).content.decode()
    assert "1 ligne a une erreur" in shown
    assert "modulo 97" in shown
    assert "Écrire" not in shown

    team.post(page, {"do": "mend", "cell-2-1": "0123.456.749"})
    sent.refresh_from_db()
    assert "Écrire 2 lignes" in team.get(page).content.decode()
    team.post(page, {"do": "write", "seen": sent.judged})
    assert twist.organisations.count() == 2
    assert "Il peut être annulé" in team.get(page).content.decode()
    describe(
        organisation=Organisation.objects.get(name="Lin"),
        by="person:1",
        on=dt.date(2026, 1, 1),
        skills=["fil"],
    )
    team.post(page, {"do": "undo"})
    shown = team.get(page).content.decode().replace("\u202f", " ")
    assert [
        told in shown
        for told in (
            "ce qu’il avait écrit ne compte plus",
            "1 organisation que l’import avait mise dans le carnet en est retirée.",
            "Ce qu’il disait de l’adhésion de 2 organisations est annulé.",
            "De 1 organisation, quelque chose avait changé depuis, et reste :",
            "<dt>m01 Lin</dt><dd>Ce que l’import disait de son adhésion est annulé.</dd>",
            "<dd>L’organisation reste dans le carnet : sa fiche a changé depuis l’import.</dd>",
        )
    ] == [True] * 6


def test_a_large_file_is_written_and_taken_back_in_the_background(
    team: Client, twist: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    sent = send(team, "Nom\nLin\nZinc\n")
    page = f"{HOME}{sent.pk}/"

    for _ in range(2):
        assert team.post(page, {"do": "write", "seen": sent.judged}).status_code == 302

    waiting, part = team.get(page).content.decode(), team.get(f"{page}avancement/").content.decode()
    assert "Les lignes s’écrivent" in waiting
    assert "Écrire 2 lignes" not in waiting
    assert "Ne plus attendre" not in waiting
    assert "Les lignes s’écrivent" in part
    assert "data-over" not in part
    asking.do_what_was_asked(sent.pk)
    assert "data-over" in team.get(f"{page}avancement/").content.decode()
    assert "Il peut être annulé" in team.get(page).content.decode()
    team.post(page, {"do": "undo"})
    assert "L’import s’annule" in team.get(page).content.decode()
    monkeypatch.setattr(asking, "PATIENCE", dt.timedelta(0))
    monkeypatch.setattr(progress, "PATIENCE", dt.timedelta(0))
    assert "Ne plus attendre" in team.get(page).content.decode()
    team.post(page, {"do": "stop_waiting"})
    assert "Annuler cet import" in team.get(page).content.decode()
    assert twist.organisations.count() == 2


@pytest.mark.parametrize("day", ["2020-13-01", "2021-02-31"])
def test_a_day_that_there_is_not_is_an_error_of_its_cell_and_the_import_can_be_given_up(
    team: Client, twist: Cluster, day: str
) -> None:
    sent = send(team, f"Nom;Date d'adhésion;Catégorie;Nature\nLin;{day};effectif;PME\n")
    page = f"{HOME}{sent.pk}/"

    shown = team.get(page)

    assert shown.status_code == 200
    assert "1 ligne a une erreur" in shown.content.decode()
    assert day in shown.content.decode()
    assert team.post(page, {"do": "drop"}).status_code == 302
    assert not twist.organisations.exists()


def test_a_double_click_writes_once_and_says_nothing_wrong(team: Client, twist: Cluster) -> None:
    sent = send(team, "Nom\nLin\n")

    for _ in range(2):
        answer = team.post(f"{HOME}{sent.pk}/", {"do": "write", "seen": sent.judged})
        assert answer.status_code == 302

    assert twist.organisations.count() == 1


def test_what_changed_meanwhile_is_shown_before_it_is_written(team: Client, book: Cluster) -> None:
    sent = send(team, "Code;Téléphone\nm01;04 999\n")
    Organisation.objects.filter(code="m01").update(phone="04 555")

    answer = team.post(f"{HOME}{sent.pk}/", {"do": "write", "seen": sent.judged})

    assert answer.status_code == 200
    assert "Le registre a changé depuis cet aperçu" in answer.content.decode()
    assert "04 555" in answer.content.decode()
    assert book.organisations.get(code="m01").phone == "04 555"


def test_a_row_is_given_to_an_organisation_or_left_out(team: Client, book: Cluster) -> None:
    sent = send(team, "Nom;Téléphone\nForge Été;04 999\nLin;1\n")
    page = f"{HOME}{sent.pk}/lignes/"
    assert "Plusieurs organisations y ressemblent" in team.get(f"{page}2/").content.decode()

    wrong = team.post(f"{page}2/", {"choice": "m99"})
    team.post(f"{page}2/", {"choice": "m02", "cell-2-1": "04 888"})
    team.post(f"{page}3/", {"choice": "", "left_out": "on"})

    assert (wrong.status_code, "« m99 »" in wrong.content.decode()) == (200, True)
    kinds = list(sent.rows.values_list("kind", "errors", "mended"))
    assert kinds == [("known", 0, {"1": "04 888"}), ("left_out", 0, {})]
    (row,) = re.findall(
        r'<tr class="out">.*?</tr>', team.get(f"{HOME}{sent.pk}/").content.decode(), re.DOTALL
    )
    assert set(re.findall(r'<span class="state">([^<]+)<', row)) == {"laissé de côté"}
    assert book.organisations.get(code="m02").phone == "04 222"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("m.xlsm", b"PK", "macros"), ("m.pdf", b"%PDF", "ni un CSV"), ("../../m.csv", b"", "vide")],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    team: Client, name: str, content: bytes, words: str
) -> None:
    answer = team.post(HOME, {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_no_file_at_all_is_refused_in_words(team: Client) -> None:
    answer = team.post(HOME, {})

    assert "Choisissez d’abord un fichier" in answer.content.decode()


def test_columns_that_are_no_choice_change_nothing(team: Client) -> None:
    sent = send(team)
    page = f"{HOME}{sent.pk}/colonnes/"

    answers = [
        team.post(page, {"column-0": "name", "column-5": "name"}),
        team.post(page, {"column-0": "no_field"}),
        team.post(page, {"column-0": "name", "category": "of_another"}),
        team.post(page, {"column-0": "name", "joined_on": "hier"}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert Import.objects.get().columns == sent.columns


def test_who_does_not_run_the_cluster_sees_no_import_and_sends_none(
    cast: dict[str, Person], team: Client, twist: Cluster
) -> None:
    sent = send(team)
    pages = [HOME, f"{HOME}{sent.pk}/", f"{HOME}{sent.pk}/colonnes/", f"{HOME}{sent.pk}/lignes/2/"]

    for name in ("nobody", "director", "evaluator", "other_lead", "authority"):
        client = signed_in(cast[name])
        assert {client.get(page).status_code for page in pages} == {404}, name
        assert {client.post(page, {"do": "write", "seen": sent.judged}).status_code for page in pages} == {
            404
        }

    assert not twist.organisations.exists()


def test_another_clusters_import_is_not_there(cast: dict[str, Person], team: Client) -> None:
    sent = send(team)
    lead = signed_in(cast["other_lead"])

    there = f"/bureau/grappes/eau/imports/{sent.pk}/"

    for page in (there, f"{there}colonnes/", f"{there}lignes/2/"):
        assert (lead.get(page).status_code, lead.post(page, {"do": "undo"}).status_code) == (404, 404)


@pytest.mark.parametrize("number", ["²", "9" * 23, "x", "-1", ""])
def test_a_page_that_is_no_number_is_the_first(team: Client, number: str) -> None:
    page = f"{HOME}{send(team).pk}/"

    assert "modulo 97" in team.get(page, {"page": number}).content.decode()


def test_a_page_of_thirty_rows_asks_as_much_as_one_of_one(team: Client) -> None:
    asked = []
    for many in (1, 30):
        sent = send(team, "Nom\n" + "".join(f"Membre {number}\n" for number in range(many)))
        team.get(f"{HOME}{sent.pk}/")
        with CaptureQueriesContext(connection) as queries:
            team.get(f"{HOME}{sent.pk}/")
        asked.append(len(queries))

    assert asked[0] == asked[1]
