"""A worker beside the server is made again where it ends, and goes when it is told."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from grappe.cli.beside import Beside

PATIENCE = 120


def writes(name: str) -> None:
    """Add its number to a file, then wait to be told to go."""
    with Path(name).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    signal.pause()


def numbers(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


def waited(file: Path, many: int) -> list[int]:
    until = time.monotonic() + PATIENCE
    while len(numbers(file)) < many:
        assert time.monotonic() < until
        time.sleep(0.05)
    return numbers(file)


def test_a_worker_that_is_killed_is_made_again_and_goes_when_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "numbers"
    beside = Beside(writes, str(file))

    beside.start()
    (first,) = waited(file, 1)
    os.kill(first, signal.SIGKILL)
    second = waited(file, 2)[1]
    beside.stop()

    assert first != second
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)
    assert "is made again" in caplog.text
