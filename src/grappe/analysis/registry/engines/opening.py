"""An engine by its name, with what it may use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from grappe.analysis.registry.engines.engine import Engine, Name
from grappe.analysis.registry.engines.on_duckdb import OnDuckDB
from grappe.analysis.registry.engines.on_polars import OnPolars
from grappe.analysis.registry.store import MEMORY, engine


@contextmanager
def opened(name: Name = "duckdb", *, memory: str = MEMORY, scratch: Path | None = None) -> Iterator[Engine]:
    """Yield an engine; what it kept and spilled goes at the end.

    memory: what DuckDB takes before it spills. scratch: the folder for what it spills, the system's own
    for such things without one.
    """
    with TemporaryDirectory(prefix="grappe-", dir=scratch) as place:
        if name == "polars":
            yield OnPolars(Path(place))
            return
        with engine(Path(place), memory=memory) as connection:
            yield OnDuckDB(connection, Path(place))
