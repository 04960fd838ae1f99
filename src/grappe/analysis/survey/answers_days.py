"""When each answer was sent: its day as written, and its instant, by which the last one is found."""

from __future__ import annotations

import datetime as dt

import polars as pl

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.values import typed
from grappe.analysis.language.catalogues import N_

TABLE = "responses"
DAY = Column(name="submitted_on", kind="date", about="")
CLOCK = (
    r"[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d{1,6})?)\d*)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"\s*(?:[Zz]|(?P<sign>[+-])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2}))?\s*$"
)
"""The time of day at the end of a date, on 12 hours or on 24, with the shift of its zone."""
NO_DATE = dt.date(1980, 1, 1)
"""The day that LimeSurvey writes for every answer of a survey that keeps no dates."""


def days_of(written: pl.Series | None, rows: pl.Series, faults: list[Fault]) -> tuple[pl.Series, pl.Series]:
    """Return the day (Date) and the instant (Datetime) of each answer; both null where none is told.

    An instant without a time of day is the beginning of its day. One with a time zone is that of Greenwich:
    the day stays the one that is written.
    """
    if written is None:
        nothing = pl.Series("submitted_on", [None] * len(rows), dtype=pl.Date)
        return nothing, nothing.cast(pl.Datetime("us"))
    read = typed(written.str.replace(r"^(\d{4}-\d{2}-\d{2})T.*$", "$1"), DAY)
    days = read.values
    if read.wrong:
        faults.append(_unread(rows, [position for position, _, _ in read.wrong], read.wrong[0][1]))
    absent = (days == NO_DATE).fill_null(value=False)
    if absent.any():
        faults.append(_no_date(rows.filter(absent)))
        days = days.set(absent, None)
    frame = pl.DataFrame({"day": days, "clock": written.str.extract_groups(CLOCK)}).unnest("clock")
    return days, frame.select(_instant()).to_series()


def _instant() -> pl.Expr:
    hour, afternoon = pl.col("hour").cast(pl.Int64), pl.col("half").str.to_lowercase() == "p"
    on_24 = (
        pl.when(pl.col("half").is_not_null()).then(hour % 12 + 12 * afternoon.cast(pl.Int64)).otherwise(hour)
    )
    shift = pl.when(pl.col("sign") == "-").then(-1).otherwise(1)
    minutes = [
        *(on_24 * 60, pl.col("minute").cast(pl.Int64)),
        *(-shift * pl.col("zone_hour").cast(pl.Int64) * 60, -shift * pl.col("zone_minute").cast(pl.Int64)),
    ]
    seconds = pl.col("second").str.replace(",", ".", literal=True).cast(pl.Float64).fill_null(0.0)
    since = pl.sum_horizontal(part.fill_null(0) for part in minutes)
    micro = since * 60_000_000 + (seconds * 1_000_000).round().cast(pl.Int64)
    return pl.col("day").cast(pl.Datetime("us")) + pl.duration(microseconds=micro)


def _unread(rows: pl.Series, positions: list[int], written: str) -> Fault:
    once = N_("« {value} » n’est pas une date ; la réponse est sans date.")
    often = N_("{count} réponses ont une date qui n’est pas lue (« {value} » …) ; elles sont sans date.")
    return Fault(
        table=TABLE,
        row=int(rows[positions[0]]),
        column="submitted_on",
        value=written,
        what=once if len(positions) == 1 else often,
        values={"count": len(positions)},
        severity="warning",
    )


def _no_date(rows: pl.Series) -> Fault:
    once = N_(
        "une réponse est datée du 1er janvier 1980 : LimeSurvey écrit ce jour quand il ne garde pas les dates ; elle est sans date."
    )
    often = N_(
        "{count} réponses sont datées du 1er janvier 1980 : LimeSurvey écrit ce jour quand il ne garde pas les dates ; elles sont sans date."
    )
    return Fault(
        table=TABLE,
        row=int(rows[0]),
        column="submitted_on",
        value=NO_DATE.isoformat(),
        what=once if len(rows) == 1 else often,
        values={"count": len(rows)},
        severity="warning",
    )
