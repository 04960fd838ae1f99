"""A figure that a report states, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from grappe.analysis.audit.printed import Range, exactly, printed
from grappe.analysis.figures.catalogue import named
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, decimal

UNITS = {"percent": "share", "fte": "fte", "eur": "eur"}
RELATIONS = {
    "lt": N_("moins de {value}"),
    "le": N_("au plus {value}"),
    "gt": N_("plus de {value}"),
    "ge": N_("au moins {value}"),
    "about": N_("environ {value}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One row of the table `claims`. A claim without value is made of words alone."""

    id: str
    cluster: str = ""
    chapter: int | None = None
    quote: str = ""
    figure: str = ""
    """The id in the catalogue; empty where the report states what no figure says."""
    key: str = ""
    statistic: str = ""
    value: Fraction | None = None
    """As printed: 51 for 51 %."""
    decimals: int = 0
    unit: str = ""
    relation: str = "eq"
    level: Fraction | None = None
    base: int | None = None
    of: str = ""
    groups: tuple[str, ...] = ()
    """The groups of claims that are said or supposed to rest on one base."""

    @property
    def is_share(self) -> bool:
        """A part of a whole, in per cent."""
        return self.statistic == "share" and self.value is not None

    @property
    def is_count(self) -> bool:
        """A number of units, which is whole."""
        return self.statistic == "count" and self.value is not None and self.unit in ("", "count")

    @property
    def is_sound(self) -> bool:
        """It has a number that its kind can have, and does not rest on nobody."""
        if self.value is None or self.base == 0:
            return False
        return not self.is_share or 0 <= self.value <= 100

    @property
    def is_rounded_share(self) -> bool:
        """A share printed as a number, which only some bases can give."""
        return self.is_share and self.is_sound and self.relation in ("eq", "about")

    @property
    def is_in_words(self) -> bool:
        """Its number is not printed: the report has a word, such as a majority."""
        return self.value is None or (
            bool(self.quote)
            and self.is_share
            and f"{float(self.value):g}" not in self.quote.replace(",", ".")
        )

    @property
    def family(self) -> str:
        """What comes before the point of its figure: `employment`."""
        return self.figure.partition(".")[0]

    @property
    def range(self) -> Range:
        """The values that it allows: shares from 0 to 1, the others in their unit.

        ValueError: the claim has no value.
        """
        if self.value is None:
            raise ValueError(f"Claim {self.id} states no number.")
        if self.is_count and self.relation == "eq" and self.value.denominator == 1:
            return exactly(self.value)
        allowed = printed(self.value, self.decimals, self.relation)
        return allowed.over(100) if self.unit == "percent" or self.is_share else allowed

    def written(self, language: Language) -> str:
        """Write the value as the report prints it: `51 %`, `moins de 21`."""
        if self.value is None:
            return amount(None, "", language)
        number = float(self.value)
        if self.unit == "percent" or self.is_share:
            words = amount(number / 100, "share", language, self.decimals)
        elif self.unit == "eur":
            words = amount(number, "eur", language, self.decimals)
        else:
            words = decimal(number, language, self.decimals)
        return say(RELATIONS[self.relation], language, value=words) if self.relation in RELATIONS else words


def claims_of(table: pl.DataFrame) -> list[Claim]:
    """Return the rows of the table `claims`, typed by the dossier, as claims."""
    return [_claim(row) for row in table.iter_rows(named=True)]


def _claim(row: dict[str, Any]) -> Claim:
    value = _exact(row.get("value"))
    figure, key = named(row.get("figure") or "") or (row.get("figure") or "", None)
    decimals = max(int(row.get("decimals") or 0), _decimals(value))
    return Claim(
        id=row["claim_id"],
        cluster=row.get("cluster_id") or "",
        chapter=row.get("chapter"),
        quote=row.get("quote") or "",
        figure=figure,
        key=row.get("key") or key or "",
        statistic=row.get("statistic") or "",
        value=value,
        decimals=decimals,
        unit=row.get("unit") or "",
        relation=row.get("relation") or "eq",
        level=_exact(row.get("level")),
        base=None if row.get("base") is None else int(row["base"]),
        of=row.get("of") or "",
        groups=tuple(part for part in (p.strip() for p in (row.get("base_group") or "").split(";")) if part),
    )


def _exact(number: float | None) -> Fraction | None:
    """Return what was written: 0.75 is three quarters, not the nearest binary fraction."""
    return None if number is None else Fraction(Decimal(repr(number)))


def _decimals(value: Fraction | None) -> int:
    """Return how many decimals it takes to write a value that came as a decimal number."""
    places = 0
    while value is not None and (value * 10**places).denominator != 1:
        places += 1
    return places


class Claims:
    """The claims of one report, as the checks ask for them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = tuple(claims)
        self._by_id = {claim.id: claim for claim in self._claims}

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def get(self, claim_id: str) -> Claim | None:
        """Return a claim by its id; None for no id, or an unknown one."""
        return self._by_id.get(claim_id)

    @cached_property
    def groups(self) -> dict[str, list[Claim]]:
        """The claims of each base group, in their order."""
        found: dict[str, list[Claim]] = {}
        for claim in self._claims:
            for group in claim.groups:
                found.setdefault(group, []).append(claim)
        return found

    @cached_property
    def by_quote(self) -> dict[str, list[Claim]]:
        """The claims of each sentence, in their order."""
        found: dict[str, list[Claim]] = {}
        for claim in self._claims:
            if claim.quote:
                found.setdefault(claim.quote, []).append(claim)
        return found

    @cached_property
    def _by_figure(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self._claims:
            found.setdefault(claim.figure, []).append(claim)
        return found

    def of_figure(self, figure: str, key: str | None = None) -> list[Claim]:
        """Return the claims of a figure, of one key or of any."""
        return [claim for claim in self._by_figure.get(figure, []) if key is None or claim.key == key]

    @cached_property
    def counts_of_groups(self) -> dict[str, list[Claim]]:
        """The exact counts of each base group."""
        return {
            group: [claim for claim in members if claim.is_count and claim.range.is_single]
            for group, members in self.groups.items()
        }

    @cached_property
    def bases_of_groups(self) -> dict[str, dict[int, Claim]]:
        """The bases that claims of each base group state for themselves, each with the last that does."""
        return {
            group: {claim.base: claim for claim in members if claim.base}
            for group, members in self.groups.items()
        }

    @cached_property
    def rounded_shares_of_groups(self) -> dict[str, list[Claim]]:
        """The rounded shares of each base group."""
        return {
            group: [claim for claim in members if claim.is_rounded_share]
            for group, members in self.groups.items()
        }

    def count_of(self, figure: str, key: str = "") -> Claim | None:
        """Return the claim that counts a figure exactly, if one does."""
        return next((c for c in self.of_figure(figure, key) if c.is_count and c.range.is_single), None)

    def whole_of(self, claim: Claim) -> Claim | None:
        """Return the exact count that a claim is said to be a part of."""
        whole = self.get(claim.of) if claim.of != claim.id else None
        return whole if whole is not None and whole.is_count and whole.range.is_single else None


def listed(claims: Iterable[Claim], language: Language) -> str:
    """Write the values of several claims, each once: `46 %, 42 %, 50 % et 38 %`."""
    return joined(dict.fromkeys(claim.written(language) for claim in claims), language)


def joined(words: Iterable[str], language: Language, *, either: bool = False) -> str:
    """Join words as a sentence does: `6, 12 et 18`, or `6, 12 ou 18`."""
    *first, last = list(words) or [""]
    if not first:
        return last
    message = N_("{first} ou {last}") if either else N_("{first} et {last}")
    return say(message, language, first=", ".join(first), last=last)
