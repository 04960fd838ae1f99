"""By which server e-mails leave, and in whose name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
YES, NO = ("oui", "yes", "ja", "true", "1"), ("non", "no", "nee", "nein", "false", "0")
ADDRESS = re.compile(r"[^@\s<>\"]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)

Secrecy = Literal["starttls", "tls", "none"]
"""How the way there is closed to others: after a word in the open, from the first byte, or not at all."""


class NotAMailServer(ValueError):
    """An address that names no mail server. It is not repeated: it may hold a password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that takes e-mails by SMTP."""

    host: str
    port: int
    user: str
    password: str
    secrecy: Secrecy

    def __repr__(self) -> str:
        """Return where it is, without its password: it may end in a log."""
        return f"MailServer({self.host}:{self.port}, {self.secrecy})"


def read_mail_server(address: str) -> MailServer:
    """Return the server at `smtp://user:password@host:port` or `smtps://…`; both close the way to others.

    `?tls=non` leaves it open, for a server on the same machine; a password is not sent so to another one.
    Raises NotAMailServer.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotAMailServer from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    tls = options.pop("tls", "oui").lower()
    path = parts.path.strip("/")
    if parts.scheme not in PORTS or not parts.hostname or path or options or tls not in YES + NO or port == 0:
        raise NotAMailServer
    secrecy: Secrecy = "tls" if parts.scheme == "smtps" else "starttls" if tls in YES else "none"
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if tls in NO and (parts.scheme == "smtps" or (parts.password and not is_here)):
        raise NotAMailServer
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        secrecy=secrecy,
    )


def is_sender(written: str) -> bool:
    """Whether e-mails may leave in that name: `contact@example.be` or `Cluster <contact@example.be>`."""
    if any(mark in written for mark in "\r\n"):
        return False
    _, address = parseaddr(written)
    return bool(ADDRESS.fullmatch(address)) and (written == address or written.endswith(f"<{address}>"))
