"""The page of one evaluation: prepared, followed, done with its figures and reports, refused, tried again."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.pages.desk.evaluations.conftest import BY, DAY, DESK, Done, token
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation import tasks
from grappe.apps.evaluation.acts import running
from grappe.apps.evaluation.acts.asking import ask
from grappe.apps.evaluation.acts.making import NoLongerOpen, attach_file, make_evaluation
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.journal.queries import entries_of
from grappe.apps.people.models import Person

State = Evaluation.State


def asked() -> int:
    return DBTaskResult.objects.filter(task_path=tasks.evaluate.module_path).count()


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_that_is_prepared_is_started_once_and_then_its_files_stay(team: Client, made: Done) -> None:
    one = made()
    mark = token(team, f"{DESK}1/")

    for _ in range(2):
        team.post(f"{DESK}1/", {"do": "ask", "token": mark})
    team.post(f"{DESK}1/", {"do": "ask", "token": "another"})

    one.refresh_from_db()
    assert one.asked_at is not None
    assert asked() == 1
    assert [line.act for line in entries_of(f"evaluation:{one.pk}")] == [
        "evaluation.made",
        "evaluation.asked",
    ]
    with pytest.raises(NoLongerOpen):
        attach_file(one, name="letters.csv", file=ContentFile(b"letter_id\n"), by=BY, on=DAY)


def test_one_that_runs_says_its_step_and_the_page_follows_it(team: Client, made: Done) -> None:
    one = ask(made(), by=BY, on=DAY)
    here = f"{DESK}1/avancement/"

    waits = words_of(team, here)
    running.begin(one, by=BY)
    running._sign(one, "Audit des phrases")
    runs, page = words_of(team, here), words_of(team, f"{DESK}1/")
    running.end(one, State.REFUSED, by=BY, refusals={"fr": ["Non."]})
    over = words_of(team, here)

    assert "attend son tour" in waits
    assert "Audit des phrases" in runs
    assert 'value="3"' in runs
    assert f'data-follow="{here}"' in page
    assert "desk/follow" in page
    assert ["data-over" in told for told in (waits, runs, over)] == [False, False, True]


def test_one_that_waits_for_nobody_says_whom_to_tell(team: Client, made: Done) -> None:
    one = ask(made(), by=BY, on=DAY)
    Evaluation.objects.filter(pk=one.pk).update(asked_at=one.made_at.replace(year=2020))

    assert "peut-être arrêté" in words_of(team, f"{DESK}1/avancement/")


def test_one_that_was_refused_tells_why_and_is_tried_again(team: Client, made: Done) -> None:
    one = made(title="Mi-parcours", reference="CSC 12")
    attach_file(one, name="letters.csv", file=ContentFile(b"letter_id\nl1\n"), by=BY, on=DAY)
    running.end(running.begin(one, by=BY), State.REFUSED, by=BY, refusals={"fr": ["La colonne manque."]})
    page, mark = words_of(team, f"{DESK}1/"), token(team, f"{DESK}1/")

    answers = [team.post(f"{DESK}1/", {"do": "again", "token": mark}) for _ in range(2)]

    assert "La colonne manque." in page
    assert "?comme=1" in page
    assert [answer.headers["Location"] for answer in answers] == [f"{DESK}2/"] * 2
    second = Evaluation.objects.get(number=2)
    assert (second.title, second.reference, second.files.get().name, asked()) == (
        "Mi-parcours",
        "CSC 12",
        "letters.csv",
        1,
    )


def test_one_that_is_done_shows_its_figures_by_chapter_with_what_they_rest_on(
    team: Client, done: Done
) -> None:
    done()
    page = words_of(team, f"{DESK}1/").replace("\u202f", " ")

    assert "3. Représentativité du cluster" in page
    row = re.search(r"<tr[^>]*><th[^>]*><a[^>]*>Emploi médian par entreprise</a>.*?</tr>", page)
    assert row
    assert re.findall(r"<td[^>]*>([^<]*)</td>", row[0]) == ["13\xa0ETP", "8,0\xa0–\xa016,0", "21 sur 36"]
    assert "aucun nombre entier n’est cette part de 21" in page
    assert page.count('class="num"') > 287


@pytest.mark.parametrize("question", ["emploi médian", "MEDIANES emplois", "employment.median"])
def test_figures_are_found_by_words(team: Client, done: Done, question: str) -> None:
    done()

    page = words_of(team, f"{DESK}1/?q={question}")

    assert ">Emploi médian par entreprise<" in page
    assert ">Réponses à l’enquête<" not in page


def test_words_that_no_figure_bears_find_none(team: Client, done: Done) -> None:
    done()

    assert "Aucun chiffre ne porte ces mots." in words_of(team, f"{DESK}1/?q=zzz")


def test_what_moved_since_the_one_before_stands_beside_each_figure(
    team: Client, done: Done, moved: Done
) -> None:
    done()
    moved()

    page = words_of(team, f"{DESK}2/")

    assert '<span class="moved-by">−1</span>' in page
    assert f"{DESK}comparer/?avant=1&amp;apres=2" in page
    assert "moved-by" not in words_of(team, f"{DESK}1/")


def test_tables_are_named_with_the_files_they_came_as(team: Client, done: Done, made: Done) -> None:
    done()
    waits = made()
    attach_file(waits, name="letters.csv", file=ContentFile(b"letter_id\nl1\n"), by=BY, on=DAY)
    held = waits.files.get()

    page, first = words_of(team, f"{DESK}2/"), words_of(team, f"{DESK}1/")
    answer = team.get(f"{DESK}2/fichiers/{held.pk}/")

    assert f"{DESK}2/fichiers/{held.pk}/" in page
    assert (
        '<strong>Questionnaire</strong> <code class="ref">questionnaire</code> · questionnaire.xlsx' in first
    )
    assert b"".join(answer.streaming_content) == b"letter_id\nl1\n"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letters.csv"'
    assert team.get(f"{DESK}1/fichiers/{held.pk}/").status_code == 404
    Path(held.file.path).unlink()
    assert team.get(f"{DESK}2/fichiers/{held.pk}/").status_code == 404


def test_the_journal_of_an_evaluation_stands_on_its_page(team: Client, made: Done) -> None:
    one = made()
    attach_file(one, name="letters.csv", file=ContentFile(b"letter_id\nl1\n"), by=BY, on=DAY)

    page = words_of(team, f"{DESK}1/")

    assert "a joint letters.csv à l’évaluation 1." in page
    assert "a préparé l’évaluation 1." in page


def test_the_report_stands_apart_from_the_platform_and_runs_its_own_script_alone(
    team: Client, done: Done
) -> None:
    done()

    answer = team.get(f"{DESK}1/rapport.html")

    policy = answer.headers["Content-Security-Policy"]
    scripts = re.findall(rb"<script>(.*?)</script>", answer.content, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(scripts[-1]).digest()).decode()
    assert f"script-src 'sha256-{mark}'" in policy
    assert "default-src 'none'" in policy
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("form", "start", "how"),
    [
        ("html", b"<!doctype html>", "inline"),
        ("pdf", b"%PDF-", "inline"),
        ("docx", b"PK\x03\x04", "attachment"),
        ("pdf?telecharger", b"%PDF-", "attachment"),
    ],
)
def test_the_three_reports_are_opened_and_taken_away(
    team: Client, done: Done, form: str, start: bytes, how: str
) -> None:
    done()

    answer = team.get(f"{DESK}1/rapport.{form}")

    name = form.partition("?")[0]
    assert answer.content.lower().startswith(start.lower())
    assert answer.headers["Content-Disposition"] == f'{how}; filename="twist-2024-03-01-1.{name}"'
    assert team.get(f"{DESK}1/rapport.csv").status_code == 404


def test_an_evaluation_of_another_cluster_is_not_there(team: Client, book: Cluster, other: Cluster) -> None:
    make_evaluation(cluster=other, as_of=DAY, by=BY, on=DAY)

    pages = ("", "avancement/", "rapport.html", "chiffres/members.total/", "fichiers/1/")

    assert [team.get(f"{DESK}1/{page}").status_code for page in pages] == [404] * 5
    assert team.get(f"{DESK}99999999999999999999/").status_code == 404
    assert book.evaluations.count() == 0


def test_who_reads_the_desk_is_told_who_launches_what_is_ready(cast: dict[str, Person], made: Done) -> None:
    page = signed_in(cast["evaluator"]).get(f"{DESK}{made().number}/").content.decode()

    assert ("L’équipe du cluster la lance." in page, "Lancer l’évaluation" in page) == (True, False)
