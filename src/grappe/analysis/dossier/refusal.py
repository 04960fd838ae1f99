"""What stops a command."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod

from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.language.numbers import long_date


class Refusal(Exception, ABC):
    """What stops a command, told to a person: no traceback, an exit code of the contract."""

    exit_code = 1

    @abstractmethod
    def sentences(self, language: Language = "fr") -> list[str]:
        """Return what to tell, one sentence a line."""


class OneSentence(Refusal):
    """A refusal that one sentence tells: what cannot be, and what to do instead."""

    def __init__(self, words: str, **values: object) -> None:
        self.words = words
        self.values = values
        super().__init__(words)

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return that sentence; days among its values are written in full."""
        values = {
            name: long_date(value, language) if isinstance(value, dt.date) else value
            for name, value in self.values.items()
        }
        return [say(self.words, language, **values)]
