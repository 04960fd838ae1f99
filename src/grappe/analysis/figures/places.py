"""How a text names figures: the grammar of what stands in braces.

    {members.total}                       57
    {members.by_kind[enterprise]}         36
    {employment.mean|2}                   23,71
    {members.total|membre|membres}        57 membres
    {members.left#est parti|sont partis}  sont partis
    {recognition.number|ordinal}          2e; ordinale: 1re
    {advantage.share@interval}            70 – 91 %
    {{ }}                                 { }

What is not of this grammar stays as it is written, and is told (`Text.wrongs`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.figures.catalogue import named
from grappe.analysis.language.catalogues import N_

PARTS = ("n_used", "n_eligible", "coverage", "low", "high", "interval", "name")
"""What may be printed of a figure beside its value: columns of the results, and what they make."""
ORDINALS = {"ordinal": False, "ordinale": True}
MOST_DECIMALS = 9
BRACE = re.compile(r"\{\{|\}\}|[{}]")
EXCERPT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A figure named in a text, and how it is to be printed."""

    written: str
    """With its braces."""
    figure: str
    key: str | None = None
    part: str = ""
    decimals: int | None = None
    is_ordinal: bool = False
    is_feminine: bool = False
    forms: tuple[str, str] | None = None
    """Words for one and for many."""
    words_only: bool = False
    """The number itself is not printed, only the words that agree with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What a text has in braces that nobody can read."""

    written: str
    what: str
    remedy: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """A text taken apart: words and places in their order, and what is wrong with it."""

    pieces: tuple[str | Place, ...]
    wrongs: tuple[Wrong, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The figures that it names."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Place))

    @property
    def words(self) -> str:
        """What it says by itself, a blank for each figure."""
        return "".join(piece if isinstance(piece, str) else " " for piece in self.pieces)


def read_text(text: str) -> Text:
    """Take a text apart at its braces."""
    pieces: list[str | Place] = []
    wrongs: list[Wrong] = []
    end = start = 0
    while (brace := BRACE.search(text, start)) is not None:
        pieces.append(text[end : brace.start()])
        start = end = brace.end()
        if brace[0] in ("{{", "}}"):
            pieces.append(brace[0][0])
        elif brace[0] == "}":
            pieces.append("}")
            wrongs.append(_unopened(text[max(0, brace.start() - EXCERPT) : brace.end()]))
        else:
            closed = BRACE.search(text, start)
            if closed is None or closed[0][0] == "{":
                pieces.append("{")
                wrongs.append(_unclosed(text[brace.start() : brace.start() + EXCERPT]))
                continue
            start = end = closed.start() + 1
            inner = text[brace.end() : closed.start()]
            found = _read(inner)
            pieces.append(f"{{{inner}}}" if isinstance(found, Wrong) else found)
            if isinstance(found, Wrong):
                wrongs.append(found)
    pieces.append(text[end:])
    return Text(tuple(piece for piece in pieces if piece != ""), tuple(wrongs))


def _read(inner: str) -> Place | Wrong:
    head, mark, tail = _head(inner)
    name, at, part = head.partition("@") if "[" not in head else _after_key(head)
    name, part = name.strip(), part.strip()
    written = f"{{{inner}}}"
    if not name:
        return Wrong(
            written=written,
            what=N_("« {value} » ne nomme aucun chiffre."),
            remedy=N_(
                "Nommez-en un, comme {{members.total}} ; pour écrire une accolade, doublez-la : {{{{ }}}}."
            ),
        )
    figure, key = named(name) or (name, None)
    if at and part not in PARTS:
        return Wrong(
            written=written,
            what=N_("« {value} » : « @{part} » n’existe pas."),
            remedy=N_("Vouliez-vous dire « @{guess} » ? Ce qui s’écrit après @ : {parts}."),
            values={"part": part, "guess": nearest(part, PARTS) or PARTS[0], "parts": ", ".join(PARTS)},
        )
    place = Place(written=written, figure=figure, key=key, part=part)
    if mark == "#":
        return _agreeing(place, tail)
    return _modified(place, tail.split("|")) if mark else place


def _head(inner: str) -> tuple[str, str, str]:
    """Part a name from what follows its first `|` or `#`; those of a class, in brackets, are its own."""
    depth = 0
    for place, letter in enumerate(inner):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter in "|#" and depth <= 0:
            return inner[:place], letter, inner[place + 1 :]
    return inner, "", ""


def _after_key(head: str) -> tuple[str, str, str]:
    name, bracket, rest = head.rpartition("]")
    before, at, part = rest.partition("@")
    return f"{name}{bracket}{before}", at, part


def _agreeing(place: Place, tail: str) -> Place | Wrong:
    forms = tail.split("|")
    if len(forms) != 2 or not any(form.strip() for form in forms):
        return _not_two(place.written, N_("Donnez les deux, celle d’un et celle de plusieurs : {example}."))
    return replace(place, forms=(forms[0], forms[1]), words_only=True)


def _modified(place: Place, given: list[str]) -> Place | Wrong:
    rest = [one.strip() for one in given]
    if re.fullmatch(r"\d{1,2}", rest[0]):
        place = replace(place, decimals=min(int(rest.pop(0)), MOST_DECIMALS))
    if rest and rest[0].lower() in ORDINALS:
        place = replace(place, is_ordinal=True, is_feminine=ORDINALS[rest.pop(0).lower()])
        if rest or place.decimals is not None:
            return Wrong(
                written=place.written,
                what=N_("« {value} » : un rang se passe de décimales et de formes."),
                remedy=N_("Écrivez le rang seul : {{recognition.number|ordinal}}."),
            )
    if not rest:
        return place
    if len(rest) == 1:
        guess = nearest(rest[0], tuple(ORDINALS))
        return Wrong(
            written=place.written,
            what=N_("« {value} » : « {word} » n’est pas une façon d’écrire un nombre."),
            remedy=N_("Vouliez-vous dire « {guess} » ?")
            if guess
            else N_("Donnez un nombre de décimales, « ordinal », ou deux formes : {example}."),
            values={"word": rest[0], "guess": guess or "", "example": "{members.total|membre|membres}"},
        )
    if len(rest) != 2 or not all(rest):
        return _not_two(place.written, N_("Donnez les deux, celle d’un et celle de plusieurs : {example}."))
    return replace(place, forms=(rest[0], rest[1]))


def _not_two(written: str, remedy: str) -> Wrong:
    return Wrong(
        written=written,
        what=N_("« {value} » n’a pas deux formes."),
        remedy=remedy,
        values={"example": "{members.total|membre|membres}"},
    )


def _unclosed(written: str) -> Wrong:
    return Wrong(
        written=written,
        what=N_("l’accolade ouverte de « {value} » n’est pas fermée."),
        remedy=N_("Fermez-la, comme dans {{members.total}} ; pour écrire une accolade, doublez-la : {{{{."),
    )


def _unopened(written: str) -> Wrong:
    return Wrong(
        written=written,
        what=N_("l’accolade fermée de « {value} » n’est pas ouverte."),
        remedy=N_("Ouvrez-la, comme dans {{members.total}} ; pour écrire une accolade, doublez-la : }}}}."),
    )
