"""The picture of the cover: each circle a member, its size the headcount where it is known."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

COLOURS = {
    "enterprise": "#4A1942",
    "research": "#2F7A57",
    "education": "#B86E00",
    "association_public": "#A9769F",
}
SMALLEST, LARGEST, APART = 7.0, 40.0, 2.6
LEAST = 170.0
"""Width that the picture has at least, in the same unit."""
MOST = 600
"""Members above which circles would be grains."""
SPOTS = 2048
"""Places of the spiral that are looked at first; as many again as often as they are all taken."""
GOLDEN = math.pi * (3 - math.sqrt(5))

Circle = tuple[float, float, float, str]


def emblem(lines: Lines, readings: Readings) -> tuple[str, str]:
    """Return the picture and its words; two empty texts where it would show what must not be seen."""
    if lines.hides:
        return "", ""
    members = eager(readings.base(figures()["members.total"].base)).filter(
        pl.col("cluster_id") == lines.cluster
    )
    if not 3 <= len(members) <= MOST:
        return "", ""
    staff = eager(readings.base(figures()["employment.n"].base)).select("cluster_id", "member_id", "fte")
    known = members.select("cluster_id", "member_id", "kind").join(
        staff, on=["cluster_id", "member_id"], how="left", maintain_order="left"
    )
    fte = [value or 0.0 for value in known["fte"].to_list()]
    most = max(*fte, 1.0)
    sized = [
        (max(SMALLEST, LARGEST * math.sqrt(value / most)), COLOURS.get(kind, "#6B606E"))
        for value, kind in zip(fte, known["kind"].to_list(), strict=True)
    ]
    placed = _packed(sorted(sized, reverse=True))
    words = said(
        N_("Chaque cercle est un membre ; sa taille est son effectif, où il est connu."), lines.language
    )
    return _svg(placed), words


def _packed(sized: list[tuple[float, str]]) -> list[Circle]:
    """Set the circles round the middle, the largest first, each at the first free place of a spiral."""
    across, down = _spiral(SPOTS)
    room = np.full(SPOTS, np.inf)
    placed: list[Circle] = []
    for radius, colour in sized:
        while not (free := room >= radius + APART).any():
            across, down = _spiral(2 * len(room))
            room = _room(placed, across, down)
        spot = int(np.argmax(free))
        placed.append((float(across[spot]), float(down[spot]), radius, colour))
        room = np.minimum(room, _room(placed[-1:], across, down))
    return placed


def _spiral(spots: int) -> tuple[np.ndarray, np.ndarray]:
    turn = np.arange(spots)
    distance = 2.0 * np.sqrt(turn)
    return distance * np.cos(turn * GOLDEN), 0.86 * distance * np.sin(turn * GOLDEN)


def _room(placed: list[Circle], across: np.ndarray, down: np.ndarray) -> np.ndarray:
    """Return how far each place is from the nearest of the circles set already."""
    room = np.full(len(across), np.inf)
    for x, y, radius, _ in placed:
        room = np.minimum(room, np.hypot(across - x, down - y) - radius)
    return room


def _svg(placed: list[Circle]) -> str:
    left, top = min(x - r for x, _, r, _ in placed), min(y - r for _, y, r, _ in placed)
    right, bottom = max(x + r for x, _, r, _ in placed), max(y + r for _, y, r, _ in placed)
    # A handful of members stands small in the middle, rather than filling the cover.
    across, down = max(LEAST - (right - left), 0) / 2, max(LEAST * 0.8 - (bottom - top), 0) / 2
    left, right, top, bottom = left - across, right + across, top - down, bottom + down
    circles = "".join(
        f'<circle cx="{x - left:.1f}" cy="{y - top:.1f}" r="{r:.1f}" fill="{colour}"/>'
        for x, y, r, colour in placed
    )
    width, height = right - left, bottom - top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.1f} {height:.1f}">{circles}</svg>'
    )
