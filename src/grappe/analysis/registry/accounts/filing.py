"""What a reader makes of a file: filings, and what it could not take, with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.annual_accounts import Model

REASONS = MappingProxyType(
    {
        "broken": N_("fichier abîmé ou tronqué"),
        "form": N_("modèle de comptes dont les lignes ne sont pas connues"),
        "reference": N_("dépôt sans sa référence : donnez aussi le fichier des références"),
        "number": N_("numéro d’entreprise absent ou mal formé"),
        "modulo97": N_("numéro d’entreprise qui échoue au contrôle modulo 97"),
        "year": N_("exercice sans début ou sans fin lisibles, ou qui finit avant de commencer"),
        "day": N_("jour qui ne se lit pas (2023-06-02 ou 02/06/2023 attendu)"),
        "currency": N_("monnaie autre que l’euro"),
        "consolidated": N_("comptes consolidés : ce sont ceux d’un groupe, et non de l’entreprise"),
        "value": N_("montant illisible, ou rubrique donnée deux fois avec deux valeurs"),
        "mark": N_("montant qui se lit de deux façons (1.234 : 1234 ou 1,234) : écrivez ses décimales"),
        "negative": N_("total du bilan ou effectif négatif"),
        "identity": N_("rubriques dont la somme n’est pas le total déclaré"),
        "empty": N_("aucun montant"),
    }
)
"""Why a filing is set aside, in the words that the screen says."""
REFERENCE = re.compile(r"(?<!\d)(\d{4}-\d{8})(?!\d)")
"""As the National Bank numbers its deposits: the year and eight digits."""

YEAR_FIRST = r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?"
DAY_FIRST = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One company's accounts of one financial year, as a file tells them."""

    enterprise: str
    """As written."""
    reference: str | None = None
    deposited_on: dt.date | None = None
    model: Model | None
    started_on: dt.date | None
    """None: not told; the year then counts twelve months, but for a first year."""
    ended_on: dt.date | None
    currency: str = "EUR"
    rubrics: Mapping[str, float]
    before: Mapping[str, float] = field(default_factory=dict)
    """The year before, as this filing repeats it: never mixed with that year's own filing."""
    given: Mapping[str, float] = field(default_factory=dict)
    """Measures told as such, not by their rubrics."""
    told: frozenset[str] | None = None
    """The rubrics that its source could tell, where the others are unknown; None: all, the others are nil."""
    unit: float | None = None
    """In which its rubrics are rounded, EUR; None: euros or cents, as they look."""
    written: str
    """What the screen shows of it where it is set aside."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A filing that cannot be taken."""

    reason: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the list of deposits says of one, and its body does not."""

    reference: str
    enterprise: str
    deposited_on: dt.date | None
    form: str
    started_on: dt.date | None
    ended_on: dt.date | None
    currency: str


class NotTaken(Exception):
    """A filing that cannot be taken: the key of its reason, and what was seen."""

    def __init__(self, reason: str, seen: object = "") -> None:
        self.reason = reason
        self.seen = str(seen)
        super().__init__(reason)


class NotAccounts(Exception):
    """A file that is well formed and no accounts at all."""


def day(written: object) -> dt.date | None:
    """Return a day written 2023-06-02 (whatever hour follows), 02/06/2023 or 02-06-2023; None for another."""
    text = str(written or "").strip()
    if match := re.fullmatch(YEAR_FIRST, text):
        parts = match.groups()
    elif match := re.fullmatch(DAY_FIRST, text):
        parts = match.groups()[::-1]
    else:
        return None
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def amount(written: object) -> float:
    """Return a number as the National Bank writes it, a point before decimals. NotTaken: no number."""
    text = str(written).strip()
    if not re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", text):
        raise NotTaken("value", text)
    return float(text)


def put(into: dict[str, float], code: str, value: float) -> None:
    """Add a rubric. NotTaken: it is there with another value."""
    if into.setdefault(code, value) != value:
        raise NotTaken("value", f"{code} : {into[code]:g} / {value:g}")
