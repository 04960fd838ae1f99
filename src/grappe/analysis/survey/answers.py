"""The answers to a questionnaire, as one table whatever tool wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from grappe.analysis.dossier.faults import Fault


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answered and what; null is no answer."""

    frame: pl.DataFrame
    """One row per submission, in file order: `_row` (Int64, as a spreadsheet numbers it), `response_id`
    and `member_id` (String; null member: anonymous), `submitted_on` (Date), then a column for each
    question outside repeats that the file has.

    A select_one is a String, the choice's name (or what was written, when it is not on the list);
    select_multiple and rank are lists of names (an empty list: asked, and nothing ticked, where the
    export tells it from silence); integer, decimal and range are Float64; date is a Date; the rest String.
    """
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """By name of repeat: `response_id` of the submission, then its questions; one row per instance."""
    absent: tuple[str, ...] = ()
    """Questions that have no column in the file."""
    extra: tuple[str, ...] = ()
    """Columns of the file that are no question, nor a column that the survey tool adds."""
    faults: tuple[Fault, ...] = ()
    """Answers that are not on the list, columns twice …: each a warning; the value is kept as written."""
