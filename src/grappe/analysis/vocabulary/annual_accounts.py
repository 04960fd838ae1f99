"""The rubrics of Belgian annual accounts: which is the sum of which, and the measures made of them.

The rows are in `data/annual_accounts.toml`, with their sources, to be read and corrected by an accountant.
An account is a mapping of rubric code to value, one year at a time, as the National Bank serves it: a rubric
that is not there is nil, for no zero is filed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
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
Signed = tuple[tuple[int, str], ...]
OLD_FIXED_ASSETS = "20/28"
"""In older filings the fixed assets hold the formation expenses (20), which stand apart since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A rubric that is the sum of others, each with its sign."""

    whole: str
    parts: Signed
    needs: tuple[str, ...] = ()
    """Rubrics without which the sum is of another model, and not judged."""

    @property
    def written(self) -> str:
        """`20/58 = +20 +21/28 +29/58`."""
        return f"{self.whole} = {_written(self.parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An identity that an account does not keep."""

    identity: Identity
    stated: float
    """What the whole is said to be, EUR."""
    found: float
    """What its parts make, EUR."""

    def sentence(self, language: Language = "fr") -> str:
        """Say which sum is not right."""
        return say(
            N_("Les rubriques {identity} ne s’accordent pas : {stated} déclaré, {found} par addition."),
            language,
            identity=self.identity.written,
            stated=f"{self.stated:.2f}",
            found=f"{self.found:.2f}",
        )


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
    top: str
    bottom: str
    needs: tuple[str, ...]
    first: tuple[str, ...]
    positive: bool


def identities() -> tuple[Identity, ...]:
    """Return the sums that every account keeps, among the rubrics that its model has."""
    return tuple(
        Identity(whole=row["whole"], parts=_signed(row["parts"]), needs=tuple(row.get("needs", ())))
        for row in _rows()["identities"]
    )


def model_of(form: str) -> Model | None:
    """Return the model of a form of the National Bank, None for one that is not known.

    >>> model_of("m87-f")
    'micro'
    """
    forms: Mapping[str, Model] = _rows()["forms"]
    return forms.get(form.strip().lower().split("-")[0])


def concepts() -> Mapping[str, str]:
    """Return the rubric that each word of the older XBRL taxonomy names."""
    named: Mapping[str, str] = _rows()["concepts"]
    return named


@cache
def rubrics() -> frozenset[str]:
    """Return the codes that the sums and the measures speak of, in every spelling."""
    told = [row["parts"] for row in _rows()["identities"]] + [
        told["parts"] for told in _rows()["older"].values()
    ]
    told += [formula.top + " " + formula.bottom for formula in _formulas()]
    parts = {term[1:] for text in told for term in text.split() if term[0] in "+-"}
    wholes = {row["whole"] for row in _rows()["identities"]}
    firsts = {code for formula in _formulas() for code in formula.first}
    return frozenset(parts | wholes | firsts | set(_rows()["spellings"]) | {OLD_FIXED_ASSETS})


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


def spelled(account: Account) -> dict[str, float]:
    """Return an account with its codes as the forms print them, whatever way they were exported.

    `7076A` is `70/76A`. Wholes that older forms tell by their parts are added (70/74 and 76A make
    70/76A). The fixed assets of older filings (20/28) are told apart from the formation expenses that
    they held. ValueError: a code given twice with two values, or a value that is no number.
    """
    spellings: Mapping[str, str] = _rows()["spellings"]
    found: dict[str, float] = {}
    for code, value in account.items():
        name = spellings.get(code.strip(), code.strip())
        if not math.isfinite(value):
            raise ValueError(f"Rubric {name} is {value}, which is no amount.")
        if found.setdefault(name, float(value)) != value:
            raise ValueError(f"Rubric {name} is there twice: {found[name]} and {value}.")
    if OLD_FIXED_ASSETS in found and "21/28" not in found:
        found["21/28"] = found.pop(OLD_FIXED_ASSETS) - found.get("20", 0.0)
    for whole, told in _rows()["older"].items():
        if whole not in found and any(code in found for code in told["of"]):
            found[whole] = _sum(_signed(told["parts"]), found)
    return found


def broken_identities(account: Account, *, rounded_to: float = 0.01) -> tuple[Broken, ...]:
    """Return the sums that an account does not keep.

    rounded_to: the unit in which it is filed, EUR (0.01, 1 or 1000): each rubric may be half of it
    away. A whole of which no part is given is not judged, for its model may not break it down; nor
    are parts without their whole, for the account may be an extract.
    """
    if not rounded_to > 0:
        raise ValueError(f"rounded_to is an amount above zero, not {rounded_to}.")
    known = spelled(account)
    found = []
    for identity in identities():
        given = [code for _, code in identity.parts if code in known]
        stated = known.get(identity.whole)
        if not given or stated is None:
            continue
        if any(code not in known for code in identity.needs):
            continue
        total = _sum(identity.parts, known)
        slack = rounded_to / 2 * (len(given) + 1) * (1 + 1e-9)
        if abs(total - stated) > slack:
            found.append(Broken(identity=identity, stated=stated, found=total))
    return tuple(found)


def measured(name: str, account: Account, *, model: Model) -> Measured:
    """Work out a measure of `data/annual_accounts.toml` on one year's account.

    model: the form that it was filed in; value added is not made of the same rubrics in each. The
    value is None, with what lacks, where a rubric that it needs is left out, or where it would be a
    ratio to zero (for some, to what is not above zero). ValueError: no such measure or model.
    """
    if model not in get_args(Model):
        raise ValueError(f"no model {model!r}: expected one of {', '.join(get_args(Model))}")
    return _measured(name, spelled(account), model)


def growth(before: float | None, after: float | None) -> float | None:
    """Return after / before - 1, as a share; None when one is unknown, or the first not above zero."""
    if before is None or after is None or before <= 0:
        return None
    return after / before - 1


def _measured(name: str, known: Account, model: Model) -> Measured:
    formula = next(one for one in _formulas_of(name) if not one.models or model in one.models)
    if formula.first:
        return _first(formula, known)
    lacks = tuple(code for code in formula.needs if code not in known)
    if lacks:
        return _lacking(formula, lacks)
    top = _side(formula.top, known, model)
    if top.value is None or not formula.bottom:
        return _like(formula, top)
    bottom = _side(formula.bottom, known, model)
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
        message=N_("Rubriques absentes des comptes : {lacks}."),
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


def _side(expression: str, known: Account, model: Model) -> Measured:
    """Return one side of a ratio: another measure, named, or a sum of rubrics."""
    if expression in measures():
        return _measured(expression, known, model)
    return Measured(name=expression, value=_sum(_signed(expression), known), unit="")


def _sum(parts: Signed, known: Account) -> float:
    return math.fsum(sign * known.get(code, 0.0) for sign, code in parts)


@cache
def _signed(expression: str) -> Signed:
    return tuple((-1 if term[0] == "-" else 1, term[1:]) for term in expression.split())


def _written(parts: Signed) -> str:
    return " ".join(f"{'-' if sign < 0 else '+'}{code}" for sign, code in parts)


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
            top=row.get("top", ""),
            bottom=row.get("bottom", ""),
            needs=tuple(row.get("needs", ())),
            first=tuple(row.get("first", ())),
            positive=row.get("positive", False),
        )
        for row in _rows()["measures"]
    )


@cache
def _rows() -> Mapping[str, Any]:
    source = files(__package__) / "data" / "annual_accounts.toml"
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
