"""A filing is held against what every account keeps, and its measures are made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from grappe.analysis.registry.accounts.filing import Apart, Filing, NotTaken
from grappe.analysis.vocabulary.annual_accounts import broken_identities, measured, measures, spelled

TOTALS = ("20/58", "10/49")
MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Taken:
    """A filing that stands: its row, and its rubrics of the year and of the year before."""

    row: dict[str, Any]
    rubrics: dict[str, float]
    before: dict[str, float]


def judged(filing: Filing) -> Taken | Apart:
    """Return the filing as the store keeps it, or why it is set aside."""
    try:
        return _taken(filing)
    except NotTaken as error:
        seen = f"{filing.written} · {error.seen}" if error.seen else filing.written
        return Apart(error.reason, seen)


def _taken(filing: Filing) -> Taken:
    enterprise = _number(filing.enterprise)
    start, end = filing.started_on, filing.ended_on
    if end is None or (start is not None and start > end):
        raise NotTaken("year", f"{start or '?'} / {end or '?'}")
    if filing.currency.strip().upper() != "EUR":
        raise NotTaken("currency", filing.currency)
    try:
        rubrics, before = spelled(filing.rubrics), spelled(filing.before)
    except ValueError as error:
        raise NotTaken("value", error) from error
    if not rubrics and not filing.given:
        raise NotTaken("empty")
    for name, total in [
        *((code, rubrics.get(code)) for code in TOTALS),
        ("total_assets", filing.given.get("total_assets")),
    ]:
        if total is not None and total < 0:
            raise NotTaken("negative", f"{name} : {total:.2f}")
    whole = all(float(value).is_integer() for value in rubrics.values())
    if broken := broken_identities(rubrics, rounded_to=1 if whole else 0.01):
        first = broken[0]
        raise NotTaken("identity", f"{first.identity.written} : {first.stated:.2f} ≠ {first.found:.2f}")
    row = {
        "enterprise": enterprise,
        "year": end.year,
        "reference": filing.reference,
        "deposited_on": filing.deposited_on,
        "model": filing.model,
        "started_on": start,
        "ended_on": end,
        "months": _months(start, end),
        "currency": "EUR",
        **{name: _measure(filing, name, rubrics) for name in measures()},
    }
    return Taken(row, rubrics, before)


def _measure(filing: Filing, name: str, rubrics: dict[str, float]) -> float | None:
    """Return a measure as told, else as its rubrics make it; value added needs to know the model."""
    if name in filing.given:
        return filing.given[name]
    if not rubrics or filing.model is None:
        return None
    return measured(name, rubrics, model=filing.model).value


def _number(written: str) -> int:
    digits = re.sub(r"[\s.\-/]", "", written.upper()).removeprefix("TVA").removeprefix("BE")
    if not re.fullmatch(r"[0-9]{9,10}", digits):
        raise NotTaken("number", written)
    if 97 - int(digits[:-2]) % 97 != int(digits[-2:]):
        raise NotTaken("modulo97", written)
    return int(digits)


def _months(start: dt.date | None, end: dt.date) -> int | None:
    return None if start is None else round(((end - start).days + 1) / MONTH)
