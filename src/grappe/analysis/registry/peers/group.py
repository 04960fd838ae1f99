"""What makes companies comparable: an activity, a place, a size, some years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

import narwhals as nw
import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import decimal
from grappe.analysis.vocabulary import nace, places
from grappe.analysis.vocabulary.unknown import UnknownCodeError

YEARS = 10
CUT = 0.03
"""Share of the lowest ratios, and of the highest, that are cut each year, as company files do."""
SIZE = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(?:[-–]\s*(\d+(?:[.,]\d+)?)|(\+))\s*$")


class NoGroup(ValueError):
    """What was asked defines no group: `message` says it, with its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def sentence(self, language: Language = "fr") -> str:
        """Say what is wrong, and what is expected."""
        return say(self.message, language, **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """From so many full-time equivalents to so many, both counted; no upper end: and more."""

    least: float
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The companies that a member is compared with."""

    nace: tuple[str, ...]
    """Canonical codes of `nace_version`; what is below each is within."""
    nace_version: str = "2008"
    region: str | None = None
    """NUTS 1 or 2 (`BE3`, `BE33`); None: the whole country."""
    size: Size | None = None
    """Of each year's accounts."""
    year: int
    """The year of the comparison, and the last that is looked at."""
    years: int = YEARS
    cut: float = CUT

    @property
    def first_year(self) -> int:
        """The first year that is looked at."""
        return self.year - self.years + 1

    def activity(self) -> nw.Expr:
        """Tell whether a code (`nace`, digits) is one of the group's or below it."""
        digits = nw.col("nace")
        # Digits sort before the colon, so "5911" to "591:" holds every code that begins with 591.
        within = [
            (digits >= start) & (digits < start[:-1] + chr(ord(start[-1]) + 1))
            for start in beginnings(self.nace, self.nace_version)
        ]
        return reduce(or_, within)

    def postal_codes(self) -> pl.DataFrame | None:
        """Return the postal codes of its place, one column; None: the whole country."""
        if self.region is None:
            return None
        column = "region" if len(self.region) == 3 else "province"
        return places.postal_codes().filter(pl.col(column) == self.region).select("postal_code")

    def near(self) -> nw.Expr | None:
        """Tell whether a company (`postal_code`) may be in its place; None: the whole country.

        Companies are kept in the order of their postal codes: outside the runs that the place has of these,
        nothing needs to be read. Which codes are its own, `postal_codes` says.
        """
        own = self.postal_codes()
        if own is None:
            return None
        known = places.postal_codes().select("postal_code").unique().sort("postal_code")
        runs = (
            known.with_columns(inside=pl.col("postal_code").is_in(own["postal_code"].implode()))
            .with_columns(run=pl.col("inside").rle_id())
            .filter("inside")
            .group_by("run")
            .agg(first=pl.col("postal_code").min(), last=pl.col("postal_code").max())
        )
        code = nw.col("postal_code")
        within = [(code >= first) & (code <= last) for _, first, last in runs.sort("run").iter_rows()]
        found: nw.Expr = reduce(or_, within)
        return found

    def in_words(self, language: Language) -> str:
        """Say who is in it, by activity, place and size."""
        codes = ", ".join(f"{code} ({nace.label(code, self.nace_version, language)})" for code in self.nace)
        words = [
            say(
                N_("Personnes morales dont une activité principale est {codes} (NACE {version})"),
                language,
                codes=codes,
                version=self.nace_version,
            ),
            place_in_words(self.region, language),
        ]
        if self.size is not None:
            words.append(size_in_words(self.size, language))
        return ", ".join(words)


def group_of(
    *,
    codes: Iterable[str],
    nace_version: str = "2008",
    region: str | None = None,
    size: str | None = None,
    year: int,
    years: int = YEARS,
    cut: float = CUT,
) -> Group:
    """Return the group that people mean by these words. NoGroup: a code, a place or a size that is none."""
    if nace_version not in nace.VERSIONS:
        raise NoGroup(
            N_("La version « {given} » de la NACE n’existe pas. Attendu : {known}."),
            given=nace_version,
            known=", ".join(nace.VERSIONS),
        )
    found = [_code(code, nace_version) for code in codes]
    if not found:
        raise NoGroup(N_("Un groupe a au moins une activité : donnez un code NACE, par exemple 59.11."))
    return Group(
        nace=tuple(dict.fromkeys(found)),
        nace_version=nace_version,
        region=_region(region),
        size=None if size is None else size_of(size),
        year=year,
        years=years,
        cut=cut,
    )


def beginnings(codes: Iterable[str], version: str) -> tuple[str, ...]:
    """Return what the codes that are these or below begin with, in digits: a section is its divisions.

    >>> beginnings(["59.11", "J"], "2008")
    ('58', '59', '5911', '60', '61', '62', '63')
    """
    return tuple(sorted({digits for code in codes for digits in _digits(code, version)}))


def size_of(written: str) -> Size:
    """Return the size that a text means. NoGroup: it means none.

    >>> size_of("1-49")
    Size(least=1.0, most=49.0)
    >>> size_of("250+")
    Size(least=250.0, most=None)
    """
    found = SIZE.match(written)
    ends = [float(end.replace(",", ".")) for end in found.groups()[:2] if end] if found else []
    if not ends or ends != sorted(ends):
        raise NoGroup(
            N_("« {given} » n’est pas une taille. Écrivez des ETP, de … à … : 1-49, 10-49, ou 250+."),
            given=written,
        )
    return Size(least=ends[0], most=ends[1] if len(ends) == 2 else None)


def place_in_words(region: str | None, language: Language) -> str:
    """Say where a group is."""
    if region is None:
        return say(N_("dans tout le pays"), language)
    name = places.region_label if len(region) == 3 else places.province_label
    return say(N_("siège : {place}"), language, place=name(region, language))


def size_in_words(size: Size, language: Language) -> str:
    """Say a size."""
    least = decimal(size.least, language)
    if size.most is None:
        return say(N_("à partir de {least} ETP"), language, least=least)
    return say(N_("de {least} à {most} ETP"), language, least=least, most=decimal(size.most, language))


def _code(written: str, version: str) -> str:
    code = nace.canonical(written, version)
    if code is not None:
        return code
    elsewhere = [other for other in nace.VERSIONS if other != version and nace.canonical(written, other)]
    if elsewhere:
        raise NoGroup(
            N_(
                "Le code « {given} » n’est pas de la NACE {version} ; il est de la NACE {others} : --nace-version."
            ),
            given=written,
            version=version,
            others=", ".join(elsewhere),
        )
    raise NoGroup(
        N_("Le code « {given} » n’est pas de la NACE {version}. Écrivez-le comme 59.11, 59 ou J."),
        given=written,
        version=version,
    )


def _region(written: str | None) -> str | None:
    if written is None or written.strip().upper() == "BE":
        return None
    code = written.strip().upper()
    try:
        place_in_words(code, "fr")
    except UnknownCodeError as error:
        known = [*places.regions()["code"].to_list(), *places.provinces()["code"].to_list()]
        raise NoGroup(
            N_("Le lieu « {given} » n’est ni une région ni une province (NUTS). Attendu : BE, {known}."),
            given=written,
            known=", ".join(sorted(set(known))),
        ) from error
    return code


def _digits(code: str, version: str) -> tuple[str, ...]:
    if code[0].isdigit():
        return (code.replace(".", ""),)
    return tuple(below for below in nace.descendants(code, version) if below.isdigit() and len(below) == 2)
