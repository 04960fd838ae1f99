"""A questionnaire: its questions with their words, their closed lists and what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grappe.analysis.dossier.roles import Role

SELECTS = ("select_one", "select_multiple")
LISTS = ("select_multiple", "rank")
"""Types whose answer is several choices."""
NUMBERS = ("integer", "decimal", "range")
SILENT = (
    *("note", "hidden", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit"),
    *("calculate", "simserial", "subscriberid", "background-audio", "start-geopoint"),
)
"""Types of rows of a form that nobody answers: shown, worked out, or noted by the device."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed list; `positive` is yes, no, or na (not concerned: left out of the base)."""

    name: str
    labels: Mapping[str, str]
    positive: str = "no"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its column in the answers, its words by language, its role, its closed list."""

    name: str
    type: str
    """The type in the words of XLSForm: `select_one`, `select_multiple`, `rank`, `text`, `integer` …"""
    labels: Mapping[str, str]
    role: Role | None = None
    choices: tuple[Choice, ...] = ()
    row: int = 0
    """The row of the form, as a spreadsheet numbers it; 0 where the form has no rows."""
    groups: tuple[str, ...] = ()
    """Names of the groups that it stands in, outermost first."""
    repeat: str = ""
    """Name of the repeat that it stands in; empty outside of any."""
    other: str = ""
    """Name of the question that holds the words of « other »; empty when there is none."""
    relevant: str = ""
    """The condition under which it is put, as the form writes it; empty when it always is."""

    def words(self, language: str) -> str:
        """Return the question in a language, or the nearest that it has."""
        return self.labels.get(language) or self.labels.get("") or next(iter(self.labels.values()), self.name)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions in their order."""

    questions: tuple[Question, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes of the languages that it is written in, its own language first; empty when it does not say."""
    title: str = ""
    group_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of each group and repeat, by its name, then by language."""

    def with_role(self, kind: str) -> tuple[Question, ...]:
        """Return the questions whose role is of a kind, in the order of the form."""
        return tuple(q for q in self.questions if q.role is not None and q.role.kind == kind)
