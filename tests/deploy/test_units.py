"""The units of systemd, read by systemd itself where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.deploy.conftest import understood

PROGRAM = "/opt/grappe/venv/bin/grappe"
MOST_OPEN = 20
"""Of 100, by systemd's own count: 0 is locked up."""
SERVICES = ("grappe.service", "grappe-backup.service")


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here: what it would say of the units is not known")
    return subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def units(folder: Path, tmp_path: Path) -> dict[str, Path]:
    """The units by name, with a program that this machine has in the place of ours."""
    copied = {}
    for unit in (folder / "systemd").iterdir():
        copied[unit.name] = tmp_path / unit.name
        copied[unit.name].write_text(unit.read_text("utf-8").replace(PROGRAM, sys.executable), "utf-8")
    return copied


def told(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text("utf-8"), re.MULTILINE)


def test_systemd_finds_nothing_to_say_of_them(units: dict[str, Path]) -> None:
    judged = analyze("verify", *units.values())

    assert set(units) == {*SERVICES, "grappe-backup.timer"}
    assert (judged.returncode, judged.stdout, judged.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_locked_up_by_systemds_own_count(units: dict[str, Path], name: str) -> None:
    judged = analyze("security", "--offline=true", f"--threshold={MOST_OPEN}", "--no-pager", units[name])

    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_with_options_that_it_knows(folder: Path, name: str) -> None:
    (line,) = told(folder / "systemd" / name, "ExecStart")
    program, *words = line.split()

    assert program == PROGRAM
    assert understood(words)


def test_the_web_server_listens_to_this_machine_where_the_proxy_asks(folder: Path) -> None:
    (line,) = told(folder / "systemd" / "grappe.service", "ExecStart")
    listens = understood(line.split()[1:])

    asked = re.search(r"\{\$GRAPPE_UPSTREAM:(.*?)\}", (folder / "Caddyfile").read_text("utf-8"))
    assert asked is not None
    assert asked[1] == f"{listens['host']}:{listens['port']}" == "127.0.0.1:8000"


def test_a_service_writes_where_the_installation_keeps_its_data_and_its_backups(folder: Path) -> None:
    backup = folder / "systemd" / "grappe-backup.service"
    (line,) = told(backup, "ExecStart")

    assert told(backup, "ReadWritePaths") == [line.split()[-1]] == ["/var/backups/grappe"]
    for name in SERVICES:
        assert told(folder / "systemd" / name, "StateDirectory") == ["grappe"]
        assert told(folder / "systemd" / name, "ProtectSystem") == ["strict"]
    assert "GRAPPE_DATA=/var/lib/grappe\n" in (folder / "grappe.env.example").read_text("utf-8")


def test_the_documentation_installs_every_path_that_the_units_name(folder: Path) -> None:
    steps = (folder.parent / "docs" / "installation.md").read_text("utf-8")
    paths = {
        path
        for name in SERVICES
        for path in re.findall(
            r"/(?:opt|etc|var/backups)/[\w./-]+", (folder / "systemd" / name).read_text("utf-8")
        )
    }

    # What pip puts into the environment, and what git brings, has its folder named.
    assert [path for path in paths if path not in steps and str(Path(path).parents[1]) not in steps] == []
