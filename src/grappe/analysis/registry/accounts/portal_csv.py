"""The two-column CSV of the portal: what is known of the filing first, then codes and values."""

from __future__ import annotations

import csv
import io
import re

from grappe.analysis.registry.accounts.filing import Filing, NotTaken, Reference, amount, day, put
from grappe.analysis.vocabulary.annual_accounts import model_of

FIRST = "reference number"
ENTERPRISE = ("enterprise number", "entity number", "company number")
CODE = re.compile(r"\(?[0-9]{1,5}(?:/[0-9]{1,4})?[A-Z]?\)?")
DELIMITERS = ",;\t"


def is_portal(content: bytes) -> bool:
    """Tell whether a file begins as the portal's do, whatever a spreadsheet has made of its commas."""
    head = content[:4096].decode("utf-8", errors="replace").lstrip("\ufeff").lower()
    return _delimiter(head) is not None


def read_portal(name: str, content: bytes, references: dict[str, Reference]) -> Filing:
    """Read one filing. NotTaken."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    delimiter = _delimiter(words[:4096].lower()) or ","
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise NotTaken("broken", error) from error
    said: dict[str, str] = {}
    rubrics: dict[str, float] = {}
    for row in (row for row in rows if any(cell.strip() for cell in row)):
        if len(row) != 2:
            raise NotTaken("broken", ",".join(row))
        label, value = (cell.strip() for cell in row)
        if CODE.fullmatch(label):
            if value:
                put(
                    rubrics, label.strip("()"), amount(value if delimiter == "," else value.replace(",", "."))
                )
        else:
            said[label.lower()] = value
    number = said.get(FIRST, "")
    known = references.get(number)
    form = said.get("model code", known.form if known else "")
    model = model_of(form)
    if model is None:
        raise NotTaken("form", form)
    enterprise = next((said[label] for label in ENTERPRISE if label in said), "")
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


def _delimiter(head: str) -> str | None:
    """Return what stands between the two cells of the first line, None where they are not the portal's."""
    first = head.replace("\r", "\n").split("\n", maxsplit=1)[0].strip()
    for mark in DELIMITERS:
        cells = next(csv.reader([first], delimiter=mark), [])
        if len(cells) == 2 and cells[0].strip() == FIRST:
            return mark
    return None
