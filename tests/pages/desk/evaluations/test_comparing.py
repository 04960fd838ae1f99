"""Two evaluations compared on a page."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from tests.pages.desk.evaluations.conftest import DESK, Done

COMPARE = f"{DESK}comparer/"


def told(client: Client, question: str) -> str:
    answer = client.get(COMPARE + question)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u202f", " ")


def test_what_moved_came_and_went_is_told_with_what_the_report_says_of_it(
    team: Client, done: Done, moved: Done
) -> None:
    done()
    moved()

    page = told(team, "?avant=1&apres=2")

    row = re.search(r"<a [^>]*>Membres</a>.*?</tr>", page)
    assert row
    assert re.findall(r"<(?:del|ins)>([^<]*)<", row[0]) == ["57", "56"]
    assert '<td class="num" data-head="Écart">−1</td>' in row[0]
    assert "57 → 56" in row[0]
    assert "− m01  Nom : Vesdrame Productions ; Nature : Entreprise ; Catégorie : Membre effectif" in row[0]
    assert "2 chiffres ont bougé" in page
    assert "1 chiffre est apparu" in page
    assert "1 chiffre a disparu" in page
    assert "1 phrase a changé" in page
    assert "Ils sont 56." in page


def test_two_that_are_not_of_one_period_say_so(team: Client, done: Done) -> None:
    done(period_from=dt.date(2022, 1, 1), period_to=dt.date(2023, 12, 31))
    done()

    assert "(du 1er janvier 2022 au 31 décembre 2023 → aucune)" in told(team, "?avant=1&apres=2")
    assert "ne portent pas sur la même période" not in told(team, "?avant=2&apres=2")


def test_what_did_not_move_is_hidden_until_it_is_asked_for(team: Client, done: Done, moved: Done) -> None:
    done()
    moved()

    page, whole = told(team, "?avant=1&apres=2"), told(team, "?avant=1&apres=2&tout=1")

    assert "Réponses à l’enquête" not in page
    assert "s’impriment comme avant" in page
    assert "Réponses à l’enquête" in whole


def test_two_that_say_the_same_say_so(team: Client, done: Done) -> None:
    done()
    done()

    page = told(team, "?avant=1&apres=2")

    assert "Aucun chiffre n’a bougé" in page
    assert "Aucune phrase n’a changé" in page


def test_two_are_chosen_from_the_list(team: Client, done: Done) -> None:
    done()
    alone = team.get(DESK).content.decode()
    done()

    page, choice = team.get(DESK).content.decode(), told(team, "")

    assert COMPARE not in alone
    assert f'action="{COMPARE}"' in page
    assert '<option value="1" selected>' in page
    assert '<option value="2" selected>' in page
    assert "Comparer" in choice


@pytest.mark.parametrize("question", ["?avant=1&apres=9", "?avant=1&apres=deux", "?avant=1&apres=2"])
def test_what_is_no_evaluation_that_is_done_is_no_page(
    team: Client, done: Done, made: Done, question: str
) -> None:
    done()
    made()

    assert team.get(COMPARE + question).status_code == 404
