"""Run the benches side by side and keep their results: `python -m bench [name ...] [--quick]`."""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
from pathlib import Path

from bench.record import Record

BENCHES = (
    "start",
    "twist",
    "report",
    "campaign",
    "scale",
    "registry",
    "audit",
    "calibration",
    "worlds",
    "survey",
    "statistics",
    "platform.starting",
    "platform.pages",
    "platform.importing",
)
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure what is asked, print it, and keep it unless it was only a quick look."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"among {', '.join(BENCHES)}; all by default"
    )
    parser.add_argument("--quick", action="store_true", help="tiny sizes, nothing kept: does it run?")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the results are kept")
    given = parser.parse_args()
    names = [name for asked in given.names for name in _named(asked)]
    strange = sorted(set(names) - set(BENCHES))
    if strange:
        parser.error(f"no bench named {', '.join(strange)}")
    # Told to end, it clears what it has made and keeps what it has measured, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    for name in names or BENCHES:
        print(f"· {name}", flush=True)
        record, bench = Record(name), importlib.import_module(f"bench.{name}")
        try:
            bench.measure(record, quick=given.quick)
        finally:
            record.show()
            if not given.quick:
                record.keep(given.results)
        if not given.quick and hasattr(bench, "draw"):
            bench.draw(record, given.results)


def _named(asked: str) -> list[str]:
    """Return the benches that a word names: `platform` is all of them whose name begins so."""
    return [name for name in BENCHES if name.startswith(f"{asked}.")] or [asked]


if __name__ == "__main__":
    main()
