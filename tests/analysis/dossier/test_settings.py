"""The settings of a dossier, each read or refused on its own."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.analysis.dossier.settings import Settings, read_settings


def test_every_setting_of_the_contract_is_read() -> None:
    given = {
        "as_of": ["2010-03-01", "01/03/2009", "2010-03-01"],
        "period_from": "2008-03-01",
        "period_to": "2010-02-28",
        "language": "nl",
        "reference": 12,
        "evaluator": "A",
        "client": "B",
        "survey_invited": {"c1": 57, "c2": "12", "c3": None},
    }

    assert read_settings(given) == (
        Settings(
            as_of=(dt.date(2009, 3, 1), dt.date(2010, 3, 1)),
            period_from=dt.date(2008, 3, 1),
            period_to=dt.date(2010, 2, 28),
            language="nl",
            reference="12",
            evaluator="A",
            client="B",
            survey_invited={"c1": 57, "c2": 12},
        ),
        [],
    )


@pytest.mark.parametrize("given", [None, {}, {"as_of": None, "survey_invited": ""}])
def test_what_is_not_said_is_not_said(given: object) -> None:
    assert read_settings(given) == (Settings(), [])


@pytest.mark.parametrize("invited", [True, -5, 3.5, "²", "douze", [12], {"c1": {"c2": 3}}, "9" * 5000])
def test_a_number_of_invited_is_a_whole_number(invited: object) -> None:
    found, faults = read_settings({"survey_invited": invited})

    assert [fault.column for fault in faults] == ["grappe.survey_invited"]
    assert found.survey_invited in (None, {})
