"""Lines of the journal as people read them: a sentence, what changed, why."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, TypeVar

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.language.punctuation import colon
from grappe.apps.journal.authors import called_without_account
from grappe.apps.journal.guards import ERASURE
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import erased_lines
from grappe.apps.journal.sentences import Coder, Sentences, all_sentences

NOTHING = "–"
EMPTIED = N_("Les mots de cette ligne ont été effacés.")
YES, NO = N_("oui"), N_("non")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
INSTANT = re.compile(rf"{DAY.pattern}T[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

Words = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its code, how people call it, what it was and what it became, as they are read."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line. `changes` is empty and `sentence` says so where its words were erased."""

    number: int
    at: dt.datetime
    on: dt.date
    act: str
    who: str
    sentence: str
    changes: tuple[Change, ...]
    reason: str
    erased: bool


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    by: str
    before: Words
    after: Words

    @property
    def erased(self) -> bool:
        return not hasattr(self.entry, "told")

    @property
    def kind(self) -> str:
        """What the line is about: `member` of `member:12`."""
        return self.entry.subject.partition(":")[0]

    @property
    def number(self) -> int:
        """The number of what the line is about, 12 of `member:12`; 0 for what has none."""
        number = self.entry.subject.partition(":")[2]
        return int(number) if number.isdigit() else 0

    @property
    def told(self) -> Words:
        return self.after or self.before


def read_lines(entries: Iterable[Entry], language: Language) -> list[ReadLine]:
    """Return lines as people read them, in their order: for one as for a thousand, the same few questions.

    `entries`: with their words (`select_related("told")`), as `entries_of` returns them.
    """
    found = list(entries)
    authors = {} if all(hasattr(entry, "told") for entry in found) else erased_lines()
    lines = [_line(entry, authors) for entry in found]
    sentences = all_sentences()
    names, codes = _names(lines, sentences, language), _codes(lines, sentences, language)
    reader = _Reader(sentences, names, codes, language)
    return [reader.line(line) for line in lines]


def _line(entry: Entry, authors: Mapping[int, str]) -> _Line:
    if not hasattr(entry, "told"):
        return _Line(entry, authors.get(entry.number, ""), {}, {})
    before, after = (_words(text) for text in (entry.told.before, entry.told.after))
    return _Line(entry, entry.told.by, before, after)


def _words(text: str) -> Words:
    told = json.loads(text)
    return told if isinstance(told, dict) else {}


def _names(lines: list[_Line], sentences: Sentences, language: Language) -> dict[str, str]:
    """Return how people call the things that lines speak of: `person:3` to a name."""
    asked: dict[str, set[int]] = {}
    for reference in (one for line in lines for one in _references(line, sentences)):
        kind, _, number = reference.partition(":")
        if kind in sentences.names and number.isdigit():
            asked.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": name
        for kind, numbers in asked.items()
        for number, name in sentences.names[kind](numbers, language).items()
    }


def _references(line: _Line, sentences: Sentences) -> Iterator[str]:
    yield line.by
    yield line.entry.subject
    for words in (line.before, line.after):
        for field, value in words.items():
            if (kind := sentences.refers.get(field)) and isinstance(value, int):
                yield f"{kind}:{value}"


def _codes(lines: list[_Line], sentences: Sentences, language: Language) -> dict[tuple[Coder, int, str], str]:
    """Return how people call the codes that lines tell and that the database alone can name."""
    asked: dict[Coder, set[tuple[int, str]]] = {}
    for line in lines:
        for words in (line.before, line.after):
            for field, value in words.items():
                if isinstance(value, str) and value and (coder := _of(sentences.coded, line.kind, field)):
                    asked.setdefault(coder, set()).add((line.number, value))
    return {
        (coder, *code): name
        for coder, codes in asked.items()
        for code, name in coder(codes, language).items()
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    sentences: Sentences
    names: Mapping[str, str]
    codes: Mapping[tuple[Coder, int, str], str]
    language: Language

    def line(self, line: _Line) -> ReadLine:
        entry = line.entry
        return ReadLine(
            number=entry.number,
            at=entry.at,
            on=entry.on,
            act=entry.act,
            who=self._who(line),
            sentence=self._sentence(line),
            changes=() if entry.act == ERASURE else tuple(self._changes(line)),
            reason=str(line.after.get("reason") or ""),
            erased=line.erased,
        )

    def _who(self, line: _Line) -> str:
        if line.by in self.names:
            return self.names[line.by]
        told = called_without_account(line.by, self.language) or NOTHING
        return told if told == line.by else told[:1].upper() + told[1:]

    def _sentence(self, line: _Line) -> str:
        if line.erased:
            return say(EMPTIED, self.language)
        who, what = self._who(line), self.names.get(line.entry.subject, line.entry.subject)
        words = self.sentences.acts.get(line.entry.act)
        if words is None:
            return f"{who} – {line.entry.act} – {what}"
        words = self._corrects(line) or words
        values = {name: self._written(line, name, line.told.get(name)) for name in _blanks(words)}
        return say(
            words, self.language, **{**values, "who": who, "what": what, "changed": self._corrected(line)}
        )

    def _corrects(self, line: _Line) -> str:
        """Return the sentence of an act that takes the place of another, with what it changes."""
        words = self.sentences.corrections.get(line.entry.act)
        return words if words and line.after.get("replaces") else ""

    def _corrected(self, line: _Line) -> str:
        """Say, in brackets, which fields a correction changes; nothing where its line does not tell."""
        if not line.before:
            return ""
        between, semi = colon(self.language), " ; " if self.language == "fr" else "; "
        told = [f"{one.label}{between}{one.before} → {one.after}" for one in self._changes(line)]
        return f" ({semi.join(told)})" if told else ""

    def _changes(self, line: _Line) -> Iterator[Change]:
        for name in sorted(line.told, key=lambda name: self._place(line.kind, name)):
            before, after = _apart(line.before.get(name), line.after.get(name))
            if name not in self.sentences.hidden and (before or None) != (after or None):
                yield Change(
                    field=name,
                    label=say(_of(self.sentences.fields, line.kind, name) or name, self.language),
                    before=self._written(line, name, before),
                    after=self._written(line, name, after),
                )

    def _place(self, kind: str, field: str) -> int:
        """Return where a field comes among those that its room tells; one that none tells comes last."""
        order = list(self.sentences.fields)
        return next((order.index(name) for name in (f"{kind}.{field}", field) if name in order), len(order))

    def _written(self, line: _Line, field: str, value: Any) -> str:
        if isinstance(value, dict) and value:
            return " ; ".join(self._item(line, field, name, one) for name, one in value.items())
        if isinstance(value, list) and value:
            return " ; ".join(self._written(line, field, one) for one in value)
        if isinstance(value, int) and (refers := self.sentences.refers.get(field)):
            return self.names.get(f"{refers}:{value}", f"{refers}:{value}")
        coder = _of(self.sentences.coded, line.kind, field)
        if coder and (name := self.codes.get((coder, line.number, str(value)))):
            return name
        if said := (_of(self.sentences.values, line.kind, field) or {}).get(str(value)):
            return say(said, self.language)
        sayer = _of(self.sentences.said, line.kind, field)
        return sayer(value, self.language) if sayer and value else _plain(value, self.language)

    def _item(self, line: _Line, field: str, name: str, value: Any) -> str:
        called = say((_of(self.sentences.parts, line.kind, field) or {}).get(name, name), self.language)
        return f"{called}{colon(self.language)}{self._written(line, field, value)}"


def _of(told: Mapping[str, T], kind: str, field: str) -> T | None:
    """Return what is told of a field of one kind, else of that field wherever it is."""
    return told.get(f"{kind}.{field}", told.get(field))


def _apart(before: Any, after: Any) -> tuple[Any, Any]:
    """Return two values without the items that they share, where both are maps."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before, after
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    was, became = ({name: one for name, one in told.items() if name in changed} for told in (before, after))
    return was, became


def _blanks(words: str) -> set[str]:
    """Return the names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def _plain(value: Any, language: Language) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return say(YES if value else NO, language)
    if isinstance(value, int):
        return str(value)
    return _day_or_text(str(value), language)


def _day_or_text(text: str, language: Language) -> str:
    if DAY.fullmatch(text):
        return long_date(dt.date.fromisoformat(text), language)
    if INSTANT.fullmatch(text):
        here = timezone.localtime(dt.datetime.fromisoformat(text))
        return f"{long_date(here.date(), language)}, {here:%H:%M}"
    return text
