"""The example of settings, which compose and systemd both read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grappe.apps.settings.installation import VARIABLES, read_installation

LINE = re.compile(r"^#?(?P<name>[A-Z_]+)=(?P<value>.*)$", re.MULTILINE)
OF_COMPOSE = "POSTGRES_PASSWORD"


@pytest.fixture
def example(folder: Path) -> str:
    return (folder / "grappe.env.example").read_text("utf-8")


def test_it_names_every_setting_once_and_none_that_is_not(example: str) -> None:
    names = [found["name"] for found in LINE.finditer(example)]

    assert sorted(names) == sorted([*VARIABLES, OF_COMPOSE])


def test_every_value_that_it_proposes_is_one_that_grappe_takes(example: str) -> None:
    proposed = {found["name"]: found["value"].strip("'") for found in LINE.finditer(example)}
    secret = {"GRAPPE_OIDC_SECRET": "s", "GRAPPE_SECRET_KEY": "k" * 60}

    read = read_installation({**proposed, **secret})

    assert (read.demo, read.debug, read.proxies) == (False, False, 1)
    assert "grappe.example.be" in read.hosts


def test_no_secret_is_filled_in(example: str) -> None:
    filled = {found["name"]: found["value"] for found in LINE.finditer(example)}

    assert [filled[name] for name in (OF_COMPOSE, "GRAPPE_SECRET_KEY", "GRAPPE_OIDC_SECRET")] == ["", "", ""]


def test_a_value_that_would_be_read_otherwise_by_one_of_them_stands_between_quotes(example: str) -> None:
    values = [found["value"] for found in LINE.finditer(example)]

    assert [
        value for value in values if re.search(r"[\s#$]", value) and not re.fullmatch("'[^']*'", value)
    ] == []


def test_a_filled_copy_is_kept_by_nobody(folder: Path) -> None:
    ignored = (folder.parent / ".gitignore").read_text("utf-8").splitlines()

    assert "deploy/.env" in ignored
