"""Which database an installation keeps its facts in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

POSTGRESQL = ("postgresql", "postgres")
OPTIONS = ("host", "sslmode", "sslrootcert")
"""What may follow the question mark of an address: the folder of a socket, how to trust the server."""


class NotADatabase(ValueError):
    """An address that names no database of ours. It is not repeated: it may hold a password."""


@dataclass(frozen=True, slots=True)
class SQLite:
    """A file beside the program: nothing to install, one machine."""

    file: Path


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A server: several programs at once, on one machine or many."""

    name: str
    user: str
    password: str
    host: str
    port: int | None
    options: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Return where it is, without its password: it may end in a log."""
        return f"PostgreSQL({self.name!r} at {self.host or 'the local socket'})"


Database = SQLite | PostgreSQL


def read_database(address: str) -> Database:
    """Return the database at `sqlite:///file` or `postgresql://user:password@host:port/name`.

    A relative file of SQLite is counted from where the program is run. Raises NotADatabase.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotADatabase from None
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        # Three strokes name a file from here, four one from the root, as elsewhere.
        return SQLite(Path(unquote(parts.path[1:])).absolute())
    if parts.scheme in POSTGRESQL:
        return _server(parts, port)
    raise NotADatabase


def _server(parts: SplitResult, port: int | None) -> PostgreSQL:
    name = unquote(parts.path.removeprefix("/"))
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not name or "/" in name or set(options) - set(OPTIONS):
        raise NotADatabase
    host = options.pop("host", None) or parts.hostname or ""
    return PostgreSQL(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=port,
        options=tuple(sorted(options.items())),
    )


def without_password(address: str) -> str:
    """Return an address that may be shown: the password, if any, is three dots."""
    before, at, after = address.rpartition("@")
    scheme, mark, person = before.partition("://")
    if not at or ":" not in person:
        return address
    return f"{scheme}{mark}{person.partition(':')[0]}:…@{after}"
