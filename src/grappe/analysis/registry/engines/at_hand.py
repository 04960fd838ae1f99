"""What is small enough comes to hand: a question that goes on asking little rows costs least in memory."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.engines.on_polars import OnPolars

MOST = 1_000_000
"""Rows that come to hand: beyond, an engine that spills or spreads is asked on."""


def at_hand(engine: Engine, frame: Rows, *, most: int = MOST) -> tuple[Engine, Rows]:
    """Work a frame out now and keep it; return it with the engine that the next questions are for.

    Up to `most` rows that is Polars, in memory; beyond, the engine itself. The expressions are the same.
    """
    if isinstance(engine, OnPolars):
        return engine, engine.kept(frame)
    near = OnPolars(engine.scratch)
    # Beyond, it is worked out again: nothing is kept first of what is mostly small.
    rows = engine.rows(frame.head(most + 1))
    return (engine, engine.kept(frame)) if len(rows) > most else (near, nw.from_native(rows.lazy()))
