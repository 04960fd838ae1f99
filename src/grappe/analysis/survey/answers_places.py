"""Where each question of a form stands in a table of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.titles import Target, Titles
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.answers_files import Sheet

RESERVED = ("_row", "response_id", "member_id", "submitted_on")
"""Columns of ours: a question of that name is read as what we mean by it."""

Of = tuple[str, int]
"""A question by its name, and its instance when it is of a repeat in the row of its submission (else 0)."""


@dataclass(slots=True)
class Places:
    """The columns of a table, by the question that each one holds or helps to hold."""

    wholes: dict[Of, int] = field(default_factory=dict)
    parts: dict[Of, dict[str, int]] = field(default_factory=dict)
    """By name of choice, or by place of a ranking."""
    extra: list[str] = field(default_factory=list)
    """Titles that are no question, nor what a tool adds."""

    def used(self) -> list[int]:
        """Return the places of all the columns that are read."""
        return [*self.wholes.values(), *(place for seen in self.parts.values() for place in seen.values())]

    def instances(self) -> dict[str, list[int]]:
        """Return by question the instances that are there, in their order."""
        found: dict[str, list[int]] = {}
        for name, instance in sorted({*self.wholes, *self.parts}):
            found.setdefault(name, []).append(instance)
        return found

    def spelled(self) -> Iterator[tuple[str, int]]:
        """Yield each question with each column in which choices are spelled."""
        for (name, _), place in self.wholes.items():
            yield name, place
        for (name, _), seen in self.parts.items():
            if all(part.isdecimal() for part in seen):
                for place in seen.values():
                    yield name, place


def places_of(titles: Titles, sheet: Sheet, keys: set[int], faults: list[Fault]) -> Places:
    """Find the questions of a table; of a column that comes twice the first is read, with a warning."""
    places = Places()
    for place, title in enumerate(sheet.titles):
        target = titles.target(title) if title else None
        if target is None:
            if place not in keys and (title or _is_filled(sheet, place)):
                places.extra.append(title or f"({place + 1})")
        elif target.kind != "passed" and target.question not in RESERVED and not _put(places, target, place):
            faults.append(_twice(sheet, title))
            places.extra.append(title)
    return places


def _put(places: Places, target: Target, place: int) -> bool:
    """Put a column in its place; False when another is there."""
    of = (target.question, target.instance)
    if target.kind == "whole":
        return places.wholes.setdefault(of, place) == place
    return places.parts.setdefault(of, {}).setdefault(target.choice, place) == place


def _is_filled(sheet: Sheet, place: int) -> bool:
    return sheet.cells[str(place)].null_count() < sheet.cells.height


def _twice(sheet: Sheet, title: str) -> Fault:
    return Fault(
        table="responses",
        column=title,
        value=title,
        what=N_("cette colonne apparaît deux fois ; la première est lue (« {sheet} »)."),
        expected=N_("Gardez-en une seule."),
        values={"sheet": sheet.name},
        severity="warning",
    )
