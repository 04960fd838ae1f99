"""CPV 2008, the vocabulary of what public buyers buy (Regulation (EC) 213/2008)."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from grappe.analysis.vocabulary import packaged
from grappe.analysis.vocabulary.labels import nearest_label
from grappe.analysis.vocabulary.unknown import UnknownCodeError


def table() -> pl.DataFrame:
    """Return every code, one row each.

    code (eight digits, "72000000"), check_digit, level (division, group, class, category, subcategory),
    parent (code, the nearest that exists; empty for a division), label_fr, label_nl, label_de, label_en.
    Source: Publications Office of the European Union (`sources`).
    """
    return packaged.table("cpv_2008")


@cache
def _rows() -> MappingProxyType[str, dict[str, Any]]:
    return MappingProxyType({row["code"]: row for row in table().iter_rows(named=True)})


def _row(code: str) -> dict[str, Any]:
    row = _rows().get(code)
    if row is None:
        raise UnknownCodeError(code, "CPV 2008")
    return row


def canonical(text: str) -> str | None:
    """Return the eight digits of what people write, or None when there is no such code.

    "72000000-5" and " 72000000 " are read, and "3000000" whose zero a spreadsheet ate; a wrong check digit
    makes the code unknown.
    """
    parts = re.fullmatch(r"\s*([0-9]{7,8})(?:\s*-\s*([0-9]))?\s*", text)
    if parts is None:
        return None
    code = parts[1].zfill(8)
    row = _rows().get(code)
    if row is None or parts[2] not in {None, row["check_digit"]}:
        return None
    return code


def label(code: str, language: str) -> str:
    """Return the label of a canonical code. UnknownCodeError: no such code. ValueError: no such language."""
    return nearest_label(_row(code), language)


def parents(code: str) -> tuple[str, ...]:
    """Return the codes above a canonical code, the nearest first and its division last."""
    above: list[str] = []
    parent = _row(code)["parent"]
    while parent is not None:
        above.append(parent)
        parent = _row(parent)["parent"]
    return tuple(above)


def is_within(code: str, ancestor: str) -> bool:
    """Tell whether a canonical code is the ancestor or below it; an unknown code is within nothing."""
    return code in _rows() and ancestor in (code, *parents(code))
