"""A strong or a weak point of the summary: its sentence, and how well the figures support it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Run
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.sentences import clipped, listed, told
from grappe.analysis.report.typography import agreed, said

Side = Literal["strong", "weak"]
Support = Literal["strong", "moderate", "weak"]
COVERED, HALF = 0.8, 0.5
FEW, VERY_FEW = 5, 3
"""Under so many units nothing is supported strongly, or more than weakly, were they all there are."""
NAMED = 2
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One strong or weak point: the sentence, the chapter that it comes from, how well it is supported."""

    side: Side
    chapter: int
    runs: tuple[Run, ...]
    support: Support
    basis: str = ""
    """What it rests on, in words; empty where it is a plain fact of the dossier."""


def fact(side: Side, line: Line, runs: tuple[Run, ...], support: Support = "strong") -> Point:
    """Make a point of what the dossier holds whole: a date, an account, a count of all."""
    return Point(side=side, chapter=line.figure.chapter, runs=runs, support=support)


def point(side: Side, line: Line, runs: tuple[Run, ...], lines: Lines, *, sided: bool = False) -> Point:
    """Make a point of a figure. sided: an interval, whole on one side, carries it."""
    support = _support(1.0 if line.coverage is None else line.coverage, line.n_used, sided=sided)
    basis = ""
    if line.n_eligible > 1:
        used, eligible = (amount(n, "count", lines.language) for n in (line.n_used, line.n_eligible))
        basis = said(N_("{used} sur {eligible}"), lines.language, used=used, eligible=eligible)
    return Point(side=side, chapter=line.figure.chapter, runs=runs, support=support, basis=basis)


def _support(covered: float, units: int, *, sided: bool = False) -> Support:
    """Return how well so many units, that are this part of all, support a point."""
    if units < VERY_FEW:
        return "weak"
    if covered >= COVERED and units >= FEW:
        return "strong"
    return "moderate" if sided or covered >= HALF else "weak"


def of_enterprises(side: Side, line: Line, runs: tuple[Run, ...], lines: Lines) -> Point:
    """Make a point of the enterprises that could be compared: supported by their part of all the members'."""
    whole = lines.known("members.by_kind", "enterprise")
    covered = line.n_used / whole.value if whole is not None and whole.value else 0.0
    support = _support(covered, line.n_used)
    used = amount(line.n_used, "count", lines.language)
    if whole is None:
        basis = agreed(
            N_("{used} entreprise membre"),
            N_("{used} entreprises membres"),
            line.n_used,
            lines.language,
            used=used,
        )
    else:
        basis = agreed(
            N_("{used} entreprise membre sur {all}"),
            N_("{used} entreprises membres sur {all}"),
            line.n_used,
            lines.language,
            used=used,
            all=amount(whole.value, "count", lines.language),
        )
    return Point(side=side, chapter=line.figure.chapter, runs=runs, support=support, basis=basis)


def named(line: Line, lines: Lines) -> tuple[Run, ...]:
    """Name a class with its value and its interval."""
    name, interval = clipped(line.name.rstrip("."), LONGEST_NAME), lines.interval(line)
    message = N_("« {name} » ({value}, {interval})") if interval else N_("« {name} » ({value})")
    return told(message, lines.language, name=name, value=lines.run(line), interval=interval)


def some(
    found: Sequence[Line], lines: Lines, name: Callable[[Line, Lines], tuple[Run, ...]]
) -> tuple[Run, ...]:
    """Name the first few, and say how many others there are."""
    return (*listed(name(line, lines) for line in found[:NAMED]), *and_others(len(found) - NAMED, lines))


def and_others(left: int, lines: Lines) -> tuple[Run, ...]:
    """Say how many are not named, behind those that are; nothing where none is left."""
    if left <= 0:
        return ()
    count = amount(left, "count", lines.language)
    words = agreed(N_(", et {count} autre"), N_(", et {count} autres"), left, lines.language, count=count)
    return (Run(words),)
