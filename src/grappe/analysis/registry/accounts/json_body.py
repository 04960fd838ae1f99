"""The JSON of the National Bank's web service: a body, and the list of deposits that goes with it."""

from __future__ import annotations

import json
from typing import Any

from grappe.analysis.registry.accounts.filing import (
    Filing,
    NotAccounts,
    NotTaken,
    Reference,
    amount,
    day,
    put,
)
from grappe.analysis.vocabulary.annual_accounts import model_of

Told = list[Reference] | dict[str, Any]


def read_json(content: bytes) -> Told:
    """Return a list of references, or a body still to be joined with its own. NotTaken, NotAccounts."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotTaken("broken", error) from error
    if isinstance(told, dict) and "Rubrics" in told:
        return told
    rows = told if isinstance(told, list) else [told]
    # A company that filed nothing has an empty list.
    if all(isinstance(row, dict) and {"ReferenceNumber", "EnterpriseNumber"} <= set(row) for row in rows):
        return [_reference(row) for row in rows]
    raise NotAccounts("JSON")


def body_filing(name: str, body: dict[str, Any], references: dict[str, Reference]) -> Filing:
    """Join a body with its reference: it tells neither who, nor when, nor in which form. NotTaken."""
    number = str(body.get("ReferenceNumber") or "")
    known = references.get(number)
    if known is None:
        raise NotTaken("reference", number)
    model = model_of(known.form)
    if model is None:
        raise NotTaken("form", known.form)
    rubrics: dict[str, float] = {}
    before: dict[str, float] = {}
    try:
        for row in body["Rubrics"]:
            if row["Period"] in ("N", "NM1") and row["Value"] is not None:
                into = rubrics if row["Period"] == "N" else before
                put(into, row["Code"].strip().strip("()"), amount(row["Value"]))
    except (TypeError, KeyError, AttributeError) as error:
        raise NotTaken("broken", error) from error
    return Filing(
        enterprise=known.enterprise,
        reference=number,
        deposited_on=known.deposited_on,
        model=model,
        started_on=known.started_on,
        ended_on=known.ended_on,
        currency=known.currency,
        rubrics=rubrics,
        before=before,
        written=f"{name} {number}",
    )


def _reference(row: dict[str, Any]) -> Reference:
    dates = row.get("ExerciseDates")
    days = dates if isinstance(dates, dict) else {}
    return Reference(
        reference=str(row["ReferenceNumber"]),
        enterprise=str(row["EnterpriseNumber"]),
        deposited_on=day(row.get("DepositDate")),
        form=str(row.get("ModelType") or ""),
        started_on=day(days.get("startDate")),
        ended_on=day(days.get("endDate")),
        currency=str(row.get("Currency") or "EUR"),
    )
