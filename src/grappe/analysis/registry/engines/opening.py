"""An engine by its name, with what it may use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.engines.engine import Engine, Name
from grappe.analysis.registry.engines.on_duckdb import OnDuckDB
from grappe.analysis.registry.engines.on_polars import OnPolars
from grappe.analysis.registry.refusals import EngineMissing
from grappe.analysis.registry.store import MEMORY, engine


@contextmanager
def opened(
    name: Name = "duckdb", *, memory: str = MEMORY, scratch: Path | None = None, master: str | None = None
) -> Iterator[Engine]:
    """Yield an engine; what it kept and spilled goes at the end.

    memory: what DuckDB takes before it spills, and Spark's own process in all. scratch: the folder for what
    it spills, the system's own for such things without one. master: the address of a cluster of Spark.
    EngineMissing: Spark, or what it needs, is not there.
    """
    with TemporaryDirectory(prefix="grappe-", dir=scratch, ignore_cleanup_errors=True) as place:
        if name == "polars":
            yield OnPolars(Path(place))
        elif name == "spark":
            with _spark(Path(place), memory=memory, master=master) as on_spark:
                yield on_spark
        else:
            with engine(Path(place), memory=memory) as connection:
                yield OnDuckDB(connection, Path(place))


@contextmanager
def _spark(scratch: Path, *, memory: str, master: str | None) -> Iterator[Engine]:
    try:
        from grappe.analysis.registry.engines.on_spark import OnSpark  # noqa: PLC0415 - few have the extra
        from grappe.analysis.registry.engines.spark_session import session  # noqa: PLC0415 - the same
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pyspark", "py4j"):
            raise
        raise EngineMissing(
            N_(
                "Le moteur Spark n’est pas installé. Ajoutez-le à Grappe (pip install 'grappe[spark]'), ou prenez --engine duckdb."
            )
        ) from error
    with session(scratch, memory=memory, master=master) as opened_session:
        on_spark = OnSpark(opened_session, scratch)
        try:
            yield on_spark
        finally:
            on_spark.let_go()
