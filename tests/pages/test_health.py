"""What watches the service is answered at `/sante/`."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from tests.databases import at

from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation
from grappe.pages.logs import GIVEN


@pytest.mark.usefixtures("installation")
def test_a_platform_that_is_well_says_so() -> None:
    answer = Client().get("/sante/", headers={"host": "localhost"})

    assert (answer.status_code, answer.json()) == (
        200,
        {"database": "well", "migrations": "well", "worker": "well"},
    )
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("installation")
def test_migrations_that_wait_make_it_ill() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal'")

    answer = Client().get("/sante/", headers={"host": "localhost"})

    assert (answer.status_code, answer.json()) == (
        503,
        {"database": "well", "migrations": "ill", "worker": "well"},
    )


def test_a_database_that_cannot_be_read_makes_it_ill_and_nothing_more_is_told(tmp_path: Path) -> None:
    file = tmp_path / "grappe.sqlite3"
    file.write_text("Ceci n’est pas une base de données. " * 100)

    with at(Installation(data=tmp_path, database=SQLite(file))):
        answer = Client().get("/sante/", headers={"host": "localhost"})

    assert (answer.status_code, answer.json()) == (
        503,
        {"database": "ill", "migrations": "unknown", "worker": "unknown"},
    )


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize(("method", "status"), [("head", 200), ("post", 405), ("delete", 405)])
def test_it_is_asked_and_not_told(method: str, status: int) -> None:
    assert getattr(Client(), method)("/sante/", headers={"host": "localhost"}).status_code == status


@pytest.mark.usefixtures("installation")
def test_a_name_that_is_not_ours_is_refused() -> None:
    assert Client().get("/sante/", headers={"host": "autre.example.org"}).status_code == 400


@pytest.mark.usefixtures("installation")
def test_each_answer_leaves_one_line_without_what_follows_the_question_mark(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "grappe.answers"):
        Client().get("/sante/?jeton=secret", headers={"host": "localhost"})

    (line,) = [record for record in caplog.records if record.name == "grappe.answers"]
    given = getattr(line, GIVEN)
    assert {name: given[name] for name in ("method", "path", "status")} == {
        "method": "GET",
        "path": "/sante/",
        "status": 200,
    }
    assert given["ms"] > 0
