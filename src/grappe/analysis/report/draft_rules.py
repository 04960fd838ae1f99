"""The rules that draft first sentences: `data/drafts.toml`, and those of a dossier's own `drafts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.report.draft_conditions import Condition, read_condition

FILE = "drafts.toml"
"""Of a dossier's own rules, beside its tables."""
ORDER = re.compile(r"(highest|lowest|first|last)(?:\s+([a-z0-9_.]+))?$")


OF_ENTERPRISES = ("employers", "members_beside_peers", "members_tested_beside_peers")
OF_MEMBERS = ("members_at_start", "members_in_sector")
"""Bases by what their figures rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A sentence, and when it may be said."""

    id: str
    chapter: int
    sentence: str
    """Live prose; `[*]` is the class looked at, `{list}` the classes listed."""
    when: tuple[Condition, ...] = ()
    """All must hold: of each class, where the rule looks at classes."""
    each: str = ""
    """The figure whose classes are looked at: a sentence for each that fulfils the conditions …"""
    item: str = ""
    """… or one sentence for them all: how each is written in its list."""
    among: str = "*"
    """Pattern of the classes' keys: `????|*` for the years of scenarios."""
    but: tuple[str, ...] = ()
    """Keys left out."""
    order: str = ""
    """`highest`, `lowest` (by value, or by that of another figure), `last`; else as in the catalogue."""
    most: int = 0
    """So many classes at most; 0: all."""
    tied: bool | None = None
    """False: a class that equals the first one left out is left out too; true: only the first ones, where two
    at least are equal, and no more than `most`; None: all one."""
    together: float = 0.0
    """The first classes that together are more than this share, whatever was not known; 1: all there are."""
    unless: tuple[str, ...] = ()
    """Silent where these rules spoke; of classes, those that they took are left out."""
    rests: str = ""
    """The figure whose classes tell what its sentence rests on, where its own figures do not."""
    paragraph: bool = False
    """Its sentence begins a paragraph."""
    is_own: bool = False
    """Of the dossier, in the language of its evaluator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is said after a sentence whose figures rest on few of their units."""

    below: float
    one: str
    """Of one figure."""
    same: str
    """Of several on the same units."""
    several: str
    """Of several, on more or fewer units."""
    one_with_interval: str
    same_with_interval: str
    several_with_interval: str
    answers: str
    """What is counted, in two forms, where the figures rest on answers …"""
    enterprises: str
    members: str

    def units(self, base: str) -> str:
        """Return what the rows of a base are called, in two forms; nothing where it is not known."""
        if base.startswith("answers_"):
            return self.answers
        if base in OF_ENTERPRISES:
            return self.enterprises
        return self.members if base in OF_MEMBERS else ""

    def words(self, *, figures: int, is_same: bool, has_interval: bool) -> str:
        """Return what is said of so many figures."""
        if has_interval:
            many = self.same_with_interval if is_same else self.several_with_interval
            return self.one_with_interval if figures == 1 else many
        return self.one if figures == 1 else self.same if is_same else self.several


@dataclass(frozen=True, slots=True)
class Table:
    """All the rules, in their order."""

    rules: tuple[Rule, ...]
    coverage: Coverage

    def of(self, chapter: int) -> list[Rule]:
        """Return the rules of a chapter."""
        return [rule for rule in self.rules if rule.chapter == chapter]


@cache
def packaged() -> Table:
    """Read the table that comes with Grappe."""
    told = tomllib.loads((files(__package__) / "data" / "drafts.toml").read_text(encoding="utf-8"))
    return Table(tuple(rule_of(one) for one in told["rule"]), Coverage(**told["coverage"]))


def own_rules(dossier: Dossier) -> Mapping[str, Any]:
    """Return what a dossier's own table says; nothing without one. Raises ValueError for what is no TOML."""
    content = dossier.beside.get(FILE)
    return {} if content is None else tomllib.loads(content.decode("utf-8-sig"))


def table_of(dossier: Dossier) -> Table:
    """Return the rules with those of a dossier: replaced by id, switched off, added behind, or after another.

    Of a dossier in which `draft_faults` found no fault.
    """
    table = packaged()
    rules = list(table.rules)
    for one in own_rules(dossier).get("rule", ()):
        place = next((n for n, rule in enumerate(rules) if rule.id == one["id"]), None)
        if one.get("off"):
            if place is not None:
                del rules[place]
            continue
        rule = rule_of(one, is_own=True)
        if place is not None and "after" not in one:
            rules[place] = rule
            continue
        if place is not None:
            del rules[place]
        names = ids(rules)
        rules.insert(names.index(one["after"]) + 1 if one.get("after") in names else len(rules), rule)
    return Table(tuple(rules), table.coverage)


def rule_of(told: Mapping[str, Any], *, is_own: bool = False) -> Rule:
    """Return a rule as its table has it."""
    read = [read_condition(written) for written in told.get("when", ())]
    return Rule(
        id=told["id"],
        chapter=told["chapter"],
        sentence=told["sentence"],
        when=tuple(one for one in read if isinstance(one, Condition)),
        each=told.get("each", ""),
        item=told.get("item", ""),
        among=told.get("among", "*"),
        but=tuple(told.get("but", ())),
        order=told.get("order", ""),
        most=told.get("most", 0),
        tied=told.get("tied"),
        together=told.get("together", 0.0),
        unless=tuple(told.get("unless", ())),
        rests=told.get("rests", ""),
        paragraph=told.get("paragraph", False),
        is_own=is_own,
    )


def ids(rules: Iterable[Rule]) -> list[str]:
    """Return the names of rules."""
    return [rule.id for rule in rules]
