"""An XBRL instance as it stands: contexts, units, facts. No entity, no other document is ever resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from grappe.analysis.registry.accounts.filing import NotAccounts, NotTaken

INSTANCE = "http://www.xbrl.org/2003/instance"
LINKBASE = "http://www.xbrl.org/2003/linkbase"
DIMENSIONS = "http://xbrl.org/2006/xbrldi"
XLINK = "http://www.w3.org/1999/xlink"
NIL = "http://www.w3.org/2001/XMLSchema-instance nil"


@dataclass(slots=True)
class Context:
    """Who and when a fact is about."""

    enterprise: str = ""
    start: str | None = None
    end: str = ""
    """The day, or the last day."""
    members: set[str] = field(default_factory=set)
    """`bas=bas:m2`; for a typed member, its text."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `space` is the last part of its namespace."""

    space: str
    name: str
    context: str
    unit: str | None
    value: str


@dataclass(slots=True)
class Instance:
    """All that an instance says."""

    schema: str = ""
    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    @property
    def currencies(self) -> set[str]:
        """The currencies of the facts, as in ISO 4217."""
        used = {fact.unit for fact in self.facts}
        money = [unit for name, unit in self.units.items() if name in used and unit.startswith("iso4217:")]
        return {unit.removeprefix("iso4217:") for unit in money}


def read_instance(content: bytes) -> Instance:
    """Read an instance. NotTaken: broken, or with a document type; NotAccounts: XML of another kind."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text.append
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartNamespaceDeclHandler = reading.prefix
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat knows no names
    except (expat.ExpatError, ValueError, LookupError) as error:
        # The last two: an encoding that is none, or that the parser cannot follow.
        raise NotTaken("broken", error) from error
    return reading.instance


def _refuse(*_: object) -> None:
    # Entities are declared there, and other documents called.
    raise NotTaken("broken", "<!DOCTYPE>")


class _Reading:
    def __init__(self) -> None:
        self.instance = Instance()
        self.text: list[str] = []
        self._path: list[tuple[str, str]] = []
        self._attributes: list[Mapping[str, str]] = []
        self._prefixes: dict[str, str] = {}
        self._context = Context()
        self._unit = ""

    def prefix(self, name: str | None, uri: str) -> None:
        self._prefixes[name or ""] = uri

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._path and (space, local) != (INSTANCE, "xbrl"):
            raise NotAccounts(local)
        self._path.append((space, local))
        self._attributes.append(attributes)
        self.text.clear()
        if (space, local) == (INSTANCE, "context"):
            self._context = self.instance.contexts[attributes.get("id", "")] = Context()
        elif (space, local) == (INSTANCE, "unit"):
            self._unit = attributes.get("id", "")
        elif (space, local) == (LINKBASE, "schemaRef"):
            self.instance.schema = attributes.get(f"{XLINK} href", "")

    def end(self, _name: str) -> None:
        words = "".join(self.text).strip()
        self.text.clear()
        space, local = self._path.pop()
        attributes = self._attributes.pop()
        if space == INSTANCE:
            self._of_context(local, words)
        elif space == DIMENSIONS:
            dimension = self._named(attributes.get("dimension", "")).rpartition(":")[2]
            member = self._named(words) if local == "explicitMember" else words
            self._context.members.add(f"{dimension}={member}")
        elif "contextRef" in attributes and attributes.get(NIL) not in ("true", "1"):
            self.instance.facts.append(
                Fact(
                    space.rsplit("/", 1)[-1],
                    local,
                    attributes["contextRef"],
                    attributes.get("unitRef"),
                    words,
                )
            )
        elif self._path and self._path[-1] == (DIMENSIONS, "typedMember"):
            self.text.append(words)

    def _of_context(self, local: str, words: str) -> None:
        if local == "identifier":
            self._context.enterprise = words
        elif local == "startDate":
            self._context.start = words
        elif local in ("instant", "endDate"):
            self._context.end = words
        elif local == "measure":
            self.instance.units[self._unit] = self._named(words)

    def _named(self, written: str) -> str:
        """Return `bas:m2` whatever prefix the file has chosen for that namespace."""
        prefix, _, local = written.partition(":")
        uri = self._prefixes.get(prefix, prefix)
        return f"{uri.rsplit('/', 1)[-1]}:{local}"
