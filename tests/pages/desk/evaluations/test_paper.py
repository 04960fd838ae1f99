"""The paper of a figure: definition, tables, rows counted and left aside, arithmetic, sentences, audit."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.evaluations.conftest import DESK, Done


def paper(client: Client, figure: str) -> str:
    answer = client.get(f"{DESK}1/chiffres/{figure}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def test_a_figure_tells_what_it_means_and_what_it_comes_from(team: Client, done: Done) -> None:
    done()

    page = paper(team, "employment.median/")

    assert "Médiane de l’emploi des entreprises membres dont il est connu." in page
    assert '<strong>Membres</strong> <code class="ref">members</code> · plateforme' in page
    assert (
        '<strong>Comptes annuels</strong> <code class="ref">accounts</code> · fichier joint « accounts.csv »'
        in page
    )
    assert "rangs des valeurs observées" in page
    assert "n = 21 sur 36 éligibles · 15 lignes laissées de côté" in page
    assert re.search(r'<tr class="aside"><th scope="row">m08</th><td>laissée de côté</td>', page)
    assert "La valeur de ce rang est 13." in page
    assert "la médiane ne s’élève qu’à 13 emplois" in page
    assert "aucune part n’est donnée qui permette de le dire" in page


def test_a_figure_with_classes_shows_the_rows_of_the_one_that_is_chosen(team: Client, done: Done) -> None:
    done()

    whole, one = paper(team, "members.by_kind/"), paper(team, "members.by_kind/?classe=research")

    assert "Choisissez une classe" in whole
    assert "Ses lignes · Acteurs de la recherche" in one
    assert "2 lignes comptées sur 2." in one


def test_the_rows_are_told_in_the_words_of_the_reader(team: Client, done: Done) -> None:
    done()

    page = paper(team, "members.total/")

    assert re.findall(r'<th scope="col">([^<]+) <code class="ref">(\w+)</code>', page) == [
        ("Nom", "name"),
        ("Nature", "kind"),
        ("Catégorie", "category"),
        ("Entrée", "joined_on"),
        ("Sortie", "left_on"),
    ]
    row = re.search(r"m01</a></th>(.*?)</tr>", page)
    assert row
    assert re.findall(r"<td>([^<]*)</td>", row[1]) == [
        "oui",
        "Vesdrame Productions",
        "Entreprise",
        "Membre effectif",
        "11 juin 2007",
        "",
    ]


def test_a_column_that_was_worked_out_bears_no_name_of_the_files(team: Client, done: Done) -> None:
    done()

    page = paper(team, "employment.median/")

    assert '<th scope="col">Classe de taille</th>' in page
    assert "<td>10 à 19 ETP</td>" in page


def test_axes_questions_and_places_are_called_as_people_call_them(team: Client, done: Done) -> None:
    done()

    actions, answers, places = (
        paper(team, address)
        for address in (
            "actions.total/",
            "impact.mean/",
            "members.enterprises_by_province/?classe=BE33",
        )
    )

    assert "<td>ax1</td>" not in actions
    assert re.search(r'<th scope="row">[^<]+ <code class="ref">\w+</code></th>', answers)
    assert "<td>Liège</td><td>oui</td>" in places


def test_a_row_named_after_a_member_leads_to_it(team: Client, done: Done) -> None:
    done()

    page = paper(team, "members.total/")

    assert re.search(r'<a href="/bureau/grappes/twist/membres/fiches/m01/">m01</a>', page)
    assert 'fiches/m40/"' not in page


@pytest.mark.parametrize("figure", ["members.rumours/", "members.total%5Bx%5D/"])
def test_a_figure_that_is_none_is_no_page(team: Client, done: Done, figure: str) -> None:
    done()

    assert team.get(f"{DESK}1/chiffres/{figure}").status_code == 404


def test_one_that_is_not_done_has_no_figures(team: Client, made: Done) -> None:
    made()

    assert team.get(f"{DESK}1/chiffres/members.total/").status_code == 404


def test_a_figure_of_many_rows_asks_as_little_as_one_of_none(team: Client, done: Done) -> None:
    done()
    paper(team, "members.total/")

    counts = []
    for figure in ("members.total/", "sector.members/"):
        with CaptureQueriesContext(connection) as seen:
            paper(team, figure)
        counts.append(len(seen))

    assert counts[0] <= counts[1] + 1
