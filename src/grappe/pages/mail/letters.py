"""An e-mail of ours: written once, sent as a text and as a page that look the same in every program."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string

from grappe.analysis.language.catalogues import Language
from grappe.apps.language.spoken import speaking

log = logging.getLogger(__name__)
GAP = "\n\n"
BREAKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is told to one person, in their language already."""

    subject: str
    before: tuple[str, ...]
    """Paragraphs, the first one a greeting or the matter itself."""
    code: str = ""
    """What is to be typed, shown large."""
    button: tuple[str, str] | None = None
    """What it does, and where it leads."""
    after: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The letter for who reads no pages."""
        led = (f"{self.button[0]}\n{self.button[1]}",) if self.button else ()
        return GAP.join((*self.before, *((self.code,) if self.code else ()), *led, *self.after)) + "\n"


def written(letter: Letter, to: str, language: Language) -> EmailMultiAlternatives:
    """Return the e-mail, which `leaves` sends."""
    # A subject is one line: what follows a break would be a header.
    message = EmailMultiAlternatives(" ".join(letter.subject.split()), letter.text, to=[to])
    with speaking(language):
        page = render_to_string("mail/letter.html", {"letter": letter, "language": language})
    message.attach_alternative(page, "text/html")
    return message


def leaves(message: EmailMessage) -> bool:
    """Send an e-mail, and return whether it left.

    Never within a transaction: a slow server would have everybody who writes wait for it.
    """
    try:
        message.send()
    except (SMTPException, OSError) as failed:
        # What such a server says may hold the address: who it is about is not told to a log.
        log.warning("an e-mail did not leave: %s", type(failed).__name__)
        return False
    return True


def from_text(subject: str, text: str) -> Letter:
    """Return a letter of what is written already, its paragraphs set apart by empty lines.

    Spaces that no line breaks at stay.
    """
    paragraphs = (BREAKS.sub(" ", part).strip() for part in text.replace("\r\n", "\n").split(GAP))
    return Letter(subject, tuple(part for part in paragraphs if part))
