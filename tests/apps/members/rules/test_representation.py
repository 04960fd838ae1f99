"""Who speaks for an organisation."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.apps.members.rules.representation import (
    AlreadyThatPart,
    NotARepresentative,
    TwoVoters,
    Word,
    parts_of,
)
from grappe.apps.members.rules.timeline import Told

ANNE, BOB = 1, 2


def acts(*told: tuple[int, int, str]) -> list[Told[Word]]:
    """Acts from (year, person, part)."""
    return [
        Told(
            number, dt.date(year, 1, 1), dt.datetime(2026, 1, number, tzinfo=dt.UTC), None, Word(person, part)
        )
        for number, (year, person, part) in enumerate(told, 1)
    ]


def read(told: list[Told[Word]]) -> list[tuple[int, int | None, int, str]]:
    return sorted(
        (part.since.year, part.until.year if part.until else None, part.person, part.part)
        for part in parts_of(told, name="Forge")
    )


def test_a_vote_passes_from_one_person_to_another_with_a_new_part_for_the_first() -> None:
    told = acts((2020, ANNE, "voter"), (2021, BOB, "reader"), (2022, ANNE, "editor"), (2022, BOB, "voter"))

    assert read(told) == [
        (2020, 2022, ANNE, "voter"),
        (2021, 2022, BOB, "reader"),
        (2022, None, ANNE, "editor"),
        (2022, None, BOB, "voter"),
    ]


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        (acts((2020, ANNE, "")), NotARepresentative),
        (acts((2020, ANNE, "voter"), (2021, ANNE, "voter")), AlreadyThatPart),
        (acts((2020, ANNE, "voter"), (2021, BOB, "voter")), TwoVoters),
        (acts((2020, ANNE, "editor"), (2021, ANNE, ""), (2022, ANNE, "")), NotARepresentative),
    ],
)
def test_parts_that_cannot_be_are_refused(told: list[Told[Word]], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        read(told)
