"""Conditions of the rules that draft sentences: `advantage.share low above 50 %`.

    FIGURE [BOUND] COMPARISON THRESHOLD [or …]

FIGURE: an id of the catalogue; its class in brackets, `[*]` for that which the rule is looking at,
`[highest]` and `[lowest]` for those with the extreme values. BOUND: `value` (when none is written), `low`,
`high`, `n_used`, `n_eligible`, `coverage`, `p` (corrected for all the measures or groups compared).
COMPARISON: above, at least, below, at most, is. THRESHOLD: a number, a per cent, another FIGURE, or so many
`times` it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.places import Wrong
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.answered_alike import ANSWERED, answered_alike
from grappe.analysis.report.lines import Line, Lines

BOUNDS = ("value", "low", "high", "n_used", "n_eligible", "coverage", "p")
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "at least": operator.ge,
    "below": operator.lt,
    "at most": operator.le,
    "is": operator.eq,
}
SIGNS = {
    ">": "above",
    ">=": "at least",
    "≥": "at least",
    "<": "below",
    "<=": "at most",
    "≤": "at most",
    "=": "is",
}
CURRENT, HIGHEST, LOWEST = "*", "highest", "lowest"
NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)(?:\s*(%))?$")
SIDES = re.compile(rf"\s(?:is\s)?({'|'.join(COMPARISONS)})\s|\s*(>=|<=|[><=≥≤])\s*")
TIMES = re.compile(r"(\d+(?:[.,]\d+)?)\s+times\s+(.+)$")
EXAMPLE = "advantage.share low above 50 %"


@dataclass(frozen=True, slots=True)
class Operand:
    """A number, or a bound of a figure so many times."""

    number: float = 1.0
    figure: str = ""
    key: str = ""
    bound: str = "value"

    def of(self, lines: Lines, key: str) -> float | None:
        """Return what it is worth for the class looked at; None when nothing is known of it."""
        if not self.figure:
            return self.number
        line = self._line(lines, key)
        value = _bound(self.bound, line, lines) if line is not None else None
        return None if value is None else self.number * value

    def _line(self, lines: Lines, key: str) -> Line | None:
        if self.key in (HIGHEST, LOWEST):
            return extreme(self.figure, self.key, lines)
        return lines.known(self.figure, key if self.key == CURRENT else self.key)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of two operands; false of what is not known."""

    left: Operand
    by: str
    right: Operand

    def holds(self, lines: Lines, key: str) -> bool:
        """Tell whether it does, for the class looked at."""
        left, right = self.left.of(lines, key), self.right.of(lines, key)
        return left is not None and right is not None and COMPARISONS[self.by](left, right)


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons of which one is enough."""

    written: str
    either: tuple[Comparison, ...]

    @property
    def figures(self) -> tuple[Operand, ...]:
        """The figures that it looks at."""
        return tuple(side for one in self.either for side in (one.left, one.right) if side.figure)

    def holds(self, lines: Lines, key: str = "") -> bool:
        """Tell whether it does, for the class looked at."""
        return any(one.holds(lines, key) for one in self.either)


def extreme(figure: str, which: str, lines: Lines) -> Line | None:
    """Return the class of a figure with the highest or the lowest value, the first of equals."""
    known = [line for line in lines.of(figure) if line.is_known]
    chosen = max if which == HIGHEST else min
    return chosen(known, key=lambda line: line.value or 0.0) if known else None


def _bound(bound: str, line: Line, lines: Lines) -> float | None:
    if bound == "p" and line.figure.id == ANSWERED:
        return answered_alike(lines).get(line.key)
    if bound == "p":
        tested = lines.known("peer.adjusted_p", line.key)
        return None if tested is None else tested.value
    found = getattr(line, bound)
    return None if found is None else float(found)


def read_condition(written: str) -> Condition | Wrong:
    """Read a condition, or say what nobody can read in it."""
    either = []
    for part in re.split(r"\s+or\s+", written.strip()):
        sides = SIDES.search(f"{part} ")
        if sides is None:
            return _wrong(
                written, N_("« {value} » ne compare rien."), N_("Comparaisons : {known}."), COMPARISONS
            )
        left, right = _operand(part[: sides.start()]), _operand(part[sides.end() :])
        for side in (left, right):
            if isinstance(side, Wrong):
                return Wrong(written=written, what=side.what, remedy=side.remedy, values=side.values)
        assert isinstance(left, Operand)  # noqa: S101 - the loop above returned otherwise
        assert isinstance(right, Operand)  # noqa: S101 - the same
        either.append(Comparison(left, sides[1] or SIGNS[sides[2]], right))
    return Condition(written, tuple(either))


def _operand(written: str) -> Operand | Wrong:
    words = written.strip()
    number = NUMBER.match(words)
    if number:
        value = float(number[1].replace(",", "."))
        return Operand(value / 100 if number[2] else value)
    times = TIMES.match(words)
    if times:
        of = _operand(times[2])
        return (
            of
            if isinstance(of, Wrong)
            else Operand(float(times[1].replace(",", ".")), of.figure, of.key, of.bound)
        )
    name, _, bound = words.rpartition(" ") if re.search(r"\s[a-z_]+$", words) else (words, "", "value")
    found = named(name)
    if found is None or found[0] not in figures():
        guess = nearest(found[0] if found else name, list(figures()))
        remedy = N_("Vouliez-vous dire « {guess} » ?") if guess else N_("Écrivez par exemple : {example}.")
        values = {"name": name, "guess": guess or "", "example": EXAMPLE}
        return Wrong(
            written=written,
            what=N_("le chiffre « {name} » n’est pas au catalogue."),
            remedy=remedy,
            values=values,
        )
    if bound not in BOUNDS:
        return _wrong(bound, N_("« {name} » n’est pas une borne."), N_("Bornes : {known}."), BOUNDS)
    if bound == "p" and not found[0].startswith("peer.") and found[0] != ANSWERED:
        return _wrong(
            name,
            N_("« {name} » n’a pas de valeur p."),
            N_("Seuls en ont les chiffres : {known}."),
            ("peer.*", ANSWERED),
        )
    return Operand(1.0, found[0], found[1] or "", bound)


def _wrong(name: str, what: str, remedy: str, known: object) -> Wrong:
    names = ", ".join(known) if isinstance(known, tuple | dict) else ""
    return Wrong(written=name, what=what, remedy=remedy, values={"name": name, "known": names})
