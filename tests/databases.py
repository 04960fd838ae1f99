"""The databases that the platform's tests run on: each such test runs on SQLite, then on PostgreSQL."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from tests.postgresql import postgresql, programs

from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation
from grappe.pages.framework import database_settings, start_django

Maker = Callable[[Path], Installation]
"""Makes a database of its own for one test, already migrated."""


def lacking_postgresql(config: pytest.Config) -> None:
    """End the test: passed over in a bare pytest, failed under `make test`."""
    (pytest.fail if config.getoption("--need-postgresql") else pytest.skip)(
        "no PostgreSQL here: make test installs what the tests of the platform need"
    )


@cache
def set_up_django() -> None:
    """Set Django up, once for the whole run; `at` then moves it from database to database.

    To be called by a conftest: a test cannot so much as import a model before.
    """
    # The browser of other tests, once open, keeps an event loop in this thread: to Django, that of a server.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    data = Path(tempfile.mkdtemp(prefix="grappe-tests-"))
    atexit.register(shutil.rmtree, data)
    start_django(Installation(data=data, database=SQLite(data / "none.sqlite3")))


@pytest.fixture(scope="session")
def postgresql_socket(pytestconfig: pytest.Config) -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL, started once for the whole run."""
    found = programs()
    if found is None:
        lacking_postgresql(pytestconfig)
    else:
        with postgresql(found) as folder:
            yield folder


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def _engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes databases, of each kind in turn."""
    if request.param == "sqlite":
        return _sqlite(tmp_path_factory.mktemp("migrated"))
    return _postgresql(request.getfixturevalue("postgresql_socket"), tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def installation(_engine: Maker, tmp_path: Path) -> Iterator[Installation]:
    """An installation with a database of its own, migrated and empty; transactions in it are real ones."""
    made = _engine(tmp_path)
    with at(made):
        yield made


@contextmanager
def at(installation: Installation) -> Iterator[None]:
    """Have Django work in the database of an installation."""
    connection.close()
    told = connections.configure_settings({"default": database_settings(installation)})
    connections.settings["default"] = told["default"]
    settings.INSTALLATION = installation
    # The next to ask for a connection, in any thread, gets one to this database.
    del connections["default"]
    try:
        yield
    finally:
        connection.close()


def _sqlite(folder: Path) -> Maker:
    migrated = folder / "migrated.sqlite3"
    with at(Installation(data=folder, database=SQLite(migrated))):
        call_command("migrate", interactive=False, verbosity=0)

    def make(data: Path) -> Installation:
        return Installation(data=data, database=SQLite(shutil.copy(migrated, data / "grappe.sqlite3")))

    return make


def _postgresql(socket: Path, folder: Path) -> Maker:
    def named(name: str, data: Path) -> Installation:
        return Installation(data, PostgreSQL(name, user="grappe", password="", host=str(socket), port=None))

    def ask(statement: str) -> None:
        with at(named("postgres", folder)), connection.cursor() as cursor:
            cursor.execute(statement)

    ask("CREATE DATABASE migrated")
    with at(named("migrated", folder)):
        call_command("migrate", interactive=False, verbosity=0)
    numbers = iter(range(1, 1_000_000))

    def make(data: Path) -> Installation:
        name = f"test_{next(numbers)}"
        ask(f"CREATE DATABASE {name} TEMPLATE migrated")
        return named(name, data)

    return make
