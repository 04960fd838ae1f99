"""What a backup says of itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
MANIFEST, TABLES, FILES, KEY = "manifest.json", "tables/", "files/", "secret-key"
"""The names of the members, or how they begin."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What one member holds, to the byte."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table: its columns, how many rows, the highest number that it ever gave."""

    columns: list[str]
    rows: int
    highest: int | None


@dataclass(frozen=True, slots=True)
class LastLine:
    """The last line of the journal at that moment: what stands later must hold it still."""

    number: int
    signature: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; it is no proof, since who can write the archive can write this too."""

    grappe: str
    made_at: dt.datetime
    database: str
    """`sqlite` or `postgresql`: where the rows come from. They go into either."""
    migrations: list[tuple[str, str]]
    journal: LastLine | None
    tables: dict[str, Table] = field(default_factory=dict)
    members: dict[str, Sum] = field(default_factory=dict)
    """Every member but this one."""

    def as_json(self) -> bytes:
        """Return the text of the manifest."""
        told = {"format": FORMAT, **asdict(self), "made_at": self.made_at.astimezone(dt.UTC).isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


class NotAManifest(ValueError):
    """A text that is no manifest of ours."""


class LaterFormat(NotAManifest):
    """A manifest of a format that this program is too old for."""


def read_manifest(written: bytes) -> Manifest:
    """Return the manifest of a text. Raises NotAManifest, or LaterFormat."""
    try:
        told: dict[str, Any] = json.loads(written)
        number = told.pop("format")
        if not isinstance(number, int) or number < 1:
            raise NotAManifest
        if number > FORMAT:
            raise LaterFormat
        return _read(told)
    except NotAManifest:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as failed:
        raise NotAManifest from failed


def _read(told: dict[str, Any]) -> Manifest:
    made_at = dt.datetime.fromisoformat(_is(told["made_at"], str))
    if made_at.tzinfo is None:
        raise NotAManifest
    journal = told["journal"]
    return Manifest(
        grappe=_is(told["grappe"], str),
        made_at=made_at,
        database=_is(told["database"], str),
        migrations=[(_is(app, str), _is(name, str)) for app, name in told["migrations"]],
        journal=journal and LastLine(_is(journal["number"], int), _is(journal["signature"], str)),
        tables={
            name: Table(
                columns=[_is(column, str) for column in table["columns"]],
                rows=_is(table["rows"], int),
                highest=table["highest"] if table["highest"] is None else _is(table["highest"], int),
            )
            for name, table in told["tables"].items()
        },
        members={
            name: Sum(_is(member["size"], int), _is(member["sha256"], str))
            for name, member in told["members"].items()
        },
    )


def _is(value: Any, kind: type) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise NotAManifest
    return value
