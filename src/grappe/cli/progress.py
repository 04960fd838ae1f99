"""What is going on, for a person at a terminal; nothing for a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click

QUIET = 0.4
"""Seconds before anything is said: what is quick needs no progress."""


class Progress:
    """One line on the error stream that says the step under way, and is gone at the end."""

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._since = time.monotonic()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("")

    def __call__(self, step: str) -> None:
        """Say the step that begins."""
        if time.monotonic() - self._since > QUIET or self._width:
            self._write(f"{step}…")

    def soon(self, step: str) -> None:
        """Say at once a step that is known to be long."""
        self._write(f"{step}…")

    def _write(self, line: str) -> None:
        if self._shown:
            click.echo(f"\r{line.ljust(self._width)}" + ("" if line else "\r"), err=True, nl=False)
            self._width = len(line)


def warn(sentence: str) -> None:
    """Say on the error stream what the readers of a report must know."""
    click.echo(f"⚠ {sentence}", err=True)
