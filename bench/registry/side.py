"""One side of one question in a process of its own: `python -m bench.registry.side SIDE QUESTION …`.

Imports are done before the clock starts; opening an engine, the first answer and the later ones are told
apart. Prints JSON; the answer is written as Parquet, for the other sides to be held against.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from bench.memory import most_held, spent
from bench.registry.by_hand.asked import Asked

Answered = dict[str, pl.DataFrame]
GROUP, COUNTRY, SPREAD = "group", "country", "spread"
SPILL = "7GB"
"""What DuckDB may spill before a side fails: a bench does not fill the disk of the others."""
QUESTIONS = (GROUP, COUNTRY, SPREAD)


@contextmanager
def by_hand_in_sql(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:
    """DuckDB's SQL by hand."""
    from bench.registry.by_hand import in_sql, spread  # noqa: PLC0415 - a side loads what is its own

    with in_sql.opened(scratch) as connection:
        connection.execute(f"SET max_temp_directory_size = '{SPILL}'").fetchall()
        if question == GROUP:
            yield lambda asked: _two(in_sql.group(connection, asked))
        elif question == COUNTRY:
            yield lambda asked: {"country": in_sql.country(connection, asked)}
        else:
            yield lambda asked: {"spread": spread.spread(connection, asked)}


@contextmanager
def by_hand_in_sql_one_by_one(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:
    """The same with each quantile asked by itself: what the list form is better than."""
    from bench.registry.by_hand import in_sql, spread  # noqa: PLC0415 - a side loads what is its own

    with in_sql.opened(scratch) as connection:
        yield lambda asked: {question: spread.spread(connection, asked, one_by_one=True)}


@contextmanager
def by_hand_in_order(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:  # noqa: ARG001
    """The SQL of somebody who knows in which order the store lies."""
    from bench.registry.by_hand import in_sql  # noqa: PLC0415 - a side loads what is its own

    with in_sql.opened(scratch) as connection:
        yield lambda asked: _two(in_sql.group(connection, asked, in_order=True))


@contextmanager
def by_hand_in_polars(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:  # noqa: ARG001
    """Polars by hand."""
    from bench.registry.by_hand import in_polars  # noqa: PLC0415 - a side loads what is its own

    if question == GROUP:
        yield lambda asked: _two(in_polars.group(asked))
    else:
        yield lambda asked: {"country": in_polars.country(asked)}


@contextmanager
def by_hand_in_pandas(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:  # noqa: ARG001
    """Pandas by hand."""
    from bench.registry.by_hand import in_pandas  # noqa: PLC0415 - a side loads what is its own

    if question == GROUP:
        yield lambda asked: _two(in_pandas.group(asked))
    else:
        yield lambda asked: {"country": in_pandas.country(asked)}


def ours(engine: Any) -> Callable[..., Any]:
    """Grappe, on one of its engines."""

    @contextmanager
    def opening(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:
        from bench.registry import ours  # noqa: PLC0415 - a side loads what is its own
        from grappe.analysis.registry.engines.opening import opened  # noqa: PLC0415 - as above

        with opened(engine, scratch=scratch) as there:
            if engine == "duckdb":
                there.connection.execute(f"SET max_temp_directory_size = '{SPILL}'").fetchall()
            if question == GROUP:
                yield lambda asked: _two(ours.group(there, asked))
            elif question == COUNTRY:
                yield lambda asked: {"country": ours.country(there, asked)}
            else:
                yield lambda asked: {"spread": ours.spread(there, asked)}

    return opening


def whole_answer(engine: Any) -> Callable[..., Any]:
    """All that `grappe peers` says of a group, on one of Grappe's engines."""

    @contextmanager
    def opening(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:  # noqa: ARG001
        from bench.registry import ours  # noqa: PLC0415 - a side loads what is its own
        from grappe.analysis.registry.engines.opening import opened  # noqa: PLC0415 - as above

        with opened(engine, scratch=scratch) as there:
            yield lambda asked: _two(ours.told(ours.answer(there, asked)))

    return opening


@contextmanager
def by_hand_in_spark(question: str, scratch: Path) -> Iterator[Callable[[Asked], Answered]]:
    """Spark's SQL by hand, on the session that Grappe opens."""
    from bench.registry.by_hand import in_spark  # noqa: PLC0415 - a side loads what is its own
    from grappe.analysis.registry.engines.spark_session import session  # noqa: PLC0415 - as above

    with session(scratch) as there:
        if question == GROUP:
            yield lambda asked: _two(in_spark.group(there, asked))
        else:
            yield lambda asked: {"country": in_spark.country(there, asked)}


SIDES: dict[str, Callable[..., Any]] = {
    "sql": by_hand_in_sql,
    "sql in order": by_hand_in_order,
    "sql one by one": by_hand_in_sql_one_by_one,
    "polars by hand": by_hand_in_polars,
    "pandas by hand": by_hand_in_pandas,
    "spark by hand": by_hand_in_spark,
    "ours": ours("duckdb"),
    "ours on polars": ours("polars"),
    "ours on spark": ours("spark"),
    "whole answer": whole_answer("duckdb"),
    "whole answer on polars": whole_answer("polars"),
}


def _two(found: tuple[pl.DataFrame, pl.DataFrame]) -> Answered:
    return {"quartiles": found[0], "standings": found[1]}


def main() -> None:
    """Answer once, then again a few times, and say what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=SIDES)
    parser.add_argument("question", choices=QUESTIONS)
    parser.add_argument("store", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--activity", required=True)
    parser.add_argument("--members", default="")
    parser.add_argument("--again", type=int, default=3)
    given = parser.parse_args()
    members = tuple(int(number) for number in given.members.split(",") if number)
    with TemporaryDirectory(dir=given.result.parent) as scratch:
        start = time.perf_counter()
        with SIDES[given.side](given.question, Path(scratch)) as answered:
            took: dict[str, Any] = {"opening": time.perf_counter() - start}
            asked = Asked(given.store, activity=given.activity, members=members)
            runs = []
            for _ in range(1 + given.again):
                start, cpu = time.perf_counter(), spent()
                found = answered(asked)
                runs.append((time.perf_counter() - start, spent() - cpu))
            took |= {"first": runs[0][0], "warm": runs[1:] or runs, "memory": most_held()}
    for name, frame in found.items():
        frame.write_parquet(given.result / f"{name}.parquet")
    print(json.dumps(took))


if __name__ == "__main__":
    main()
