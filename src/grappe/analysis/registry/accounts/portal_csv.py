"""The two-column CSV of the portal: what is known of the filing first, then codes and values."""

from __future__ import annotations

import csv
import io
import re

from grappe.analysis.registry.accounts.filing import Filing, NotTaken, Reference, amount, day, put
from grappe.analysis.vocabulary.annual_accounts import model_of

FIRST = "reference number"
CODE = re.compile(r"\(?[0-9]{1,5}(?:/[0-9]{1,4})?[A-Z]?\)?")


def is_portal(content: bytes) -> bool:
    """Tell whether a file begins as the portal's do."""
    head = content[:4096].decode("utf-8", errors="replace").lstrip("\ufeff").lower()
    return FIRST in head and all(len(row) <= 2 for row in csv.reader(io.StringIO(head.split("\n")[0])))


def read_portal(name: str, content: bytes, references: dict[str, Reference]) -> Filing:
    """Read one filing. NotTaken."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotTaken("broken", error) from error
    said: dict[str, str] = {}
    rubrics: dict[str, float] = {}
    for row in (row for row in rows if any(cell.strip() for cell in row)):
        if len(row) != 2:
            raise NotTaken("broken", ",".join(row))
        label, value = (cell.strip() for cell in row)
        if CODE.fullmatch(label):
            if value:
                put(rubrics, label.strip("()"), amount(value))
        else:
            said[label.lower()] = value
    number = said.get(FIRST, "")
    known = references.get(number)
    form = said.get("model code", known.form if known else "")
    model = model_of(form)
    if model is None:
        raise NotTaken("form", form)
    enterprise = next((said[label] for label in said if label.endswith(" number") and label != FIRST), "")
    return Filing(
        enterprise=enterprise or (known.enterprise if known else ""),
        reference=number or None,
        deposited_on=day(said.get("deposit date")) or (known.deposited_on if known else None),
        model=model,
        started_on=day(said.get("accounting period start date")) or (known.started_on if known else None),
        ended_on=day(said.get("accounting period end date")) or (known.ended_on if known else None),
        currency=said.get("currency") or (known.currency if known else "EUR"),
        rubrics=rubrics,
        written=f"{name} {number}",
    )
