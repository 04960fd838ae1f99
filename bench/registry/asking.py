"""The questions at each size: Grappe beside SQL, Polars and pandas by hand, each in a process of its own.

Answers are held against each other, row by row, before a time counts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
from polars.testing import assert_frame_equal

from bench.record import ROOT, Record
from bench.registry.by_hand import in_sql, spread
from bench.registry.by_hand.asked import Asked
from bench.registry.made_store import bounded, make_store
from bench.registry.side import COUNTRY, GROUP, SPREAD

SIZES, QUICK = (0.1, 1.0, 3.0, 10.0), (0.02,)
ACTIVITIES = {"large": "7311", "small": "5911"}
"""Of a large class and of a usual one: 14,000 and some hundreds of legal persons in Wallonia at size 1."""
MEMBERS = 30
ROUNDS = 2
AGAIN = {GROUP: 7, COUNTRY: 2, SPREAD: 3}
"""Times that each process is asked again, at sizes where that takes no long while."""
SPARK = ("spark by hand", "ours on spark")
ASKED: Mapping[str, Sequence[str]] = {
    GROUP: (
        "sql",
        "ours",
        "polars by hand",
        "ours on polars",
        "sql in order",
        "pandas by hand",
        "whole answer",
        *SPARK,
    ),
    COUNTRY: ("sql", "ours", "polars by hand", "ours on polars", "pandas by hand", *SPARK),
    SPREAD: ("sql", "sql one by one", "ours"),
}
"""By question, the sides in the order in which they are asked."""
LONG = 1.0
"""Beyond this size each side is one process, asked twice; Spark is asked once, and not by hand."""
KEYS = {
    "quartiles": ["measure", "year"],
    "standings": ["measure", "year", "enterprise"],
    "country": ["nace", "place", "size", "year"],
    "spread": ["nace", "size", "year"],
}
NEAR = 1e-12
"""The same operations on doubles, in another order."""
HELD = {
    COUNTRY: {"pandas by hand": 3.0, "polars by hand": 3.0, "ours on polars": 3.0},
    SPREAD: {"sql one by one": 3.0},
}
"""By question, sides that are not asked beyond a size: they hold all of it in memory."""
DISK = 12
"""GB that a store of ten countries and what makes it may take."""


def measure(record: Record, *, quick: bool) -> None:
    """Make the store of each size, and ask it."""
    for size in QUICK if quick else SIZES:
        measure_size(record, size, quick=quick)


def measure_size(record: Record, size: float, *, quick: bool = False) -> None:
    """Make the store of a size, and ask it."""
    with bounded(DISK * max(size, 1) / 10) as folder:
        store = folder / "store"
        start = time.perf_counter()
        make_store(store, size=size)
        record.add("store made without its CSV", time.perf_counter() - start, "s", size=f"{size:g}")
        ask_all(record, store, folder, size=size, quick=quick)


def ask_all(record: Record, store: Path, folder: Path, *, size: float, quick: bool) -> None:
    """Ask all questions of a store."""
    told, rounds = f"{size:g}", 1 if quick or size > LONG else ROUNDS
    for name, activity in list(ACTIVITIES.items())[: 1 if quick else None]:
        asked = Asked(store, activity=activity, members=some_members(Asked(store, activity=activity)))
        spark = name == "large" and not quick
        _asked(record, GROUP, asked, folder, label=f"{name} group", size=told, rounds=rounds, spark=spark)
    asked = Asked(store)
    spread.place(asked)
    _asked(record, SPREAD, asked, folder, label="every class", size=told, rounds=rounds)
    _asked(record, COUNTRY, asked, folder, label="country", size=told, rounds=rounds, spark=not quick)


def some_members(asked: Asked) -> tuple[int, ...]:
    """Draw members among the companies of a group whose accounts count."""
    with in_sql.opened(asked.store / "spill") as connection:
        in_sql.group(connection, asked)
        drawn = connection.execute(
            f"SELECT enterprise FROM (SELECT DISTINCT enterprise FROM counted) ORDER BY hash(enterprise) LIMIT {MEMBERS}"
        ).fetchall()
    return tuple(sorted(number for (number,) in drawn))


def _asked(
    record: Record,
    question: str,
    asked: Asked,
    folder: Path,
    *,
    label: str,
    size: str,
    rounds: int,
    spark: bool = False,
) -> None:
    sides = _sides(question, float(size), spark=spark)
    took: dict[str, list[dict[str, Any]]] = {side: [] for side in sides}
    for turn in range(rounds):
        for side in sides:
            # Each start of Spark costs more than all other sides: once is enough to see where it stands.
            if not (turn and side in SPARK):
                again = _again(question, side, float(size))
                took[side].append(_alone(side, question, asked, folder, again=again))
    for side in sides[1:]:
        hold(folder / question, sides[0], side)
    for side, runs in took.items():
        warm = [one for run in runs for one in run["warm"]]
        record.add(f"{label}, {side}: first", min(run["first"] for run in runs), "s", size=size)
        record.add(f"{label}, {side}: warm", min(seconds for seconds, _ in warm), "s", size=size)
        record.add(f"{label}, {side}: cpu", min(cpu for _, cpu in warm), "s of processor", size=size)
        record.add(f"{label}, {side}: memory", max(run["memory"] for run in runs), "GB at most", size=size)
        if side != sides[0]:
            for what in ("first", "warm", "cpu"):
                ours, theirs = (record.value(f"{label}, {one}: {what}", size) for one in (side, sides[0]))
                record.add(f"{label}, {side} / {sides[0]}: {what}", ours / theirs, "times", size=size)


def _sides(question: str, size: float, *, spark: bool) -> list[str]:
    passed = set() if spark and find_spec("pyspark") is not None else set(SPARK)
    if size > LONG:
        passed.add("spark by hand")
    passed |= {side for side, most in HELD.get(question, {}).items() if size > most}
    return [side for side in ASKED[question] if side not in passed]


def _again(question: str, side: str, size: float) -> int:
    if size > LONG:
        return 0 if side in SPARK else 1
    return 2 if side in SPARK else AGAIN[question]


def _alone(side: str, question: str, asked: Asked, folder: Path, *, again: int) -> dict[str, Any]:
    result = folder / question / side
    shutil.rmtree(result, ignore_errors=True)
    result.mkdir(parents=True)
    words = [sys.executable, "-m", "bench.registry.side", side, question, str(asked.store), str(result)]
    words += [f"--activity={asked.activity}", f"--members={','.join(map(str, asked.members))}"]
    done = subprocess.run([*words, f"--again={again}"], cwd=ROOT, capture_output=True, check=False, text=True)
    if done.returncode:
        raise RuntimeError(f"{side}, {question}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def hold(folder: Path, one: str, other: str) -> None:
    """Raise AssertionError where two sides have not answered the same."""
    files = sorted(path.name for path in (folder / one).glob("*.parquet"))
    for file in files:
        left, right = (pl.read_parquet(folder / side / file) for side in (one, other))
        key = KEYS[file.removesuffix(".parquet")]
        if not left.height:
            raise AssertionError(f"{one}: {file} is empty, which shows nothing.")
        assert_frame_equal(
            left.sort(key),
            right.sort(key),
            check_column_order=False,
            check_dtypes=False,
            rel_tol=NEAR,
            abs_tol=0,
        )
