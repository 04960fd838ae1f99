"""The rubrics of Belgian annual accounts: which is the sum of which, and the measures made of them.

The rows are in `data/annual_accounts.toml`, with their sources, to be read and corrected by an accountant.
An account is a mapping of rubric code to value, one year at a time, as the National Bank serves it: a rubric
that is not there is nil, for no zero is filed. Definitions are dated: those of a financial year are those in
force on the day when it began.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, get_args

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.labels import nearest_label

Account = Mapping[str, float]
"""Code to value, in EUR (full-time equivalents in the staff rubrics)."""
Model = Literal["full", "abridged", "micro", "association_full", "association_abridged", "association_micro"]
LACKING = N_("Rubriques absentes des comptes : {lacks}.")
Signed = tuple[tuple[int, str], ...]
OLD_FIXED_ASSETS = "20/28"
"""In older filings the fixed assets hold the formation expenses (20), which stand apart since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure of an account; where there is none, `message` says why."""

    name: str
    value: float | None
    unit: str
    """`eur`, `fte`, `share` (a ratio of two amounts) or `index`."""
    lacks: tuple[str, ...] = ()
    """The rubrics that it needs and the account leaves out."""
    message: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: Language = "fr") -> str:
        """Say why there is no value; empty where there is one."""
        return say(self.message, language, **self.values) if self.message else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formula:
    name: str
    unit: str
    label: Mapping[str, Any]
    models: tuple[str, ...]
    dated: Mapping[str, Any]
    top: str
    bottom: str
    needs: tuple[str, ...]
    first: tuple[str, ...]
    positive: bool


def model_of(form: str) -> Model | None:
    """Return the model of a form of the National Bank, None for one that is not known.

    >>> model_of("m87-f")
    'micro'
    """
    forms: Mapping[str, Model] = listed()["forms"]
    return forms.get(form.strip().lower().split("-")[0])


def concepts() -> Mapping[str, str]:
    """Return the rubric that each word of the older XBRL taxonomy names."""
    named: Mapping[str, str] = listed()["concepts"]
    return named


@cache
def rubrics() -> frozenset[str]:
    """Return the codes that the sums and the measures speak of, in every spelling."""
    told = [row["parts"] for row in listed()["identities"]] + [
        told["parts"] for told in listed()["older"].values()
    ]
    told += [formula.top + " " + formula.bottom for formula in _formulas()]
    parts = {term[1:] for text in told for term in text.split() if term[0] in "+-"}
    wholes = {row["whole"] for row in listed()["identities"]}
    firsts = {code for formula in _formulas() for code in formula.first}
    return frozenset(parts | wholes | firsts | set(listed()["spellings"]) | {OLD_FIXED_ASSETS})


@cache
def measures() -> tuple[str, ...]:
    """Return the names of the measures, in the order of the list."""
    return tuple(dict.fromkeys(formula.name for formula in _formulas()))


def is_ratio(name: str) -> bool:
    """Tell whether a measure divides one amount by another. ValueError: no such measure.

    >>> is_ratio("value_added_per_fte"), is_ratio("turnover")
    (True, False)
    """
    return any(formula.bottom for formula in _formulas_of(name))


def measure_unit(name: str) -> str:
    """Return the unit of a measure: `eur`, `fte`, `share` or `index`. ValueError: no such measure."""
    return _formulas_of(name)[0].unit


def measure_label(name: str, language: Language = "fr") -> str:
    """Return what a measure is called. ValueError: no such measure."""
    return nearest_label(_formulas_of(name)[0].label, language)


def ratios() -> Mapping[str, tuple[str, str]]:
    """Return the measures that are one measure over another, both told without rubrics."""
    names = measures()
    return {
        one.name: (one.top, one.bottom) for one in _formulas() if one.top in names and one.bottom in names
    }


def spelled(account: Account) -> dict[str, float]:
    """Return an account with its codes as the forms print them, whatever way they were exported.

    `7076A` is `70/76A`. Wholes that older forms tell by their parts are added (70/74 and 76A make
    70/76A). The fixed assets of older filings (20/28) are told apart from the formation expenses that
    they held. ValueError: a code given twice with two values, or a value that is no number.
    """
    spellings: Mapping[str, str] = listed()["spellings"]
    found: dict[str, float] = {}
    for code, value in account.items():
        name = spellings.get(code.strip(), code.strip())
        if not math.isfinite(value):
            raise ValueError(f"Rubric {name} is {value}, which is no amount.")
        if found.setdefault(name, float(value)) != value:
            raise ValueError(f"Rubric {name} is there twice: {found[name]} and {value}.")
    if OLD_FIXED_ASSETS in found and "21/28" not in found:
        found["21/28"] = found.pop(OLD_FIXED_ASSETS) - found.get("20", 0.0)
    for whole, told in listed()["older"].items():
        if whole not in found and any(code in found for code in told["of"]):
            found[whole] = summed(signed(told["parts"]), found)
    return found


def measured(
    name: str,
    account: Account,
    *,
    model: Model | None,
    began: dt.date | None = None,
    told: Container[str] | None = None,
) -> Measured:
    """Work out a measure of `data/annual_accounts.toml` on one year's account.

    model: the form that it was filed in; value added is not made of the same rubrics in each, and is not
    made where the model is not known (None). began: the first day of the financial year, whose
    definitions are taken; None: those of today. told: the rubrics that the source could tell; None: all.
    The value is None, with what lacks, where a rubric that it needs is left out, or where it would be a
    ratio to zero (for some, to what is not above zero). ValueError: no such measure or model.
    """
    if model is not None and model not in get_args(Model):
        raise ValueError(f"no model {model!r}: expected one of {', '.join(get_args(Model))}")
    return _measured(name, spelled(account), _Of(model, began, told))


def every_measure(
    account: Account,
    *,
    model: Model | None,
    began: dt.date | None = None,
    told: Container[str] | None = None,
) -> dict[str, float | None]:
    """Work out all measures at once, as `measured` does each: what it costs is mostly to spell the codes."""
    known, of = spelled(account), _Of(model, began, told)
    return {name: _measured(name, known, of).value for name in measures()}


def growth(before: float | None, after: float | None) -> float | None:
    """Return after / before - 1, as a share; None when one is unknown, or the first not above zero."""
    if before is None or after is None or before <= 0:
        return None
    return after / before - 1


@dataclass(frozen=True, slots=True)
class _Of:
    """What an account is: it says which definitions serve."""

    model: Model | None
    began: dt.date | None
    told: Container[str] | None


def _measured(name: str, known: Account, of: _Of) -> Measured:
    serve = (
        one
        for one in _formulas_of(name)
        if is_in_force(one.dated, of.began) and (not one.models or of.model in one.models)
    )
    formula = next(serve, None)
    if formula is None:
        return Measured(
            name=name,
            value=None,
            unit=_formulas_of(name)[0].unit,
            message=N_("Cette mesure n’est pas définie pour ce modèle de comptes ou cet exercice."),
        )
    lacks = tuple(code for code in formula.needs if code not in known)
    if formula.first or lacks:
        return _first(formula, known) if formula.first else _lacking(formula, lacks)
    top = _side(formula.top, known, of)
    if top.value is None or not formula.bottom:
        return _like(formula, top)
    bottom = _side(formula.bottom, known, of)
    if bottom.value is None:
        return _like(formula, bottom)
    if bottom.value == 0 or (formula.positive and bottom.value < 0):
        return Measured(
            name=name,
            value=None,
            unit=formula.unit,
            message=N_("Un rapport à {below} ({bottom}) ne dit rien."),
            values={"below": f"{bottom.value:.2f}", "bottom": formula.bottom},
        )
    return Measured(name=name, value=top.value / bottom.value, unit=formula.unit)


def _first(formula: _Formula, known: Account) -> Measured:
    value = next((known[code] for code in formula.first if code in known), None)
    if value is None:
        return _lacking(formula, formula.first[:1])
    return Measured(name=formula.name, value=value, unit=formula.unit)


def _lacking(formula: _Formula, lacks: tuple[str, ...]) -> Measured:
    return Measured(
        name=formula.name,
        value=None,
        unit=formula.unit,
        lacks=lacks,
        message=LACKING,
        values={"lacks": ", ".join(lacks)},
    )


def _like(formula: _Formula, side: Measured) -> Measured:
    """Return the measure that is one side alone, or lacks what that side lacks."""
    return Measured(
        name=formula.name,
        value=side.value,
        unit=formula.unit,
        lacks=side.lacks,
        message=side.message,
        values=side.values,
    )


def _side(expression: str, known: Account, of: _Of) -> Measured:
    """Return one side of a ratio: another measure, named, or a sum of rubrics."""
    if expression in measures():
        return _measured(expression, known, of)
    lacks = tuple(code for _, code in signed(expression) if of.told is not None and code not in of.told)
    if lacks:
        return Measured(
            name=expression,
            value=None,
            unit="",
            lacks=lacks,
            message=LACKING,
            values={"lacks": ", ".join(lacks)},
        )
    return Measured(name=expression, value=summed(signed(expression), known), unit="")


def is_in_force(row: Mapping[str, Any], began: dt.date | None) -> bool:
    """Tell whether a definition serves a year that began on a day; None: the year of today."""
    day = began or dt.date.max
    return bool(row.get("from", dt.date.min) <= day <= row.get("until", dt.date.max))


def summed(parts: Signed, known: Account) -> float:
    """Return what the parts make; one that is not there is nil."""
    return math.fsum(sign * known.get(code, 0.0) for sign, code in parts)


@cache
def signed(expression: str) -> Signed:
    """Return the terms of an expression of the list, each with its sign."""
    return tuple((-1 if term[0] == "-" else 1, term[1:]) for term in expression.split())


@cache
def _formulas_of(name: str) -> tuple[_Formula, ...]:
    found = tuple(formula for formula in _formulas() if formula.name == name)
    if not found:
        raise ValueError(f"no measure {name!r}: expected one of {', '.join(measures())}")
    return found


@cache
def _formulas() -> tuple[_Formula, ...]:
    return tuple(
        _Formula(
            name=row["name"],
            unit=row["unit"],
            label=row,
            models=tuple(row.get("models", ())),
            dated={name: row[name] for name in ("from", "until") if name in row},
            top=row.get("top", ""),
            bottom=row.get("bottom", ""),
            needs=tuple(row.get("needs", ())),
            first=tuple(row.get("first", ())),
            positive=row.get("positive", False),
        )
        for row in listed()["measures"]
    )


@cache
def listed() -> Mapping[str, Any]:
    """Return the rows of `data/annual_accounts.toml`."""
    source = files(__package__) / "data" / "annual_accounts.toml"
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
