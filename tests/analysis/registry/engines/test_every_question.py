"""One set of expressions, three engines: every question has the same answer on each, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.analysis.registry.engines.made_store import made_store
from tests.analysis.registry.engines.questions import QUESTIONS, Asking, answered, asked_in_the_code

from grappe.analysis.registry.engines.engine import Engine
from grappe.analysis.registry.engines.opening import opened

CLOSE = 1e-12
"""Sums and interpolations end on another digit, depending on their order; nothing else may differ."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def on_polars(store: Path) -> Iterator[Asking]:
    with opened("polars") as engine:
        yield Asking(store, engine)


@pytest.fixture(scope="module")
def on_duckdb(store: Path) -> Iterator[Asking]:
    with opened("duckdb") as engine:
        yield Asking(store, engine)


@pytest.fixture(scope="module")
def on_spark(store: Path, spark: Engine) -> Asking:
    return Asking(store, spark)


@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_answers_as_polars_does(on_duckdb: Asking, on_polars: Asking, question: str) -> None:
    assert_same(answered(on_duckdb, question), answered(on_polars, question))


@pytest.mark.parametrize("question", QUESTIONS)
def test_spark_answers_as_polars_does(on_spark: Asking, on_polars: Asking, question: str) -> None:
    assert_same(answered(on_spark, question), answered(on_polars, question))


def test_no_question_is_left_out() -> None:
    assert len(asked_in_the_code()) > 15
    assert asked_in_the_code() - {name.partition(" ")[0] for name in QUESTIONS} == set()


def test_every_kind_of_row_is_among_those_asked_about(on_polars: Asking) -> None:
    # Or the engines would agree on nothing.
    told = {name: answered(on_polars, name) for name in QUESTIONS}

    assert [
        name for name, answer in told.items() if isinstance(answer, pl.DataFrame) and answer.is_empty()
    ] == []
    assert set(told["peers.population.filed"]["left_out"]) == {
        None,
        "months",
        "earlier",
        "no_size",
        "other_size",
    }
    assert told["peers.values.with_tails"]["is_tail"].sum() > 10
    assert told["peers.ranks.growths"]["is_model_change"].sum() > 10
    assert len(told["peers.ranks.ranks"]) > 10
    assert {one.why for one in told["peers.members.states"]} >= {
        "in_group", "unknown", "ending", "other_place", "other_activity", "no_accounts"
    }  # fmt: skip
    assert told["prospects.prospects"].natural > 10
    assert told["effects.from_register.drawn"].rows["joined"].count() > 10
    assert told["dossiers.reading.read"].population["version"].n_unique() == 2


def assert_same(one: Any, other: Any) -> None:
    """Hold an answer against another: equal, but for the last digits of numbers with a comma."""
    if isinstance(one, pl.DataFrame):
        keys = [name for name, kind in one.schema.items() if not kind.is_float()]
        order = [*keys, *(name for name in one.columns if name not in keys)]
        assert_frame_equal(one.sort(order), other.sort(order), rel_tol=CLOSE, abs_tol=0)
    elif is_dataclass(one) and not isinstance(one, type):
        assert type(one) is type(other)
        for field in fields(one):
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, tuple | list):
        assert len(one) == len(other)
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=CLOSE, abs=0)
    else:
        assert one == other
