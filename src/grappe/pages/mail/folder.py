"""A folder of e-mails: one file each, as it would have left."""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from grappe.apps.settings.installation import Installation
from grappe.pages.framework.starting import installed

FOLDER, SUFFIX, MOMENT = "mail", ".eml", "%Y%m%dT%H%M%S%f"
NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")
"""When it was written, to the microsecond, and what keeps two apart."""


@dataclass(frozen=True, slots=True)
class Written:
    """An e-mail of the folder, read back."""

    name: str
    subject: str
    sender: str
    to: str
    at: dt.datetime
    text: str
    html: str
    attached: tuple[str, ...]


class FolderBackend(BaseEmailBackend):
    """Writes each e-mail whole or not at all, for the owner of the folder alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them, and return how many."""
        folder = folder_of(installed())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{dt.datetime.now(dt.UTC):{MOMENT}}-{secrets.token_hex(4)}"
            draft = folder / f".{name}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.message().as_bytes())
            draft.rename(folder / f"{name}{SUFFIX}")
        return len(email_messages)


def folder_of(installation: Installation) -> Path:
    """Return where the e-mails of an installation lie."""
    return installation.data / FOLDER


def names(folder: Path) -> list[str]:
    """Return what the e-mails of a folder are called, the newest first."""
    return sorted(
        (file.stem for file in folder.glob(f"*{SUFFIX}") if NAME.fullmatch(file.stem)), reverse=True
    )


def read(folder: Path, name: str) -> Written | None:
    """Return an e-mail of the folder, None when there is none of that name."""
    if not NAME.fullmatch(name):
        return None
    try:
        content = (folder / f"{name}{SUFFIX}").read_bytes()
    except FileNotFoundError:
        return None
    parsed: Parsed = message_from_bytes(content, policy=policy.default)
    return Written(
        name=name,
        subject=str(parsed["subject"] or ""),
        sender=str(parsed["from"] or ""),
        to=str(parsed["to"] or ""),
        at=dt.datetime.strptime(f"{name.partition('-')[0]}+0000", f"{MOMENT}%z"),
        text=_part(parsed, "plain"),
        html=_part(parsed, "html"),
        attached=tuple(part.get_filename() or part.get_content_type() for part in parsed.iter_attachments()),
    )


def _part(parsed: Parsed, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
