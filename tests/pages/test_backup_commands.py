"""`grappe backup`, `restore`, `doctor` and `serve` beside one another, as people run them."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.databases import on_postgresql
from tests.pages.test_serve import COMMAND, PATIENCE, asked, environment, free_port, run, serving

__all__ = ["environment"]


def test_a_backup_is_made_while_the_platform_answers_and_a_restoration_waits_for_its_end(
    environment: dict[str, str], tmp_path: Path
) -> None:
    data, archive = tmp_path / "data", tmp_path / "one.zip"

    with serving(environment, free_port(), tmp_path / "log"):
        made = run(environment, "backup", str(archive))
        early = run(environment, "restore", str(archive), "--replace")
    not_told = run(environment, "restore", str(archive))
    put_back = run(environment, "restore", str(archive), "--replace")
    health = run(environment, "doctor", "--backup", str(archive))

    assert (made[0], made[2]) == (0, "")
    assert made[1].startswith(f"Sauvegarde écrite : {archive} (")
    stopped = f"travaille dans « {data} » (grappe serve, ou une sauvegarde). Arrêtez-le, puis recommencez.\n"
    assert (early[0], early[1]) == (23, "")
    assert early[2].endswith(stopped)
    assert (not_told[0], "--replace" in not_told[2]) == (2, True)
    assert (put_back[0], put_back[2]) == (0, "")
    (aside,) = data.glob("before-*")
    assert f"L’état précédent est gardé dans {aside}\n" in put_back[1]
    assert ("schéma before_" in put_back[1]) == on_postgresql()
    assert (health[0], health[1].splitlines()[-1]) == (0, "Tout va bien.")


def test_a_backup_that_cannot_be_used_is_told_with_its_code(
    environment: dict[str, str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_text("hello")

    code, told, wrong = run(environment, "restore", str(bad))

    assert (code, told) == (22, "")
    assert wrong.startswith(f"« {bad} » n’est pas une archive ZIP")


def test_two_that_start_at_once_on_a_new_database_both_answer(
    environment: dict[str, str], tmp_path: Path
) -> None:
    ports = [free_port(), free_port()]
    logs = [(tmp_path / f"log-{port}").open("wb") for port in ports]
    servers = [
        subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment, stderr=log)
        for port, log in zip(ports, logs, strict=True)
    ]
    try:
        until = time.monotonic() + 2 * PATIENCE
        waiting = set(ports)
        while waiting:
            for server, log in zip(servers, logs, strict=True):
                assert server.poll() is None, Path(log.name).read_text()
            assert time.monotonic() < until
            for port in list(waiting):
                try:
                    assert asked(port)[0] == 200
                    waiting.discard(port)
                except OSError:
                    time.sleep(0.05)
    finally:
        for server, log in zip(servers, logs, strict=True):
            server.terminate()
            server.wait(PATIENCE)
            log.close()


def test_a_backup_of_nothing_is_refused_and_the_doctor_makes_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "GRAPPE_DATA": str(tmp_path / "data")}
    environment.pop("GRAPPE_DATABASE", None)

    ill = run(environment, "doctor")
    assert (ill[0], (tmp_path / "data").exists()) == (21, False)
    assert ill[2].startswith(f"Le dossier des données « {tmp_path / 'data'} » n’existe pas.")

    nothing = run(environment, "backup", str(tmp_path / "one.zip"))
    assert (nothing[0], nothing[2].startswith("Il n’y a rien à sauvegarder")) == (22, True)
    assert not (tmp_path / "one.zip").exists()


@pytest.mark.skipif(not on_postgresql(), reason="there is one database to go from and to")
def test_an_installation_goes_from_one_database_to_the_other_and_back(
    environment: dict[str, str], tmp_path: Path
) -> None:
    on_sqlite = {**environment, "GRAPPE_DATA": str(tmp_path / "small")}
    del on_sqlite["GRAPPE_DATABASE"]
    archives = [tmp_path / f"{number}.zip" for number in range(3)]
    with serving(environment, free_port(), tmp_path / "log"):
        assert run(environment, "backup", str(archives[0]))[0] == 0

    assert run(on_sqlite, "restore", str(archives[0]))[::2] == (0, "")
    assert run(on_sqlite, "doctor")[::2] == (0, "")
    assert run(on_sqlite, "backup", str(archives[1]))[0] == 0
    assert run(environment, "restore", str(archives[1]), "--replace")[::2] == (0, "")
    assert run(environment, "doctor")[::2] == (0, "")
    assert run(environment, "backup", str(archives[2]))[0] == 0

    first, second, third = map(_held, archives)
    assert len(first) > 40
    moved = {name for name in first if not name.startswith("journal_") and first[name] != third[name]}
    # SQLite's search has a model of its own, which Django names and gives permissions to.
    assert moved <= {"django_content_type", "auth_permission"}
    assert [row for name in moved for row in first[name] if row not in third[name]] == []
    assert [len(held["journal_entry"]) for held in (first, second, third)] == [0, 1, 2]
    assert third["journal_entry"][0] == second["journal_entry"][0]


def _held(archive: Path) -> dict[str, list[object]]:
    with ZipFile(archive) as opened:
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): [
                json.loads(line) for line in opened.read(name).splitlines()
            ]
            for name in opened.namelist()
            if name.startswith("tables/")
        }
