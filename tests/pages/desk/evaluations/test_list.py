"""The list of a cluster's evaluations: who sees it, what it tells, how little it asks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.evaluations.conftest import DESK, Done
from tests.visitors import signed_in

from grappe.apps.evaluation.acts.running import begin, end
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.people.models import Person


def asked(client: Client) -> int:
    client.get(DESK)  # what is asked once a session is asked here
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(DESK)
    return len(seen)


def test_an_empty_list_says_what_will_be_there_and_how_to_begin(cast: dict[str, Person]) -> None:
    team, evaluator = (signed_in(cast[name]).get(DESK).content.decode() for name in ("team", "evaluator"))

    assert "s’afficheront ici" in team
    assert f"{DESK}nouvelle/" in team
    assert f"{DESK}nouvelle/" not in evaluator


@pytest.mark.parametrize(
    ("who", "reads", "asks"),
    [
        ("team", 200, 200),
        ("lead", 200, 200),
        ("administrator", 200, 200),
        ("evaluator", 200, 404),
        ("director", 404, 404),
        ("authority", 404, 404),
        ("other_lead", 404, 404),
        ("nobody", 404, 404),
    ],
)
def test_the_evaluator_reads_the_team_asks_and_others_know_of_nothing(
    done: Done, cast: dict[str, Person], who: str, reads: int, asks: int
) -> None:
    one, client = done(), signed_in(cast[who])

    pages = ("", f"{one.number}/", f"{one.number}/rapport.html", f"{one.number}/chiffres/members.total/")
    assert [client.get(DESK + page).status_code for page in pages] == [reads] * 4
    assert client.get(f"{DESK}nouvelle/").status_code == asks
    posted = client.post(f"{DESK}{one.number}/", {"do": "again"}).status_code
    assert posted == {200: 302, 404: 404 if reads == 404 else 403}[asks]
    assert Evaluation.objects.count() == (2 if asks == 200 else 1)


def test_each_evaluation_tells_its_day_its_state_and_how_long_it_took(
    team: Client, made: Done, done: Done
) -> None:
    done(title="Mi-parcours")
    end(begin(made(), by="person:1"), Evaluation.State.REFUSED, by="person:1", refusals={"fr": ["Non."]})
    begin(made(), by="person:1")

    page = team.get(DESK).content.decode()

    assert "Mi-parcours" in page
    assert "1 min 12 s" in page
    assert page.count("Évaluation au 1er mars 2024") == 2
    assert [word in page for word in ("terminée", "refusée", "en cours")] == [True] * 3


def test_thirty_evaluations_are_listed_with_as_many_questions_as_one(team: Client, made: Done) -> None:
    made()
    one = asked(team)
    for _ in range(29):
        made()

    assert asked(team) == one


def test_the_list_goes_on_after_fifty(team: Client, made: Done) -> None:
    for _ in range(51):
        made()

    first, second = (team.get(DESK + page).content.decode() for page in ("", "?page=2"))

    assert f'{DESK}2/"' in first
    assert f'{DESK}1/"' not in first
    assert f'{DESK}1/"' in second
    assert team.get(f"{DESK}?page=deux").status_code == 200


def test_the_home_page_tells_the_last_one_and_what_is_to_be_done(
    cast: dict[str, Person], made: Done, done: Done
) -> None:
    done()
    made()

    team, evaluator = (
        signed_in(cast[name]).get("/bureau/grappes/twist/").content.decode() for name in ("team", "evaluator")
    )

    assert "Dernière évaluation, au 1er mars 2024" in team
    assert "L’évaluation 2, au 1er mars 2024, est prête" in team
    assert "est prête" not in evaluator
