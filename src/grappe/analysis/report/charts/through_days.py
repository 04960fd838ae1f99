"""Where reference days and values stand in a panel, and the days written under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.charts.axes import Scale
from grappe.analysis.report.charts.drawing import NOTE, SOFT
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, texts

DAY_ROOM = 84
"""Pixels that a day needs under the last panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One panel: where days and values stand, in pixels, values from zero."""

    x: Scale
    y: Scale
    steps: list[float]
    days: Sequence[dt.date]

    def at(self, turn: int) -> float:
        """Return where a day stands, in proportion to time."""
        return self.x((self.days[turn] - self.days[0]).days)

    @property
    def bottom(self) -> float:
        """Where zero is."""
        return self.y.start

    @property
    def most(self) -> float:
        """The greatest value that has its place."""
        return self.y.high


def day_texts(frame: Frame, bottom: float, language: Language) -> Layer:
    """Return the days that leave each other room, the last one first."""
    days = frame.days
    chosen: list[int] = []
    for turn in (len(days) - 1, *range(len(days) - 1)):
        if all(abs(frame.at(turn) - frame.at(other)) >= DAY_ROOM for other in chosen):
            chosen.append(turn)
    told = [
        {
            "x": frame.at(turn),
            "y": bottom + 16,
            "text": "\n".join(folded(long_date(days[turn], language), DAY_ROOM, NOTE, 2)),
        }
        for turn in chosen
    ]
    return texts(told, "days", size=NOTE, colour=SOFT, align="center")


def foot_of(days: Layer) -> float:
    """Return the pixels that the days take under the last panel, on one line or on two."""
    return 40 if any("\n" in row["text"] for row in days["data"]["values"]) else 26
