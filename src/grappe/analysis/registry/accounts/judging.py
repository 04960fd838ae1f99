"""A filing is held against what every account keeps, and its measures are made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from grappe.analysis.registry.accounts.filing import Apart, Filing, NotTaken
from grappe.analysis.vocabulary.annual_accounts import every_measure, ratios, spelled
from grappe.analysis.vocabulary.annual_accounts_sums import broken_identities

NOT_NEGATIVE = ("20/58", "10/49", "9087", "1003")
MONTH = 365.25 / 12
YEAR = dt.timedelta(days=364)
"""From the first day of a year to its last: where only the last is told, the year is taken to be whole."""
OLDEST = dt.date(1900, 1, 1)
YEARS = range(1900, 2101)
PREFIXES = r"[\s.\-/]|^\s*(?:TVA|BTW|MWST|VAT|N°)"
EURO = frozenset({"EUR", "EURO", "EUROS", "€"})


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
    if end is None or end.year not in YEARS or (start is not None and not OLDEST <= start <= end):
        raise NotTaken("year", f"{start or '?'} / {end or '?'}")
    if filing.currency.strip().upper() not in EURO:
        raise NotTaken("currency", filing.currency)
    try:
        rubrics, before = spelled(filing.rubrics), spelled(filing.before)
    except ValueError as error:
        raise NotTaken("value", error) from error
    if not rubrics and not filing.given:
        raise NotTaken("empty")
    _refuse_negative(filing, rubrics)
    began = start or end - YEAR
    broken = broken_identities(rubrics, rounded_to=filing.unit, began=began, told=filing.told)
    if broken:
        first = broken[0]
        raise NotTaken("identity", f"{first.identity.written} : {first.stated:.2f} ≠ {first.found:.2f}")
    # A measure as told, else as its rubrics make it.
    made = every_measure(rubrics, model=filing.model, began=began, told=filing.told)
    made |= filing.given
    for name, (top, bottom) in ratios().items():
        above, below = made[top], made[bottom]
        if made[name] is None and above is not None and below is not None and below > 0:
            made[name] = above / below
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
        **made,
    }
    return Taken(row, rubrics, before)


def _refuse_negative(filing: Filing, rubrics: dict[str, float]) -> None:
    amounts = [(code, rubrics.get(code)) for code in NOT_NEGATIVE]
    amounts += [(name, filing.given.get(name)) for name in ("total_assets", "fte")]
    for name, value in amounts:
        if value is not None and value < 0:
            raise NotTaken("negative", f"{name} : {value:.2f}")


def _number(written: str) -> int:
    digits = re.sub(PREFIXES, "", written.upper()).removeprefix("BE")
    # An establishment's begins with 2 to 8, and keeps modulo 97 too.
    if not re.fullmatch(r"[01]?[0-9]{9}", digits):
        raise NotTaken("number", written)
    if 97 - int(digits[:-2]) % 97 != int(digits[-2:]):
        raise NotTaken("modulo97", written)
    return int(digits)


def _months(start: dt.date | None, end: dt.date) -> int | None:
    return None if start is None else round(((end - start).days + 1) / MONTH)
