"""Pages of the desk under fifty connections, beside an empty view on the same server, at three sizes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from statistics import median
from typing import Any

from bench.platform.databases import KINDS, installation
from bench.platform.filled import SLUG
from bench.platform.load import Load, load
from bench.platform.serving import EMPTY, GRAPPE, get, serving
from bench.record import ROOT, Record

SIZES = (57, 2_000, 50_000)
ROUNDS, SECONDS = 3, 4.0
DESK = f"/bureau/grappes/{SLUG}/"
EMPTY_VIEW = "empty view"
LIST, MEMBER, REGISTER, SEARCH = "list", "member", "register of a past day", "search"


def pages(codes: Iterable[str]) -> dict[str, tuple[list[str], str]]:
    """Return the pages measured: the addresses of each, asked in turn, and what an answer must hold."""
    return {
        LIST: ([f"{DESK}membres/"], "data-all"),
        MEMBER: ([f"{DESK}membres/fiches/{code}/" for code in codes], "Atelier-".lower()),
        REGISTER: ([f"{DESK}membres/registre/?au=2012-06-30"], "30 juin 2012"),
        SEARCH: (
            [f"{DESK}recherche/?q={words}" for words in ("etalonnage", "dupont17", "lumiere+drone")],
            "<mark>",
        ),
    }


def measure(record: Record, *, quick: bool) -> None:
    """Measure each size on each database, everything in turn, three rounds of it."""
    for kind in KINDS[:1] if quick else KINDS:
        for size in (57,) if quick else SIZES:
            _measure(record, kind, size, rounds=1 if quick else ROUNDS, seconds=0.3 if quick else SECONDS)


def _measure(record: Record, kind: str, size: int, *, rounds: int, seconds: float) -> None:
    with (
        installation(kind) as told,
        serving(EMPTY, told, first="/") as (beside, _),
    ):
        made = _filled(size, told)
        with serving(GRAPPE, told, first="/compte/login/") as (port, _):
            asked = pages(made["codes"])
            for name, (paths, _) in asked.items():
                record.add(
                    f"{name} on {kind}: the first time",
                    get(port, paths[0], made["session"]),
                    "s",
                    size=str(size),
                )
            found: dict[str, list[Load]] = {EMPTY_VIEW: [], **{name: [] for name in asked}}
            for _ in range(rounds):
                found[EMPTY_VIEW].append(load(beside, ["/"], seconds=seconds))
                for name, (paths, holds) in asked.items():
                    found[name].append(
                        load(port, paths, seconds=seconds, session=made["session"], holds=holds)
                    )
    record.add(f"membership events on {kind}", made["events"], "events", size=str(size))
    keep(record, kind, size, found)


def keep(record: Record, kind: str, size: int, found: dict[str, list[Load]]) -> None:
    """Note the middle of the rounds, and how many times the empty view each page is."""
    middle = {
        name: (median(one.per_second for one in loads), median(one.p95 for one in loads))
        for name, loads in found.items()
    }
    most, soonest = middle[EMPTY_VIEW]
    for name, (per_second, p95) in middle.items():
        record.add(f"{name} on {kind}: answered", per_second, "per s", size=str(size))
        record.add(f"{name} on {kind}: p95", 1000 * p95, "ms", size=str(size))
        if name != EMPTY_VIEW:
            record.add(
                f"{name} on {kind}: work, beside the empty view", most / per_second, "times", size=str(size)
            )
            record.add(
                f"{name} on {kind}: p95, beside the empty view", p95 / soonest, "times", size=str(size)
            )


def _filled(size: int, told: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.platform.filled", str(size)],
        env={**os.environ, **told},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made
