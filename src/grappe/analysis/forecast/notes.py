"""What is to be said beside the numbers: sentences with their values, worded when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.language.numbers import amount, decimal
from grappe.analysis.vocabulary.classes import LEDGER_LINES


class Euros(float):
    """An amount of money, written to the euro."""


class Share(float):
    """A share, written in per cent."""


class SignedShare(Share):
    """A share by which something moves, written with its sign."""


class Line(str):
    """A line of the ledger, called by its label."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, marked for translation, and the values for its places."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def sentence(self, language: Language) -> str:
        """Return the sentence as its reader expects it."""
        return say(self.message, language, **{k: written(v, language) for k, v in self.values.items()})


def written(value: object, language: Language) -> str:
    """Write a value of a sentence: money to the euro, shares in per cent, years and names as they are."""
    if isinstance(value, Euros):
        return amount(float(value), "eur", language, 0)
    if isinstance(value, Share):
        places = 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1
        sign = "+" if isinstance(value, SignedShare) and value > 0 else ""
        return sign + amount(float(value), "share", language, places)
    if isinstance(value, Line):
        return say(LEDGER_LINES[str(value)], language)
    if isinstance(value, float):
        return decimal(value, language, 6, trimmed=True)
    return str(value)
