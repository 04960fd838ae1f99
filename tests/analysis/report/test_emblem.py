"""The circles of the cover: none over another, however many they are."""

from __future__ import annotations

import itertools
import math

import pytest

from grappe.analysis.report import emblem
from grappe.analysis.report.emblem import APART, LARGEST, SMALLEST


@pytest.mark.parametrize("sizes", [[SMALLEST] * 3, [LARGEST] * 120, [LARGEST, *[SMALLEST] * 400]])
def test_no_circle_touches_another(sizes: list[float]) -> None:
    placed = emblem._packed([(radius, "#000") for radius in sizes])

    assert [radius for _, _, radius, _ in placed] == sizes
    for (x, y, r, _), (across, down, other, _) in itertools.combinations(placed, 2):
        assert math.hypot(x - across, y - down) >= r + other + APART - 1e-9


def test_circles_stand_where_they_would_if_every_place_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    sized = [(max(SMALLEST, LARGEST * 0.97**n), "#000") for n in range(90)]
    found = emblem._packed(sized)
    monkeypatch.setattr(emblem, "SPOTS", 60_000)

    assert emblem._packed(sized) == found
