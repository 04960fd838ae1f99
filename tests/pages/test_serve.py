"""`grappe serve` and `grappe doctor`, as people run them, on both databases."""

from __future__ import annotations

import datetime as dt
import errno
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener  # noqa: TID251 - visits a platform of this machine

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from tests.databases import at, environment_of

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.queries.register import members_on
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation
from grappe.apps.work.housekeeping import have_it_tidied

COMMAND = [sys.executable, "-m", "grappe.cli.main"]
PATIENCE = 240
"""Seconds: three on a quiet machine, minutes on one that does much else."""


@pytest.fixture
def environment(installation: Installation, tmp_path: Path) -> dict[str, str]:
    """The settings of an installation whose database is prepared, and the rest still to be made."""
    return environment_of(installation, tmp_path / "data")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def asked(port: int) -> tuple[int, object]:
    """Ask for the health of the platform."""
    connected = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connected.request("GET", "/sante/")
        answer = connected.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connected.close()


@contextmanager
def serving(
    environment: dict[str, str], port: int, log: Path, *, workers: int = 1
) -> Iterator[subprocess.Popen[bytes]]:
    """A platform that answers, until the end of the block."""
    words = [*COMMAND, "serve", "--port", str(port), "--workers", str(workers)]
    with answering(words, environment, port, log) as server:
        yield server


@contextmanager
def answering(
    words: list[str], environment: dict[str, str], port: int, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that ends in a platform which answers, until the end of the block."""
    with log.open("wb") as errors:
        server = subprocess.Popen(words, env=environment, stderr=errors)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                asked(port)
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.02)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def run(environment: dict[str, str], *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [*COMMAND, *words], env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.returncode, done.stdout, done.stderr


def home_of_the_team(port: int) -> tuple[int, bool]:
    """Come in as the first person of the demonstration; the status of their home, and if it has pictures."""
    site = f"http://127.0.0.1:{port}"
    opener = build_opener(HTTPCookieProcessor())
    page = opener.open(f"{site}/compte/login/", timeout=PATIENCE).read().decode()
    sent = {
        "csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0],
        "person": re.findall(r'name="person" value="(\d+)"', page)[0],
    }
    opener.open(f"{site}/compte/demo/", urllib.parse.urlencode(sent).encode(), timeout=PATIENCE)
    home = opener.open(f"{site}/bureau/grappes/twist/", timeout=PATIENCE)
    return home.status, b"<svg" in home.read()


def test_the_demonstration_command_ends_on_a_platform_that_answers(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    words = [
        "demo",
        "--serve",
        "--port",
        str(port),
        "--out",
        str(tmp_path / "out"),
        "--data",
        str(tmp_path / "data"),
    ]

    with answering([*COMMAND, *words], dict(os.environ), port, log):
        home = home_of_the_team(port)

    assert home == (200, True)


def test_the_platform_answers_and_stops_when_told(environment: dict[str, str], tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"

    with serving(environment, port, log) as server:
        answer = asked(port)
        health = run(environment, "doctor")

    assert answer == (200, {"database": "well", "migrations": "well", "worker": "well"})
    assert (health[0], health[1].splitlines()[-1], health[2]) == (0, "Tout va bien.", "")
    assert server.returncode == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["path"] for line in lines if line["from"] == "grappe.answers"][:2] == ["/sante/", "/sante/"]
    assert oct((tmp_path / "data" / "secret-key").stat().st_mode & 0o777) == "0o600"


def test_a_demonstration_begins_with_twist_and_keeps_what_becomes_of_it(
    environment: dict[str, str], installation: Installation, tmp_path: Path
) -> None:
    demonstration = {**environment, "GRAPPE_DEMO": "oui"}

    port = free_port()
    with serving(demonstration, port, tmp_path / "first"), at(installation):
        home = home_of_the_team(port)
        cluster = Cluster.objects.get()
        seats = (
            cluster.slug,
            members_on(cluster, dt.date(2010, 3, 1)).count(),
            Person.objects.exclude(demo="").exists(),
        )
        Cluster.objects.update(name="Lumières")
    with serving(demonstration, free_port(), tmp_path / "second"), at(installation):
        names = [one.name for one in Cluster.objects.all()]

    assert home == (200, True)
    assert seats == ("twist", 57, True)
    assert names == ["Lumières"]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_platform_that_is_killed_leaves_no_worker_on_its_port(
    environment: dict[str, str], tmp_path: Path, workers: int
) -> None:
    port = free_port()

    with serving(environment, port, tmp_path / "log", workers=workers) as server:
        server.kill()
        server.wait(PATIENCE)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_server(("127.0.0.1", port)).close()
                break
            except OSError:
                assert time.monotonic() < until, "a worker keeps the port"
                time.sleep(0.02)

    with serving(environment, port, tmp_path / "log"):
        assert asked(port)[0] == 200


def statuses(settings: Installation) -> list[tuple[str, int]]:
    """Of each work asked for: how it stands, and how often it was begun."""
    with at(settings):
        return [(work.status, len(work.worker_ids)) for work in DBTaskResult.objects.order_by("enqueued_at")]


def test_the_platform_does_the_work_that_waits_and_takes_up_what_was_left(
    environment: dict[str, str], installation: Installation, tmp_path: Path
) -> None:
    have_it_tidied()
    DBTaskResult.objects.get().claim(f"{socket.gethostname()}-serve")
    connection.close()

    with serving(environment, free_port(), tmp_path / "log"):
        until = time.monotonic() + PATIENCE
        while statuses(installation)[0][0] != "SUCCESSFUL":
            assert time.monotonic() < until, (tmp_path / "log").read_text()
            time.sleep(0.1)

    assert statuses(installation) == [("SUCCESSFUL", 2), ("READY", 0)]


def test_a_taken_port_is_told_in_a_sentence(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(environment, "serve", "--port", str(port))

    taken_by = f"127.0.0.1, port {port} ({os.strerror(errno.EADDRINUSE)})"
    assert ended == (1, "", f"Impossible d’écouter sur {taken_by}. Choisissez un autre --port ou --host.\n")


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_a_bad_setting_is_told_and_nothing_is_made(command: str, tmp_path: Path) -> None:
    data = tmp_path / "data"

    ended = run({**os.environ, "GRAPPE_DATA": str(data), "GRAPPE_LANGUAGE": "it"}, command)

    assert ended == (20, "", "GRAPPE_LANGUAGE (la langue) vaut « it ». Sont admis : fr, en, nl, de.\n")
    assert not data.exists()


@pytest.mark.parametrize("command", ["serve", "doctor"])
def test_a_database_that_does_not_answer_is_told_with_its_remedy(command: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    settings = {
        "GRAPPE_SECRET_KEY": "k" * 60,
        "GRAPPE_DATA": str(tmp_path / "data"),
        "GRAPPE_DATABASE": f"postgresql://anne:secret@/grappe?host={tmp_path}",
        "GRAPPE_LANGUAGE": "fr",
    }

    code, _, told = run({**os.environ, **settings}, command)

    assert (code, told.count("\n"), "secret" in told) == (21, 1, False)
    assert told.startswith(f"La base de données « postgresql://{tmp_path}/grappe » ne répond pas (")
    assert told.endswith(
        "Vérifiez que le serveur PostgreSQL tourne et que GRAPPE_DATABASE donne la bonne adresse, personne et "
        "base.\n"
    )


def test_a_new_database_waits_for_its_first_start_which_prepares_it(tmp_path: Path) -> None:
    environment = {**os.environ, "GRAPPE_DATA": str(tmp_path / "data"), "GRAPPE_SECRET_KEY": "k" * 60}
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "grappe.sqlite3").touch()

    before = run(environment, "doctor")
    with serving(environment, free_port(), tmp_path / "log"):
        after = run(environment, "doctor")

    assert before[0] == 21
    assert re.fullmatch(
        r"La base de données attend des migrations : \S+, \S+, \S+… \(\d+\)\. "
        r"Arrêtez puis relancez grappe serve, qui les applique\.\n",
        before[2],
    )
    assert (after[0], after[1].splitlines()[-1]) == (0, "Tout va bien.")
