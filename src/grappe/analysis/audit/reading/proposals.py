"""Proposed claims as a table: the columns of `claims`, then why each is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import polars as pl

from grappe.analysis.audit.reading.finder import proposed_claims, spoken_to
from grappe.analysis.audit.reading.proposed import ProposedClaim
from grappe.analysis.audit.reading.report_text import text_of
from grappe.analysis.audit.reading.words import language_of
from grappe.analysis.figures.results import harmless
from grappe.analysis.language.catalogues import Language

COLUMNS = tuple(field.name for field in fields(ProposedClaim))
WORDS = ("quote", "why")


def proposals_of(
    path: Path, language: Language | None = None, spoken: Language | None = None
) -> list[ProposedClaim]:
    """Return the claims that a report in a file suggests; Unreadable when it is no text.

    language: of the report; spoken: of what explains the claims; both told by the report when None.
    """
    return proposed_claims(text_of(path), language=language, spoken=spoken)


def explained_in(path: Path) -> Language:
    """Return the language that a report is answered in: French or English as it is, else French."""
    return spoken_to(language_of(text_of(path)))


def written_proposals(claims: Iterable[ProposedClaim]) -> str:
    """Write claims as CSV: UTF-8, comma, decimal point; no cell that a spreadsheet would run."""
    rows = [[_cell(getattr(claim, name)) for name in COLUMNS] for claim in claims]
    table = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    # Only words are made harmless: the minus of a number is no formula.
    return table.with_columns(harmless(table.select(WORDS))).write_csv()


def write_proposals(path: Path, claims: Iterable[ProposedClaim]) -> None:
    """Write claims into a file, which reads back as the table `claims`."""
    path.write_text(written_proposals(claims), encoding="utf-8")


def _cell(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.12g}"
    return str(value)
