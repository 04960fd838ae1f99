"""The sums that Belgian annual accounts keep, and the accounts that break one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.annual_accounts import (
    Account,
    Signed,
    is_in_force,
    listed,
    signed,
    spelled,
    summed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A rubric that is the sum of others, each with its sign."""

    whole: str
    parts: Signed
    needs: tuple[str, ...] = ()
    """Rubrics without which the sum is of another model, and not judged."""
    without: tuple[str, ...] = ()
    """Rubrics with any of which the sum is of another scheme, and not judged."""
    either: tuple[str, ...] = ()
    """Parts that are filed with one sign or the other: both are right."""

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


@cache
def identities(began: dt.date | None = None) -> tuple[Identity, ...]:
    """Return the sums that every account keeps, among the rubrics that its model has.

    began: the first day of the financial year; None: those of today.
    """
    return tuple(
        Identity(
            whole=row["whole"],
            parts=signed(row["parts"]),
            needs=tuple(row.get("needs", ())),
            without=tuple(row.get("without", ())),
            either=tuple(row.get("either", ())),
        )
        for row in listed()["identities"]
        if is_in_force(row, began)
    )


def broken_identities(
    account: Account,
    *,
    rounded_to: float | None = 0.01,
    began: dt.date | None = None,
    told: Container[str] | None = None,
) -> tuple[Broken, ...]:
    """Return the sums that an account does not keep.

    rounded_to: the unit in which it is filed, EUR (0.01, 1 or 1000): each rubric may be half of it
    away; None: whole euros where every rubric of the sums is whole, else cents. began: the first day of the
    financial year. told: the rubrics that the source could tell, where the others are not nil but unknown;
    None: all. A whole of which no part is given is not judged, for its model may not break it down; nor
    are parts without their whole, for the account may be an extract.
    """
    if rounded_to is not None and not rounded_to > 0:
        raise ValueError(f"rounded_to is an amount above zero, not {rounded_to}.")
    known = spelled(account)
    sums = identities(began)
    unit = rounded_to or _unit(known, sums)
    found = []
    for identity in sums:
        codes = [code for _, code in identity.parts]
        given = [code for code in codes if code in known]
        stated = known.get(identity.whole)
        if not given or stated is None or (told is not None and any(code not in told for code in codes)):
            continue
        if any(code not in known for code in identity.needs) or any(
            code in known for code in identity.without
        ):
            continue
        slack = unit / 2 * (len(given) + 1) * (1 + 1e-9)
        totals = _totals(identity, known)
        if all(abs(total - stated) > slack for total in totals):
            found.append(Broken(identity=identity, stated=stated, found=totals[0]))
    return tuple(found)


def _totals(identity: Identity, known: Account) -> tuple[float, ...]:
    """Return what the parts make: a second time with the other sign, of those that are filed with either."""
    other = tuple((-sign if code in identity.either else sign, code) for sign, code in identity.parts)
    return tuple(dict.fromkeys((summed(identity.parts, known), summed(other, known))))


def _unit(known: Account, sums: tuple[Identity, ...]) -> float:
    """Return the unit in which an account is written: people (9087: 2.5) are not amounts."""
    codes = {code for identity in sums for code in (identity.whole, *(code for _, code in identity.parts))}
    return 1 if all(value.is_integer() for code, value in known.items() if code in codes) else 0.01


def _written(parts: Signed) -> str:
    return " ".join(f"{'-' if sign < 0 else '+'}{code}" for sign, code in parts)
