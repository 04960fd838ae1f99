"""Partners: since when, of which country."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import DAY, figure, values

# Squares of shares added up in another order.
TOLERANCE = 1e-12


def partners(*countries: str | None, since: dt.date | None = None) -> list[dict[str, Any]]:
    return [{"partner_id": f"n{n}", "country": c, "since": since} for n, c in enumerate(countries)]


def test_partners_count_from_their_first_day_and_always_without_one() -> None:
    rows = [*partners(None), *({**row, "partner_id": "x"} for row in partners(None, since=DAY))]
    later = {"partner_id": "later", "since": DAY + dt.timedelta(days=1)}

    assert figure("partners.total", partners=[*rows, later]) == (2, 2, 2)


def test_the_concentration_is_that_of_the_foreign_partners_by_country() -> None:
    found = figure("partners.concentration", partners=partners("FR", "FR", "FR", "DE", "BE", None))

    assert found == (pytest.approx((3 / 4) ** 2 + (1 / 4) ** 2, abs=TOLERANCE), 4, 4)


def test_one_country_is_full_concentration_and_none_is_no_index() -> None:
    assert figure("partners.concentration", partners=partners("FR", "FR")) == (1.0, 2, 2)
    assert figure("partners.concentration", partners=partners("BE")) == (None, 0, 0)


def test_partners_by_country_leave_out_those_without_one() -> None:
    rows = partners("FR", "FR", "BE", None)

    assert values("partners.by_country", partners=rows) == {"BE": 1, "FR": 2}
    assert figure("partners.by_country", "BE", partners=rows) == (1, 3, 4)
