"""Days that people write out are read in each of our languages."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.apps.members.importing.categories import Choices
from grappe.apps.members.importing.cells import Reader
from grappe.apps.members.importing.long_days import long_day
from grappe.apps.members.importing.targets import TARGETS

MARCH = dt.date(2021, 3, 15)


@pytest.mark.parametrize(
    "written",
    [
        "15 mars 2021",
        "lundi 15 mars 2021",
        "15 MARS 2021",
        "15 maart 2021",
        "maandag 15 mrt. 2021",
        "15. März 2021",
        "Montag, 15. März 2021",
        "15 March 2021",
        "15th March 2021",
        "15th of March 2021",
        "March 15, 2021",
        "Mar 15th, 2021",
    ],
)
def test_a_day_is_read_as_people_write_it_out(written: str) -> None:
    assert long_day(written) == MARCH


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er août 2020", dt.date(2020, 8, 1)),
        ("3 févr. 2019", dt.date(2019, 2, 3)),
        ("1 december 2018", dt.date(2018, 12, 1)),
        ("7. Jänner 2018", None),
        ("31 février 2021", None),
        ("15/03/2021", None),
        ("mars 2021", None),
        ("15 brumaire 2021", None),
        ("", None),
    ],
)
def test_what_is_no_day_written_out_is_none(written: str, day: dt.date | None) -> None:
    assert long_day(written) == day


def test_an_import_reads_days_in_both_ways_and_refuses_a_number_without_digits() -> None:
    reader = Reader(choices=Choices(()), kinds=(), nace_version="2008")
    days = [reader.read(TARGETS["joined_on"], written) for written in ("15 mars 2021", "15/03/2021")]
    dialled = reader.read(TARGETS["phone"], "+32 (0)4 123 45 67")
    (refused,) = reader.read(TARGETS["contact_phone"], "abc").wrong

    assert [(one.value, one.shown) for one in days] == [(MARCH, "2021-03-15")] * 2
    assert reader.read(TARGETS["joined_on"], "31 février 2021").wrong != ()
    assert dialled.value == "+32 (0)4 123 45 67"
    assert refused.sentence("fr") == (
        "« abc » n’est pas un numéro de téléphone : écrivez ses chiffres, comme +32 4 123 45 67."
    )
