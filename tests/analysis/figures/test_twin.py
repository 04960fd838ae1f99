"""The engine and its twin, written twice from one contract, say the same of dossiers nobody thought of."""

from __future__ import annotations

import pytest
from tests.analysis.figures.random_dossiers import random_dossier
from tests.analysis.figures.twin import Line, Lines, twin
from tests.analysis.figures.twins.intervals import hypergeometric, student
from tests.analysis.figures.twins.representativeness import latest_fte
from tests.analysis.figures.twins.world import World

from grappe.analysis.figures.engine import evaluate

# Sums are added up in another order, and a quantile is interpolated with other steps: no more than that.
TOLERANCE = 1e-9
SEEDS = range(45)


def engine(seed: int) -> Lines:
    dossier, asked = random_dossier(seed)
    rows = evaluate(dossier, asked).to_dicts()
    lines = {
        (row["cluster_id"], row["figure"], row["key"] or ""): Line(
            row["status"], row["value"], row["n_used"], row["n_eligible"]
        )
        for row in rows
    }
    assert len(lines) == len(rows)
    return lines


def agree(one: Line | None, other: Line | None) -> bool:
    if (
        one is None
        or other is None
        or (one.status, one.n_used, one.n_eligible)
        != (
            other.status,
            other.n_used,
            other.n_eligible,
        )
    ):
        return False
    return one.value == other.value or one.value == pytest.approx(other.value, rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_its_twin(seed: int) -> None:
    dossier, asked = random_dossier(seed)

    expected, found = twin(dossier, asked), engine(seed)

    apart = {
        place: {"engine": found.get(place), "twin": expected.get(place)}
        for place in sorted(expected.keys() | found.keys())
        if not agree(found.get(place), expected.get(place))
    }
    assert apart == {}


@pytest.mark.parametrize("seed", range(0, 45, 9))
def test_the_intervals_of_shares_are_those_of_trying_every_population(seed: int) -> None:
    dossier, asked = random_dossier(seed)

    lines = evaluate(dossier, asked).filter(method="hypergeometric").to_dicts()

    for line in lines:
        n, population = line["n_used"], line["n_eligible"]
        expected = hypergeometric(round(line["value"] * n), n, population)
        assert (line["low"], line["high"]) == pytest.approx(expected, abs=TOLERANCE), line


@pytest.mark.parametrize("seed", range(0, 45, 9))
def test_the_interval_of_mean_staff_is_students_with_its_correction(seed: int) -> None:
    dossier, asked = random_dossier(seed)
    world = World(dossier, asked)

    lines = evaluate(dossier, asked).filter(figure="employment.mean").to_dicts()

    for line in lines:
        staff = [
            latest_fte(world, line["cluster_id"], each) for each in world.enterprises(line["cluster_id"])
        ]
        known = [fte for fte in staff if fte is not None]
        if line["status"] == "ok" and len(known) > 1:
            expected = student(known, len(staff))
            assert (line["low"], line["high"]) == pytest.approx(expected, abs=TOLERANCE), line
