"""The database that the platform's tests run on: SQLite, or PostgreSQL where the environment says so.

One kind for a whole run, since Wagtail's search is made of other tables on each: `make test` runs twice.
"""

from __future__ import annotations

import atexit
import dataclasses
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import translation
from tests.postgresql import postgresql, programs

from grappe.apps.new_database.writing import write_new_database
from grappe.apps.settings.database import Database, PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation
from grappe.pages.framework.database import database_settings
from grappe.pages.framework.starting import start_django

KIND = "TESTS_ON"
"""The variable that says so."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the databases of many tests begin with: made once in a run, and copied."""

    name: str
    fill: Callable[[], object]


Maker = Callable[[Path, Prepared | None], Installation]
"""Makes a database of its own for one test, with something in it."""
Nothing = Callable[[Path], Installation]
"""Makes a database in which nothing is."""
NUMBERS = count(1)


def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL."""
    told = os.environ.get(KIND, "sqlite")
    if told not in ("sqlite", "postgresql"):
        pytest.exit(f"{KIND} is sqlite or postgresql, not {told}", returncode=4)
    return told == "postgresql"


@cache
def set_up_django() -> None:
    """Set Django up, once for the whole run; `at` then moves it from database to database.

    To be called by a conftest: a test cannot so much as import a model before.
    """
    # The browser of other tests, once open, keeps an event loop in this thread: to Django, that of a server.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    data = Path(tempfile.mkdtemp(prefix="grappe-tests-"))
    atexit.register(shutil.rmtree, data)
    none: Database = SQLite(data / "none.sqlite3")
    if on_postgresql():
        none = PostgreSQL("none", user="grappe", password="", host=str(data), port=None)
    start_django(Installation(data=data, database=none))


@pytest.fixture(scope="session")
def postgresql_socket() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL, started once for the whole run."""
    found = programs()
    if found is None:
        pytest.fail("no PostgreSQL here: make test installs what the tests of the platform need")
    with postgresql(found) as folder:
        yield folder


@pytest.fixture(scope="session")
def _maker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes a database for each test."""
    if on_postgresql():
        return _postgresql(request.getfixturevalue("postgresql_socket"), tmp_path_factory.mktemp("migrated"))
    return _sqlite(tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def prepared() -> Prepared | None:
    """Nothing; rooms of tests that all begin with the same say here with what."""
    return None


@pytest.fixture
def installation(_maker: Maker, tmp_path: Path, prepared: Prepared | None) -> Iterator[Installation]:
    """An installation with a database of its own, migrated, and empty but for what was prepared.

    Transactions in it are real ones.
    """
    made = _maker(tmp_path, prepared)
    with at(made):
        yield made


@pytest.fixture
def nothing_yet(request: pytest.FixtureRequest) -> Nothing:
    """What makes an installation the database of which is there, with nothing in it."""
    if on_postgresql():
        socket = request.getfixturevalue("postgresql_socket")
        return lambda data: _made_on(socket, data, f"nothing_{next(NUMBERS)}")
    return lambda data: Installation(data=data, database=SQLite(data / "nothing.sqlite3"))


@pytest.fixture
def demo(installation: Installation) -> Iterator[Installation]:
    """A demonstration, on a database of its own."""
    settings.INSTALLATION = dataclasses.replace(installation, demo=True)
    yield settings.INSTALLATION
    settings.INSTALLATION = installation


def environment_of(installation: Installation, data: Path) -> dict[str, str]:
    """Return the environment of a command that works in the database of an installation."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("GRAPPE_")}
    match installation.database:
        case PostgreSQL(name=name, host=host):
            address = f"postgresql://grappe@/{name}?host={host}"
        case SQLite(file=file):
            address = f"sqlite:///{file}"
    return {**known, "GRAPPE_DATA": str(data), "GRAPPE_DATABASE": address}


@contextmanager
def at(installation: Installation) -> Iterator[None]:
    """Have Django work in the database of an installation."""
    connection.close()
    told = connections.configure_settings({"default": database_settings(installation)})
    connections.settings["default"] = told["default"]
    settings.INSTALLATION = installation
    # The next to ask for a connection, in any thread, gets one to this database.
    del connections["default"]
    translation.deactivate()  # the language of the page that a test before asked for
    try:
        yield
    finally:
        connection.close()


def forked(act: Callable[[], object]) -> int:
    """Do something in a program born of this one, in the same database; return its number.

    The browser of other tests, once open, keeps an event loop in this thread. The child has none; and for a
    thread without a loop Django keeps another connection, that of an earlier test.
    """
    connection.close()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        with at(settings.INSTALLATION):
            act()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def _sqlite(folder: Path) -> Maker:
    def migrated(prepared: Prepared | None) -> Path:
        file = folder / f"{prepared.name if prepared else 'migrated'}.sqlite3"
        if not file.exists():
            if prepared:
                shutil.copy(migrated(None), file)
            with at(Installation(data=folder, database=SQLite(file))):
                _fill(prepared)
        return file

    def make(data: Path, prepared: Prepared | None) -> Installation:
        return Installation(
            data=data, database=SQLite(shutil.copy(migrated(prepared), data / "grappe.sqlite3"))
        )

    return make


def _postgresql(socket: Path, folder: Path) -> Maker:
    there: set[str] = set()

    def migrated(prepared: Prepared | None) -> str:
        name = f"{prepared.name if prepared else 'migrated'}"
        if name not in there:
            with at(_made_on(socket, folder, name, like=migrated(None) if prepared else "template1")):
                _fill(prepared)
            there.add(name)
        return name

    return lambda data, prepared: _made_on(socket, data, f"test_{next(NUMBERS)}", like=migrated(prepared))


def _fill(prepared: Prepared | None) -> None:
    if prepared:
        prepared.fill()
    else:
        write_new_database()
        call_command("migrate", interactive=False, verbosity=0)


def _made_on(socket: Path, data: Path, name: str, *, like: str = "template1") -> Installation:
    with at(_in(socket, data, "postgres")), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
    return _in(socket, data, name)


def _in(socket: Path, data: Path, name: str) -> Installation:
    return Installation(data, PostgreSQL(name, user="grappe", password="", host=str(socket), port=None))
