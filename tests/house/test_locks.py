"""What the house is built from: a library says what it is for, a lock does not say where it came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

DEPENDENCY = re.compile(r'^\s+"(?P<name>[a-z][a-z0-9-]*)[\w.>=<~!,\[\]-]*",(?P<rest>.*)$')
PIN = re.compile(
    r"^(?P<pin>[a-z0-9][a-z0-9.-]*(?:\[[a-z0-9, -]+\])?==[^ ]+)(?: ; (?P<marker>.*?))? \\$", re.MULTILINE
)

LOCKS = ("run.txt", "dev.txt", "spark.txt", "build.txt")


def pins(root: Path, lock: str) -> set[str]:
    return {found["pin"] for found in PIN.finditer((root / "requirements" / lock).read_text("utf-8"))}


def dependency_lines(root: Path) -> list[re.Match[str]]:
    """The lines of pyproject.toml, before the tools' own tables, that each name a library."""
    project, _, _ = (root / "pyproject.toml").read_text("utf-8").partition("[project.scripts]")
    return [found for line in project.splitlines() if (found := DEPENDENCY.match(line))]


def test_every_library_says_what_it_is_for(root: Path) -> None:
    lines = dependency_lines(root)

    assert len(lines) > 30
    assert [line["name"] for line in lines if not re.match(r"\s*# .*\w{2,}", line["rest"])] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_bears_no_address(root: Path, lock: str) -> None:
    addresses = re.findall(r"\w+://\S+", (root / "requirements" / lock).read_text("utf-8"))

    assert addresses == []


def test_a_library_is_locked_with_its_extras(root: Path) -> None:
    # Debian's pip resolves coverage[toml] apart from coverage, to a newer one that has no fingerprint here.
    dev = pins(root, "dev.txt")

    assert [pin for pin in dev if pin.startswith("coverage")] == [
        pin for pin in dev if pin.startswith("coverage[toml]==")
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_of_a_lock_has_its_fingerprints(root: Path, lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (root / "requirements" / lock).read_text("utf-8").strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", ["dev.txt", "spark.txt"])
def test_the_locks_name_the_same_versions(root: Path, lock: str) -> None:
    run = pins(root, "run.txt")

    assert len(run) > 15
    assert run - pins(root, lock) == set()


def test_what_is_locked_for_spark_goes_into_the_place_of_the_tests(root: Path) -> None:
    dev = pins(root, "dev.txt")
    names = {pin.partition("==")[0] for pin in dev}

    assert {pin for pin in pins(root, "spark.txt") - dev if pin.partition("==")[0] in names} == set()


def test_what_builds_the_package_on_a_server_is_what_builds_it_here(root: Path) -> None:
    build = pins(root, "build.txt")
    asked = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]

    assert set(asked) <= {pin.partition("==")[0] for pin in build}
    assert build - pins(root, "dev.txt") == set()


def test_every_library_asked_for_is_locked(root: Path) -> None:
    locked = {re.split(r"\[|==", pin)[0] for pin in pins(root, "dev.txt") | pins(root, "spark.txt")}

    assert {line["name"] for line in dependency_lines(root)} - locked == set()
