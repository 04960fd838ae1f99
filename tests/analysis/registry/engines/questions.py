"""Every question that is asked of an engine, by the name of what asks it."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from tests.analysis.registry.engines.made_store import legal_persons

import grappe.analysis.registry
from grappe.analysis.registry.current import KEYS
from grappe.analysis.registry.dossiers.reading import read
from grappe.analysis.registry.dossiers.wanted import Wanted
from grappe.analysis.registry.effects import from_register
from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.peers import asking, members, population, ranks, values
from grappe.analysis.registry.peers.group import Group, group_of
from grappe.analysis.registry.prospects import activities, candidates, prospects
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.sectors import companies_by_activity, sectors

MEASURES = ("turnover", "fte", "value_added_per_fte")
GROUP = group_of(codes=["C", "G", "62"], region="BE3", size="1-249", year=2023, years=5)
EVERYWHERE = group_of(codes=["G"], year=2022, years=3)
CODES = ("C", "G", "62", "47.11")
TABLES = [name for name in KEYS if name != "contact"]
"""All that the made extract has."""
NO_QUESTIONS = ("grappe.analysis.registry.engines", "grappe.analysis.registry.accounts")
"""The engines themselves, and accounts as they come into the store."""


@dataclass(frozen=True)
class Asking:
    """A store, an engine, and what several questions build on."""

    store: Path
    engine: Engine
    group: Group = GROUP

    @cached_property
    def register(self) -> Register:
        return Register(self.store, self.engine)

    @cached_property
    def members(self) -> list[int]:
        """Every twentieth legal person, whatever it does, and a stranger."""
        return [*legal_persons(self.store)[::20], 4_999_999_999]

    @cached_property
    def found(self) -> Rows:
        companies = population.companies(self.register, self.group)
        return population.with_members(self.engine, companies, self.members)

    @cached_property
    def filed(self) -> Rows:
        return self.engine.kept(population.filed(self.register, self.group, self.found, MEASURES))

    @cached_property
    def values(self) -> Rows:
        unfolded = values.values(self.filed, MEASURES)
        return self.engine.kept(values.with_tails(self.engine, unfolded, ["value_added_per_fte"], 0.03))

    @cached_property
    def changes(self) -> Rows:
        return self.engine.kept(ranks.growths(self.values))

    @property
    def joined(self) -> pl.DataFrame:
        """The members, each with the year in which it joined; one has no number."""
        years = [2020 + place % 3 for place in range(len(self.members))]
        return pl.DataFrame({"enterprise": [*self.members, None], "joined": [*years, 2020]})

    @property
    def of_a_dossier(self) -> Wanted:
        """What a cluster of Wallonia asks, of two versions of NACE."""
        starts = {"cluster_id": ["c"] * 3, "version": ["2008", "2008", "2003"], "start": ["62", "4711", "52"]}
        cluster = {"cluster_id": ["c"], "region": ["BE3"], "version": ["2008"], "has_scope": [True]}
        return Wanted(
            clusters=pl.DataFrame(cluster),
            scope=pl.DataFrame(starts).with_columns(nace="start"),
            classes=pl.DataFrame(starts),
            members=pl.DataFrame({"enterprise": self.members}),
        )

    @cached_property
    def there(self) -> pl.DataFrame:
        return self.engine.rows(self.found)


QUESTIONS: Mapping[str, Callable[[Asking], Any]] = {
    **{f"register.Register.table {name}": lambda a, name=name: a.register.table(name) for name in TABLES},
    "register.Register.table code": lambda a: a.register.table("code"),
    "register.Register.accounts": lambda a: a.register.accounts(),
    "peers.population.companies": lambda a: population.companies(a.register, a.group),
    "peers.population.companies of the country": lambda a: population.companies(a.register, EVERYWHERE),
    "peers.population.with_members": lambda a: a.found,
    "peers.population.filed": lambda a: a.filed,
    "peers.population.gathered": lambda a: population.gathered(a.register, a.group, a.found, MEASURES),
    "peers.population.judged": lambda a: population.judged(
        population.gathered(a.register, EVERYWHERE, a.found, MEASURES), EVERYWHERE
    ),
    "peers.population.counted": lambda a: population.counted(a.filed),
    "peers.values.values": lambda a: values.values(a.filed, MEASURES),
    "peers.values.with_tails": lambda a: a.values,
    "peers.values.quartiles": lambda a: values.quartiles(a.engine, a.values),
    "peers.ranks.ranks": lambda a: ranks.ranks(a.engine, a.values),
    "peers.ranks.growths": lambda a: a.changes,
    "peers.ranks.trends": lambda a: ranks.trends(a.engine, a.changes),
    "peers.members.states": lambda a: list(
        members.states(a.register, a.group, a.members, a.there, a.filed)
    ),
    "peers.asking.ask": lambda a: asking.ask(a.register, a.group, members=a.members, measures=MEASURES),
    "peers.asking.ask of more than comes to hand": lambda a: asking.ask(
        a.register, a.group, members=a.members, measures=MEASURES, most=0
    ),
    "peers.asking.ask without members": lambda a: asking.ask(a.register, EVERYWHERE),
    "effects.from_register.drawn": lambda a: from_register.drawn(a.register, a.group, a.joined),
    "prospects.candidates": lambda a: candidates(a.register, a.group),
    "prospects.activities": lambda a: activities(a.register, a.group),
    "prospects.prospects": lambda a: prospects(a.register, a.group, a.members),
    "dossiers.reading.read": lambda a: read(a.register, a.of_a_dossier, (2020, 2023)),
    "sectors.companies_by_activity": lambda a: companies_by_activity(
        a.register, "2008", CODES, place="province"
    ),
    "sectors.sectors": lambda a: sectors(
        a.register, "2008", CODES, MEASURES, years=(2020, 2023), place="region"
    ),
}  # fmt: skip
"""By the name of what asks it, and a word more where it is asked twice."""


def answered(asking: Asking, question: str) -> Any:
    """Return a question's answer, worked out: its rows, or what is made of them."""
    answer = QUESTIONS[question](asking)
    return asking.engine.rows(answer) if isinstance(answer, nw.LazyFrame) else answer


def asked_in_the_code() -> set[str]:
    """Return the names of all that takes a register or rows of an engine, or gives some."""
    home = grappe.analysis.registry
    found = set()
    for module in pkgutil.walk_packages(home.__path__, f"{home.__name__}."):
        if module.name.startswith(NO_QUESTIONS):
            continue
        for name, thing in vars(import_module(module.name)).items():
            if getattr(thing, "__module__", None) != module.name or name.startswith("_"):
                continue
            inside = {f"{name}.{k}": v for k, v in vars(thing).items()} if inspect.isclass(thing) else {}
            for path, function in {name: thing, **inside}.items():
                if inspect.isfunction(function) and not path.rpartition(".")[2].startswith("_"):
                    words = {str(one) for one in function.__annotations__.values()}
                    if any(kind in word for word in words for kind in ("Rows", "Register")):
                        found.add(f"{module.name.removeprefix(home.__name__ + '.')}.{path}")
    return found
