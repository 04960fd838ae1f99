"""What is put on a server, as the tests read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from tests.databases import set_up_django

from grappe.cli.main import grappe

set_up_django()  # the health of a container is asked of a real server
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder `deploy/`."""
    return ROOT / "deploy"


@pytest.fixture(scope="session")
def compose(folder: Path) -> Mapping[str, Any]:
    """The compose file."""
    read: Mapping[str, Any] = yaml.safe_load((folder / "compose.yaml").read_text("utf-8"))
    return read


@pytest.fixture(scope="session")
def steps(folder: Path) -> list[tuple[str, str]]:
    """The instructions of the container file, each with its words on one line."""
    written = (folder / "Containerfile").read_text("utf-8")
    lines = [line for line in written.splitlines() if line.strip() and not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in whole.splitlines())]


def understood(words: Sequence[str]) -> dict[str, Any]:
    """What `grappe` makes of these words, nothing being run. Raises click's own mistake."""
    command: click.Command = grappe
    read: dict[str, Any] = {}
    left = list(words)
    while isinstance(command, click.Group):
        name = left.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"grappe knows no command {name}"
        command = found
    with command.make_context(words[0], left) as context:
        read.update(context.params)
    return read
