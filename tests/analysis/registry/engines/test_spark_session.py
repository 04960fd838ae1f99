"""Spark where it is not, cannot be, or gives up: a sentence that says what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

from grappe.analysis.registry.engines.engine import Engine
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.refusals import EngineMissing


@pytest.fixture
def nothing_started(spark: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Spark as it is for who has not started it yet."""
    from grappe.analysis.registry.engines import spark_session  # noqa: PLC0415 - where the extra is

    monkeypatch.setattr(spark_session.SparkSession, "getActiveSession", lambda: None)
    return spark


def refused(**asked: str) -> str:
    with pytest.raises(EngineMissing) as told, opened("spark", **asked):
        pass
    assert told.value.exit_code == 2
    return told.value.sentences("fr")[0]


def test_without_pyspark_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in sys.modules if name.partition(".")[0] == "pyspark" or "spark_session" in name
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "grappe.analysis.registry.engines.on_spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark", None)

    assert "pip install 'grappe[spark]'" in refused()


@pytest.mark.usefixtures("nothing_started")
def test_without_java_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert "Java 17" in refused()


@pytest.mark.usefixtures("nothing_started")
@pytest.mark.parametrize("master", ["machine:7077", "local[", "http://machine"])
def test_an_address_that_is_none_is_named(master: str) -> None:
    assert f"« {master} » n’est pas une adresse de Spark" in refused(master=master)


def test_a_question_that_fails_is_told_in_one_line(spark: Engine, tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(file)
    frame = spark.scan(file)
    file.unlink()

    for work in (spark.rows, spark.kept):
        with pytest.raises(EngineMissing) as told:
            work(frame.filter(nw.col("a") > 0))
        sentence = told.value.sentences("fr")[0]
        assert "au même chemin" in sentence
        assert "rows.parquet" in sentence
        assert "\n" not in sentence


def test_the_log_says_why_where_the_error_does_not(spark: Engine, tmp_path: Path) -> None:  # noqa: ARG001 - it must be there
    from grappe.analysis.registry.engines.spark_session import why  # noqa: PLC0415 - where the extra is

    log = tmp_path / "spark.log"
    log.write_text("WARN\nCaused by: java.net.ConnectException: refused\n\tat x\n", "utf-8")

    assert why(ValueError("[JAVA_GATEWAY_EXITED] …"), log) == "java.net.ConnectException: refused"
    assert why(ValueError("one\ntwo")) == "one"
    assert why(ValueError()) == "ValueError"
