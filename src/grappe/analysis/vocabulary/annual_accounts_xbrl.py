"""How the National Bank's two XBRL taxonomies name the rubrics: by dimensions since 2021, by words before.

Only the forms of which the lines are known are here: the micro model of companies without capital
(m87), whose lines are in `data/nbb_m87.csv`, and the full model of associations (pfs), whose words are
in `data/annual_accounts.toml`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from grappe.analysis.vocabulary.annual_accounts import Model, concepts, model_of

Line = tuple[str, frozenset[str]]
"""A metric and its members (`bas=bas:m2`), the period among them: what tells a rubric from another."""
DIMENSIONAL = ("m87",)
"""Forms of the dimensional taxonomy that can be read."""
NAMED: Mapping[str, Model] = MappingProxyType({"npo/full": "association_full"})
"""Forms of the taxonomy of names that can be read, with their model."""


@cache
def lines(form: str) -> Mapping[Line, tuple[str, bool]]:
    """Return the rubric of each line of a dimensional form, and whether it is of the year before.

    ValueError: a form whose lines are not known.
    """
    if form not in DIMENSIONAL or model_of(form) is None:
        raise ValueError(f"no lines for form {form!r}: expected one of {', '.join(DIMENSIONAL)}")
    words = (files(__package__) / "data" / f"nbb_{form}.csv").read_text(encoding="utf-8")
    found: dict[Line, tuple[str, bool]] = {}
    for row in csv.DictReader(io.StringIO(words)):
        for period, before in (("current", False), ("previous", True)):
            if row[period]:
                members = frozenset((*row["dimensions"].split("|"), f"prd={row[period]}"))
                found[row["metric"], members] = (row["rubric"], before)
    return MappingProxyType(found)


def rubric_of(concept: str) -> str | None:
    """Return the rubric that a word of the older taxonomy names.

    >>> rubric_of("CashBankHand")
    '54/58'
    """
    return concepts().get(concept)
