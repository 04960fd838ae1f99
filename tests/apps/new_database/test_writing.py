"""A database written at once is the one that the migrations make."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from tests.databases import Nothing, at
from tools.new_database import dump_of, migrate, without_what_is_its_own

from grappe.apps.new_database import writing
from grappe.apps.new_database.writing import statements_for, write_new_database, written_in
from grappe.apps.settings.installation import Installation

MANY = 20
"""Migrations on top of those written from which a new database is slow: `make snapshot` writes them too."""
NUMBERED_AS_THEY_COME = re.compile(
    r"^(INSERT INTO|SELECT pg_catalog.setval).*\b(django_migrations|django_content_type|auth_permission)\b"
)
NAMED_ROWS = (
    "SELECT app, name FROM django_migrations",
    "SELECT app_label, model FROM django_content_type",
    "SELECT c.model, p.codename FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id",
)


@pytest.fixture
def empty(nothing_yet: Nothing, tmp_path: Path) -> Installation:
    return nothing_yet(tmp_path)


def written() -> str:
    found = statements_for(connection.vendor)
    assert found is not None
    return found


def folders(within: Path, count: int) -> list[Path]:
    made = [within / str(number) for number in range(count)]
    for folder in made:
        folder.mkdir()
    return made


def keys_of_pages() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT translation_key FROM wagtailcore_page")
        return {str(key) for (key,) in cursor.fetchall()}


def language_of_pages() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT language_code FROM wagtailcore_locale")
        ((language,),) = cursor.fetchall()
        return str(language)


def made_of(made: Installation, again: Installation, monkeypatch: pytest.MonkeyPatch) -> list[list[Any]]:
    """What a database is made of, in no order; the rows that are numbered as migrations come, by their names.

    again: an empty one. PostgreSQL says some conditions in other words once it has read its own.
    """
    dump = dump_of(made)
    with monkeypatch.context() as patched, at(again):
        patched.setattr(writing, "statements_for", lambda _vendor: dump)
        assert write_new_database()
        without_what_is_its_own()
        with connection.cursor() as cursor:
            named = []
            for asked in NAMED_ROWS:
                cursor.execute(asked)
                named.append(sorted(cursor.fetchall()))
    kept = [line for line in dump_of(again).splitlines() if not NUMBERED_AS_THEY_COME.search(line)]
    return [sorted(kept), *named]


def test_what_is_written_is_what_the_migrations_make(
    nothing_yet: Nothing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_migrations, at_once, *empties = (nothing_yet(folder) for folder in folders(tmp_path, 4))
    migrate(by_migrations)
    with at(at_once):
        assert write_new_database()
    migrate(at_once)

    expected, found = (
        made_of(made, again, monkeypatch)
        for made, again in zip((by_migrations, at_once), empties, strict=True)
    )
    assert found == expected
    assert [len(rows) > 50 for rows in expected] == [True] * 4


def test_few_migrations_have_come_since(empty: Installation) -> None:
    with at(empty):
        write_new_database()
        executor = MigrationExecutor(connection)
        later = executor.migration_plan(executor.loader.graph.leaf_nodes())

        assert len(executor.loader.applied_migrations) > 200
        assert len(later) < MANY


def test_each_database_has_keys_of_its_own_and_the_language_of_its_installation(
    nothing_yet: Nothing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LANGUAGE_CODE", "de")
    keys = []
    for folder in folders(tmp_path, 2):
        with at(nothing_yet(folder)):
            write_new_database()
            keys.append(keys_of_pages())
            assert language_of_pages() == "de"

    assert [len(of_one) for of_one in keys] == [2, 2]
    assert keys[0] & keys[1] == set()


def test_a_database_in_which_there_is_something_is_left_alone(empty: Installation) -> None:
    with at(empty):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE of_another (id integer)")

        assert not write_new_database()
        assert connection.introspection.table_names() == ["of_another"]


def test_a_database_of_an_earlier_day_is_not_written(empty: Installation) -> None:
    with at(empty):
        earlier = written_in(written()) - {("journal", "0001_lines")}

        assert len(earlier) == len(written_in(written())) - 1
        assert not write_new_database(earlier)
        assert connection.introspection.table_names() == []


def test_a_fault_at_the_end_leaves_nothing(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = written()
    monkeypatch.setattr(
        writing, "statements_for", lambda _vendor: f"{statements}\nINSERT INTO nowhere VALUES (1);"
    )
    with at(empty):
        with pytest.raises(DatabaseError, match="nowhere"):
            write_new_database()

        assert connection.introspection.table_names() == []
    monkeypatch.undo()
    with at(empty):
        assert write_new_database()
