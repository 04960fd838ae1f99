"""A session of Spark: here or on a cluster, quiet, and gone with all that it kept."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.refusals import EngineMissing
from grappe.analysis.registry.store import MEMORY

HERE = "local[*]"
MASTER = re.compile(r"local(\[[^\]]+\])?|spark://.+|yarn|k8s://.+")
FAILURES = (Py4JError, PySparkException)
LOG = "spark.log"


@contextmanager
def session(scratch: Path, *, master: str | None = None, memory: str = MEMORY) -> Iterator[Any]:
    """Yield a session; one that stands already in this process is used, and left open.

    master: the address of a cluster, as Spark writes it; without one, all processors of this machine. memory:
    of the process that leads, which here is all of it. scratch: for its log and for what it spills here.
    EngineMissing: there is no Java, the address is none, or nobody answers there.
    """
    standing = SparkSession.getActiveSession()
    if standing is not None:
        yield standing
        return
    opened = _started(master or HERE, memory, scratch)
    try:
        yield opened
    finally:
        _ended(opened.stop, SparkContext._gateway)  # noqa: SLF001 - it gives no other way to it


def _started(master: str, memory: str, scratch: Path) -> Any:
    if not MASTER.fullmatch(master):
        raise EngineMissing(
            N_(
                "« {master} » n’est pas une adresse de Spark. Écrivez par exemple spark://machine:7077, yarn ou local[4]."
            ),
            master=master,
        )
    if not _java():
        raise EngineMissing(
            N_(
                "Le moteur Spark a besoin de Java 17 ou plus récent, et « java » n’est pas sur cette machine. Installez-le (Debian : apt-get install default-jre-headless), ou prenez --engine duckdb."
            )
        )
    log, gateway, context = scratch / LOG, None, None
    conf = SparkConf().setAll(list(settings(master, memory, scratch).items()))
    try:
        # Its own Java writes to a file: what it says while it starts and works is for who looks for a fault.
        with log.open("wb") as sink, _environment(master), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pandas, which we do not ask it for
            gateway = launch_gateway(conf, {"stdout": sink, "stderr": sink})
            context = SparkContext(conf=conf, gateway=gateway)
            return SparkSession.builder.getOrCreate()
    except FAILURES as error:
        reason = why(error, log)
        _ended(context.stop if context else lambda: None, gateway)
        raise EngineMissing(
            N_("Spark n’a pas démarré sur « {master} » : {why}. Vérifiez l’adresse, Java et la mémoire."),
            master=master,
            why=reason,
        ) from error


def settings(master: str, memory: str, scratch: Path) -> Mapping[str, str]:
    """Return what a session is started with; what it leaves unsaid is the cluster's own."""
    told = {
        "spark.master": master,
        "spark.app.name": "grappe",
        "spark.driver.memory": re.sub(r"\s|B$", "", memory.upper()).lower(),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        # As the other engines do: a name is written in one way, and an old day is that day.
        "spark.sql.caseSensitive": "true",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    }
    if master.startswith("local"):
        told |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": str(scratch),
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
        }
    return told


def why(error: Exception, log: Path | None = None) -> str:
    """Return in one line what Spark says of a failure; while it starts, that may stand in its log alone."""
    said = log.read_text("utf-8", "replace") if log is not None and log.exists() else ""
    causes = re.findall(
        r"^(?:Caused by: |Exception in thread \S+ |Error: |Error occurred .*\n)(.*)", said, re.MULTILINE
    )
    lines = [line.strip() for line in (causes[-1:] or _deepest(error).splitlines()) if line.strip()]
    return lines[0].rstrip(".")[:300] if lines else type(error).__name__


def _deepest(error: Exception) -> str:
    """Return what the first cause of a failure says: those above it say that something failed."""
    cause = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    if cause is None:
        return str(error)
    while (before := cause.getCause()) is not None:
        cause = before
    return str(cause.getMessage() or cause.toString())


@contextmanager
def _environment(master: str) -> Iterator[None]:
    """Tell a session of this machine to stay on it, for as long as it starts."""
    told = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    added = [name for name in told if name not in os.environ] if master.startswith("local") else []
    os.environ.update({name: told[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin")) if home else None) is not None


def _ended(stop: Callable[[], None], gateway: Any) -> None:
    """Stop what was started, and its Java with it: another session may ask for other memory."""
    with suppress(*FAILURES):
        stop()
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        try:
            gateway.proc.wait(timeout=30)
        except TimeoutExpired:
            gateway.proc.kill()
            gateway.proc.wait()
    # pyspark ends its Java with Python and not before, and holds on to what it knew of it.
    SparkContext._active_spark_context = SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001
