"""The two databases that the platform runs on, each made for one measure and gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from tests.postgresql import postgresql, programs

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def installation(kind: str) -> Iterator[dict[str, str]]:
    """Yield the settings of an installation that nothing was written in."""
    with TemporaryDirectory(prefix="grappe-bench-") as folder:
        told = {"GRAPPE_DATA": folder}
        if kind == "SQLite":
            yield {**told, "GRAPPE_DATABASE": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
            return
        found = programs()
        if found is None:
            raise RuntimeError("no PostgreSQL here")
        with postgresql(found) as socket:
            yield {**told, "GRAPPE_DATABASE": f"postgresql://grappe@/postgres?host={quote(str(socket))}"}
