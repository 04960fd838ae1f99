"""A cluster's two colours become those of its pages, by day and by night, and stay readable (AA)."""

from __future__ import annotations

from django.http import HttpResponse

from grappe.analysis.report.house.colours import (
    AA,
    NIGHT_CARD,
    WHITE,
    contrast,
    mixed,
    palette,
    palette_by_night,
    readable,
)
from grappe.apps.clusters.models import Cluster

MENU_WORDS = 0.86
"""How much of white is in a word of the menu, the rest being its ground."""


def mark_of(cluster: Cluster) -> str:
    """Return what tells the sheet of a cluster from the one that it had before: for its address."""
    return f"{cluster.colour}{cluster.second_colour}".replace("#", "")


def answered(cluster: Cluster) -> HttpResponse:
    """Answer with the sheet of a cluster's colours."""
    sheet = sheet_of(cluster.colour, cluster.second_colour)
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def sheet_of(main: str, second: str) -> str:
    """Return the styles that put a cluster's colours in the place of ours."""
    by_day, by_night = palette(readable(main), readable(second)), palette_by_night(main, second)
    day = {
        "plum": by_day.main,
        "grape": by_day.second,
        "mist": by_day.mist,
        "on-plum": by_day.on_main,
        "menu": menu_ground(by_day.main),
    }
    night = {
        "plum": by_night.main,
        "grape": by_night.second,
        "mist": by_night.mist,
        "on-plum": by_night.on_main,
        "menu": NIGHT_CARD,
    }
    return f":root{{{_written(day)}}}\n@media (prefers-color-scheme: dark){{:root{{{_written(night)}}}}}\n"


def menu_ground(colour: str) -> str:
    """Return the colour, darkened as little as the words of the menu need on it."""
    share = 0.0
    while True:
        tried = mixed("#000000", colour, share)
        if contrast(mixed(WHITE, tried, MENU_WORDS), tried) >= AA:
            return tried
        share += 0.02


def _written(tokens: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in tokens.items())
