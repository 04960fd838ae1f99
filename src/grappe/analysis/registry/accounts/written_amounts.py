"""Amounts as people and their programs write them: `1 234,56`, `1.234,56`, `1,234.56`, `(1 234)`, `n.a.`.

`1.234` is 1234 for some and 1.234 for others. No cell tells alone: those of the whole table do, for no table
uses one mark for both. Where they do not, the amount is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from grappe.analysis.dossier.values import LARGEST

NOTHING = frozenset({"", "n.a.", "n.a", "na", "n/a", "#n/a", "#n/d", "n.d.", "nd", "n/d", "n.s.", "ns", "n.v.t.", "nvt", "k.a.", "null", "none", "nan", "-", "–", "—", "--", "..", "...", "."})  # fmt: skip
"""How exports say that they do not know, in small letters."""
SPACES = r"[\s'’]+"
MONEY = r"(?i)\s*(€|\beuros?\b|\beur\b)\s*"
PLAIN = r"[+-]?[0-9]+(?:\.[0-9]+)?"
SPACED = r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]*)?"
POINTS = r"[+-]?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]*)?|\.[0-9]{3},[0-9]*)"
COMMAS = r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]*)?|,[0-9]{3}\.[0-9]*)"
POINT = r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}"
COMMA = r"[+-]?[1-9][0-9]{0,2},[0-9]{3}"
DECIMAL = r"[+-]?(?:[0-9]+[.,][0-9]*|[.,][0-9]+)"
POWER = r"[+-]?[0-9]+(?:\.[0-9]*)?[eE][+-]?[0-9]{1,3}"
MARKED = r"[.,]"
MARK = {".": "point", ",": "comma"}


@dataclass(slots=True)
class Marks:
    """What the marks of a table are, as far as its cells have told."""

    decimals: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def meaning(self, mark: str) -> str | None:
        """Return `group` or `decimal`, None where the cells told neither, or both."""
        other = "," if mark == "." else "."
        is_decimal, is_group = mark in self.decimals, mark in self.groups
        if is_decimal or is_group:
            return None if is_decimal and is_group else "decimal" if is_decimal else "group"
        if (other in self.decimals) == (other in self.groups):
            return None
        return "group" if other in self.decimals else "decimal"

    def see(self, cells: Iterable[pl.Series]) -> None:
        """Learn from cells that are amounts."""
        for column in cells:
            marked = column.filter(column.str.contains(MARKED)).alias("cell")
            plain = _is(marked, PLAIN)
            if "." not in self.decimals and (plain & ~_is(marked, POINT)).any():
                self.decimals.add(".")
            # Most cells are plain, and tell nothing more.
            left = pl.DataFrame([marked.filter(~plain)])
            if left.is_empty():
                continue
            cell = _clean(pl.col("cell"))
            point, comma = cell.str.contains(".", literal=True), cell.str.contains(",", literal=True)
            points, commas, spaced = _all(cell, POINTS), _all(cell, COMMAS), _all(cell, SPACED)
            single = _all(cell, DECIMAL) & ~_all(cell, POINT) & ~_all(cell, COMMA)
            told = left.select(
                groups_point=points.any(),
                groups_comma=commas.any(),
                decimals_point=((single | spaced | commas) & point).any(),
                decimals_comma=((single | spaced | points) & comma).any(),
            ).row(0, named=True)
            self.groups |= {mark for mark in ".," if told[f"groups_{MARK[mark]}"]}
            self.decimals |= {mark for mark in ".," if told[f"decimals_{MARK[mark]}"]}


def amount_of(written: str, marks: Marks) -> float | None:
    """Read one amount; None where it cannot be told. A blank is for the caller to know."""
    text = re.sub(MONEY, "", re.sub(SPACES, " ", written).replace("\u2212", "-")).strip()
    if match := re.fullmatch(r"\((.*)\)", text):
        text = f"-{match[1].strip()}"
    text = re.sub(r"^([+-]) ", r"\1", text)
    if re.fullmatch(POINT, text) or re.fullmatch(COMMA, text):
        mark = "." if "." in text else ","
        meaning = marks.meaning(mark)
        if meaning is None:
            return None
        text = text.replace(mark, "" if meaning == "group" else ".")
    elif re.fullmatch(POINTS, text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(COMMAS, text):
        text = text.replace(",", "")
    elif re.fullmatch(SPACED, text) or re.fullmatch(DECIMAL, text):
        text = text.replace(" ", "").replace(",", ".")
    elif not (re.fullmatch(PLAIN, text) or re.fullmatch(POWER, text)):
        return None
    value = float(text)
    return value if abs(value) <= LARGEST else None


def is_nothing(written: str) -> bool:
    """Tell whether a cell says that its amount is not known."""
    return written.strip().lower() in NOTHING


def amounts(cells: pl.Series, marks: Marks) -> tuple[pl.Series, pl.Series]:
    """Return the amounts of a column, and where one cannot be told: `amount_of` for all at once."""
    cells = cells.str.strip_chars()
    plain = _is(cells, PLAIN)
    if marks.meaning(".") != "decimal":
        plain &= ~_is(cells, POINT)
    values = cells.set(~plain, None).cast(pl.Float64, strict=False)
    wrong = plain & (values.abs() > LARGEST)
    left = (~plain).arg_true()
    if not left.is_empty():
        slow = pl.DataFrame({"cell": cells.gather(left)}).select(
            value=_read(_clean(pl.col("cell")), marks),
            nothing=pl.col("cell").str.to_lowercase().is_in(list(NOTHING)),
        )
        far = (slow["value"].abs() > LARGEST).fill_null(value=False)
        values = values.scatter(left, slow["value"])
        wrong = wrong.scatter(left, ~slow["nothing"] & (slow["value"].is_null() | far))
    return values.set(wrong, None), wrong


def _read(clean: pl.Expr, marks: Marks) -> pl.Expr:
    def single(mark: str) -> pl.Expr:
        meaning = marks.meaning(mark)
        if meaning is None:
            return pl.lit(None, dtype=pl.String)
        return clean.str.replace_all(mark, "" if meaning == "group" else ".", literal=True)

    text = (
        pl.when(_all(clean, POINT))
        .then(single("."))
        .when(_all(clean, COMMA))
        .then(single(","))
        .when(_all(clean, POINTS))
        .then(clean.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True))
        .when(_all(clean, COMMAS))
        .then(clean.str.replace_all(",", "", literal=True))
        .when(_all(clean, SPACED) | _all(clean, DECIMAL))
        .then(clean.str.replace_all(" ", "", literal=True).str.replace_all(",", ".", literal=True))
        .when(_all(clean, PLAIN) | _all(clean, POWER))
        .then(clean)
    )
    return text.cast(pl.Float64, strict=False)


def _clean(cell: pl.Expr) -> pl.Expr:
    spaced = cell.str.replace_all(SPACES, " ").str.replace_all("\u2212", "-", literal=True)
    bare = spaced.str.replace_all(MONEY, "").str.strip_chars()
    return bare.str.replace(r"^\(\s*(.*?)\s*\)$", "-${1}").str.replace(r"^([+-]) ", "${1}")


def _all(cell: pl.Expr, pattern: str) -> pl.Expr:
    return cell.str.contains(f"^(?:{pattern})$")


def _is(cells: pl.Series, pattern: str) -> pl.Series:
    return cells.str.contains(f"^(?:{pattern})$")
