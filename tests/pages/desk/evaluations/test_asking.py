"""A new evaluation: once, with its files, or refused in words with nothing kept."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.pages.desk.evaluations.conftest import DESK, Done, token

from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation import tasks
from grappe.apps.evaluation.acts.making import attach_file
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of

NEW = f"{DESK}nouvelle/"
ACTIONS = b"action_id;held_on;title;kind\na1;12/05/2023;Rencontre;plenary\n"
JOINED = b"action_id,member_id\na1,m01\n"


def sent(name: str, content: bytes = ACTIONS) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def told(**more: object) -> dict[str, object]:
    """What a person types, and chooses."""
    return {"as_of": "2024-03-01", "language": "fr", "drafts": "replace", **more}


def asked() -> int:
    """How many evaluations the workers are asked for."""
    return DBTaskResult.objects.filter(task_path=tasks.evaluate.module_path).count()


def kept_files() -> set[Path]:
    return {one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()}


def test_the_form_names_each_table_that_is_to_be_brought_and_each_that_is_there(
    team: Client, book: Cluster
) -> None:
    page = team.get(NEW).content.decode()

    wanted = re.findall(r'name="table-(\w+)"', page)
    assert {"actions", "accounts", "ledger", "questionnaire"} <= set(wanted)
    assert not {"members", "cluster", "recognitions", "documents"} & set(wanted)
    assert page.count('<strong>Membres</strong> <code class="ref">members</code>') == 1
    assert f'value="{timezone.localdate().isoformat()}"' in page
    assert book.evaluations.count() == 0


def test_an_evaluation_is_asked_for_with_its_files_named_for_their_tables(
    team: Client, book: Cluster
) -> None:
    files = {"table-actions": sent("Nos activités.CSV"), "others": [sent("logo.toml", b"# rien\n")]}

    answer = team.post(NEW, told(token=token(team, NEW), title="Essai", **files))

    one = book.evaluations.get()
    assert answer.headers["Location"] == f"{DESK}1/"
    assert (one.title, one.as_of, one.state, one.asked_at is not None) == (
        "Essai",
        dt.date(2024, 3, 1),
        Evaluation.State.WAITING,
        True,
    )
    assert [(file.name, file.table) for file in one.files.all()] == [
        ("actions.csv", "actions"),
        ("logo.toml", ""),
    ]
    acts = [line.act for line in entries_of(f"evaluation:{one.pk}")]
    assert acts == ["evaluation.made", *["evaluation.file_attached"] * 2, "evaluation.asked"]
    assert asked() == 1


def test_a_double_click_asks_once(team: Client, book: Cluster) -> None:
    mark = token(team, NEW)

    answers = [team.post(NEW, told(token=mark)).headers["Location"] for _ in range(2)]

    assert answers == [f"{DESK}1/"] * 2
    assert (book.evaluations.count(), asked()) == (1, 1)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"table-actions": sent("a.csv"), "table-participations": sent("p.csv", JOINED + b"a1,m77\n")},
            "participations.csv, ligne 3, colonne member_id",
        ),
        ({"table-actions": sent("a.pdf", b"%PDF-")}, "CSV, XLSX ou Parquet"),
        ({"table-actions": sent("a.csv", b"")}, "est vide"),
        ({"table-actions": sent("a.xlsm", b"PK\x03\x04")}, "macros"),
        ({"table-actions": sent("a.xlsx", b"PK\x03\x04")}, "abîmé"),
        ({"others": [sent("members.csv", b"member_id\nm1\n")]}, "la plateforme tient elle-même"),
        ({"others": [sent("x.svg", b"<svg><script>alert(1)</script></svg>")]}, "contient un script"),
        ({"table-actions": sent("a.csv"), "others": [sent("vacances.csv")]}, "aucune table"),
    ],
    ids=["cell", "kind", "empty", "macro", "broken", "held", "script", "unknown"],
)
def test_wrong_files_are_refused_in_words_and_nothing_is_kept(
    team: Client, book: Cluster, files: dict[str, object], words: str
) -> None:
    lines, before, mark = Entry.objects.count(), kept_files(), token(team, NEW)

    answer = team.post(NEW, told(token=mark, title="Gardé", **files))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page.replace("\u202f", " ")
    assert 'value="Gardé"' in page
    assert (book.evaluations.count(), asked(), Entry.objects.count()) == (0, 0, lines)
    assert kept_files() == before
    assert team.post(NEW, told(token=mark)).status_code == 302


def test_what_breaks_in_the_middle_leaves_nothing_behind(
    team: Client, book: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("out of paper")

    lines, before, mark = Entry.objects.count(), kept_files(), token(team, NEW)
    with monkeypatch.context() as broken:
        broken.setattr("grappe.apps.evaluation.acts.preparing.ask", breaks)
        with pytest.raises(RuntimeError, match="out of paper"):
            team.post(NEW, told(token=mark, **{"table-actions": sent("a.csv")}))

    assert (book.evaluations.count(), Entry.objects.count(), kept_files()) == (0, lines, before)
    assert team.post(NEW, told(token=mark)).headers["Location"] == f"{DESK}1/"


def test_a_file_that_is_too_heavy_is_refused(
    team: Client, book: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grappe.apps.evaluation.acts.preparing.MOST_BYTES", 20)

    answer = team.post(NEW, told(**{"table-actions": sent("a.csv")}))

    assert "pèse plus de" in answer.content.decode()
    assert book.evaluations.count() == 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"as_of": "2999-01-01"}, "n’est pas encore venu"),
        ({"as_of": "hier"}, 'aria-invalid="true"'),
        ({"period_from": "2024-02-01", "period_to": "2024-01-01"}, "finit avant de commencer"),
        ({"as_of": "2019-06-01"}, "aucun membre le 1er juin 2019"),
    ],
)
def test_a_day_that_cannot_be_is_refused_where_it_was_typed(
    team: Client, book: Cluster, more: dict[str, object], words: str
) -> None:
    answer = team.post(NEW, told(title="Gardé", **more))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert book.evaluations.count() == 0


def test_files_are_carried_over_but_for_those_that_are_left_or_replaced(
    team: Client, book: Cluster, made: Done
) -> None:
    first = made(evaluator="Cabinet Dupont")
    for name in ("actions.csv", "participations.csv"):
        content = ACTIONS if name == "actions.csv" else JOINED
        attach_file(first, name=name, file=ContentFile(content), by="person:1", on=first.as_of)
    attach_file(
        first, name="letters.csv", file=ContentFile(b"letter_id\nl1\n"), by="person:1", on=first.as_of
    )
    page = team.get(NEW).content.decode()
    new = ACTIONS + b"a2;13/05/2023;Autre;fair\n"

    team.post(
        NEW,
        told(like=1, keep=["actions.csv", "participations.csv"], **{"table-actions": sent("a.tsv", new)}),
    )

    assert page.count('name="keep"') == 3
    assert 'value="Cabinet Dupont"' in page
    second = book.evaluations.get(number=2)
    files = {file.name: Path(file.file.path).read_bytes() for file in second.files.all()}
    assert files == {"actions.tsv": new, "participations.csv": JOINED}


def test_another_is_prepared_from_one_with_its_day_and_words(team: Client, made: Done) -> None:
    made(title="Mi-parcours", reference="CSC 12")

    page = team.get(f"{NEW}?comme=1").content.decode()

    assert [words in page for words in ('value="Mi-parcours"', 'value="CSC 12"', 'value="2024-03-01"')] == [
        True
    ] * 3
    assert team.get(f"{NEW}?comme=9").status_code == 404


def test_a_day_before_a_document_that_a_file_cites_is_refused_with_what_to_do(
    team: Client, book: Cluster, made: Done
) -> None:
    first = made()
    for code, day in (("d01", dt.date(2019, 1, 1)), ("d06", dt.date(2024, 2, 22))):
        file_document(cluster=book, code=code, title="Rapport", dated_on=day, by="person:1", on=day)
    content = ContentFile(b"finding_id,chapter,kind,text,evidence\nf1,2,finding,Bien.,doc:d06\n")
    attach_file(first, name="findings.csv", file=content, by="person:1", on=first.as_of)

    page = team.post(NEW, told(as_of="2023-03-01", like=1, keep=["findings.csv"])).content.decode()

    assert "findings.csv, ligne 2, colonne evidence" in page
    assert "daté du 22 février 2024, après le jour de référence (1er mars 2023)" in page
    assert re.search(r'name="keep" value="findings.csv" checked', page)
    assert 'value="2023-03-01"' in page
    assert book.evaluations.count() == 1
    answer = team.post(NEW, told(like=1, keep=["findings.csv"]))
    assert answer.headers["Location"] == f"{DESK}2/"
