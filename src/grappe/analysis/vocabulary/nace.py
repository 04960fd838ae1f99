"""NACE, the classes of economic activity, in the three versions that Belgian data still carries.

2003 is NACE-BEL 2003 (Rev. 1.1), as the company registry writes it; 2008 is Rev. 2 and NACE-BEL 2008; 2025 is
Rev. 2.1 and NACE-BEL 2025. A code means something only in its version, so every function asks for it. Nothing
here turns a code of one version into a code of another: `successors` and `predecessors` say what Eurostat's
table says, split classes included, and the choice is someone's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

from grappe.analysis.vocabulary import packaged
from grappe.analysis.vocabulary.labels import nearest_label
from grappe.analysis.vocabulary.unknown import UnknownCodeError

VERSIONS = ("2003", "2008", "2025")

Kind = Literal["1:1", "1:n", "n:1", "n:n", "none"]


# By: has the code several targets; has one of them other sources.
_KINDS: MappingProxyType[tuple[bool, bool], Kind] = MappingProxyType(
    {(False, False): "1:1", (True, False): "1:n", (False, True): "n:1", (True, True): "n:n"}
)


@dataclass(frozen=True)
class Correspondence:
    """What a code became, or what it comes from.

    source: the code that Eurostat's table knows, at most a class of four digits: the class of "59.111" is
    asked in its place. targets: codes of the other version, sorted. kind, read from source to targets: `1:1`,
    the same content; `1:n`, cut into codes that hold nothing else; `n:1`, merged with others; `n:n`, cut, and
    at least one of the pieces merged with others; `none`, no link.
    """

    source: str
    kind: Kind
    targets: tuple[str, ...]


def table(version: str) -> pl.DataFrame:
    """Return every code of a version, one row each.

    code ("59.11", "59", "J"), digits ("5911"), level (1 section, and subsection such as "DA" in 2003; 2
    division; 3 group; 4 class; 5 and 7 Belgian), parent (code, the nearest that exists; empty for a section),
    section (one letter), label_fr, label_nl, label_de, label_en. Empty labels: German and English in 2003;
    English at 5 digits and German and English at 7 digits in 2008. ValueError: an unknown version.
    Source: Statbel, Eurostat and the company registry (`sources`).
    """
    if version not in VERSIONS:
        raise ValueError(f"no NACE version {version!r}: expected one of {', '.join(VERSIONS)}")
    return packaged.table(f"nace_{version}")


@cache
def _rows(version: str) -> MappingProxyType[str, dict[str, Any]]:
    return MappingProxyType({row["code"]: row for row in table(version).iter_rows(named=True)})


@cache
def _written(version: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the ways to write each code: those in full, and those whose leading zero a spreadsheet ate."""
    full, shortened = {}, {}
    for code, digits in table(version).select("code", "digits").iter_rows():
        for text in (code, digits):
            full[text] = code
            if text.startswith("0"):
                shortened[text[1:]] = code
    return full, shortened


def readings(text: str, version: str) -> tuple[str, ...]:
    """Return every code that the text may stand for, the one written in full first.

    >>> readings("161", "2008")
    ('16.1', '01.61')
    """
    written = "".join(text.split()).upper().replace(",", ".")
    if "." in written:
        # "59.11.1" and "59.111" are two ways to write one code; the first dot ends the division.
        division, rest = written.split(".", 1)
        written = f"{division}.{rest.replace('.', '')}"
    full, shortened = _written(version)
    found = (full.get(written), shortened.get(written))
    return tuple(code for code in found if code is not None)


def canonical(text: str, version: str) -> str | None:
    """Return the dotted code that people mean, or None when the version has no such code.

    Spaces, dots and a decimal comma are forgiven. A lost leading zero is put back only where the text is no
    code as it stands: "1.11" and "111" are "01.11", but "161" is the group 16.1 (`readings` gives both).
    Trailing zeros are neither added nor dropped: "59.1" is the group, and "59.110" is unknown where the
    version has no such five-digit code. ValueError: an unknown version.
    """
    found = readings(text, version)
    return found[0] if found else None


def canonical_column(written: pl.Series, version: str) -> pl.Series:
    """Return `canonical` of every text of a column, empty where unknown; each distinct text is read once."""
    distinct = written.drop_nulls().unique().to_list()
    codes = {text: canonical(text, version) for text in distinct}
    return written.replace_strict(codes, default=None, return_dtype=pl.String)


@cache
def canonical_map(version: str) -> pl.DataFrame:
    """Return the ways to write each code, to join with: `written` (distinct) and `code`.

    `written` is upper case, without spaces, with a dot or a decimal comma; the rest as `canonical` reads it.
    """
    full, shortened = _written(version)
    ways = shortened | full
    ways |= {text.replace(".", ","): code for text, code in ways.items()}
    return pl.DataFrame({"written": list(ways), "code": list(ways.values())}).sort("written")


def _row(code: str, version: str) -> dict[str, Any]:
    row = _rows(version).get(code)
    if row is None:
        raise UnknownCodeError(code, f"NACE {version}")
    return row


def label(code: str, version: str, language: str) -> str:
    """Return the label of a canonical code, in the nearest language that has one (`labels.NEAREST`).

    UnknownCodeError: no such code in that version. ValueError: an unknown version or language.
    """
    return nearest_label(_row(code, version), language)


def ancestors(code: str, version: str) -> tuple[str, ...]:
    """Return the codes above a canonical code, the nearest first and its section last."""
    above: list[str] = []
    parent = _row(code, version)["parent"]
    while parent is not None:
        above.append(parent)
        parent = _row(parent, version)["parent"]
    return tuple(above)


def is_within(code: str, ancestor: str, version: str) -> bool:
    """Tell whether a canonical code is the ancestor or below it; sections count ("59.11" is within "J").

    The version is asked because sections changed: 61 is within J in 2008 and within K in 2025. An unknown
    code or ancestor is within nothing. ValueError: an unknown version.
    """
    rows = _rows(version)
    if code not in rows or ancestor not in rows:
        return False
    return code == ancestor or ancestor in ancestors(code, version)


@cache
def descendants(ancestor: str, version: str) -> frozenset[str]:
    """Return the canonical codes that are within `ancestor`, itself included.

    UnknownCodeError: no such code in that version.
    """
    _row(ancestor, version)
    return frozenset(code for code in _rows(version) if is_within(code, ancestor, version))


def correspondence() -> pl.DataFrame:
    """Return Eurostat's links from 2008 to 2025, one row each.

    level (1 to 4), code_2008, code_2025, mapping: `1:1`, `1:n`, `n:1` or `n:n`, the kind of that one link.
    A class that is cut into one piece of its own and one merged piece has a `1:n` and an `n:n` link; the kind
    of the whole class is `successors(code).kind`.
    """
    return packaged.table("nace_2008_2025")


@cache
def _links(source: str, target: str) -> MappingProxyType[str, Correspondence]:
    targets, sources = defaultdict(set), defaultdict(set)
    for left, right in correspondence().select(source, target).iter_rows():
        targets[left].add(right)
        sources[right].add(left)
    found = {}
    for code, ends in targets.items():
        shared = any(len(sources[end]) > 1 for end in ends)
        kind = _KINDS[len(ends) > 1, shared]
        found[code] = Correspondence(code, kind, tuple(sorted(ends)))
    return MappingProxyType(found)


def _corresponding(code: str, version: str, target: str) -> Correspondence:
    level = _row(code, version)["level"]
    # Eurostat's table stops at the class; every Belgian code of 2008 and 2025 has its class in its digits.
    asked = code[: len("59.11")] if level > 4 else code
    missing = Correspondence(asked, "none", ())
    return _links(f"code_{version}", f"code_{target}").get(asked, missing)


def successors(code: str) -> Correspondence:
    """Return what became in 2025 of a canonical code of 2008.

    UnknownCodeError: no such code in 2008. Source: Eurostat's correspondence table, Rev. 2 to Rev. 2.1.
    """
    return _corresponding(code, "2008", "2025")


def predecessors(code: str) -> Correspondence:
    """Return what a canonical code of 2025 was in 2008, read in that direction: `1:n` here is a merger.

    46.89 alone comes from nothing (Eurostat's own note). UnknownCodeError: no such code in 2025.
    """
    return _corresponding(code, "2025", "2008")
