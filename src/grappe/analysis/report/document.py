"""What a report is before it is a page: plain data, made once, rendered as HTML, as PDF and as DOCX.

Every text is text: no field holds markup, whoever wrote it. A figure in a sentence or a cell carries the
anchor of its papers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.house.style import HouseStyle


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; with an anchor and a number it is a figure, and leads to its papers.

    With an anchor alone it leads elsewhere in the report: to a conclusion, to an annex.
    """

    text: str
    anchor: str = ""
    number: int = 0
    """The number of the note, for those who read on paper."""
    language: str = ""
    """Its language, where it is neither the document's nor that of its paragraph."""


def spoken_in(runs: tuple[Run, ...], language: str) -> tuple[Run, ...]:
    """Return runs whose words are marked as of a language; figures need no mark."""
    return tuple(run if run.anchor else replace(run, language=language) for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences of one piece."""

    runs: tuple[Run, ...]
    language: str = ""
    """Its language, where it is not the document's: an evaluator's prose stays as it was written."""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Paragraphs set apart: conclusions, recommendations, a draft."""

    role: Literal["conclusion", "recommendation", "draft", "note"]
    title: str
    paragraphs: tuple[Paragraph, ...]
    foot: tuple[Run, ...] = ()
    """What it rests on, or who must still read it."""
    anchor: str = ""
    """Where links to it lead; empty where none does."""
    kind: Literal["box"] = "box"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    anchor: str = ""
    number: int = 0
    soft: bool = False
    """Said in a lower voice: a dash, a hidden value."""
    sub: str = ""
    """A second line under it: the interval, what it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; the first cell names it. A heading stands over the rows that follow."""

    cells: tuple[Cell, ...]
    heading: bool = False
    indented: bool = False
    anchor: str = ""
    number: int = 0
    """The number of its papers, where the row is one figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column."""

    label: str
    numeric: bool = True
    anchor: str = ""
    number: int = 0
    """The number of its papers, where the column is one figure."""
    short: bool = False
    """Its words are few: it leaves its room to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wide: bool = False
    notes: bool = False
    """Its rows bear the numbers of their papers."""
    folded: bool = False
    """Long, and to be opened by whoever wants it, where a page can fold."""
    kind: Literal["table"] = "table"


BRIEF = 24
"""Letters that a column of few words may hold on one line."""


def words_column(label: str, rows: tuple[Row, ...], place: int) -> Column:
    """Return the head of a column of words, which leaves its room to the others where its own are few."""
    longest = max((len(row.cells[place].text) for row in rows), default=0)
    return Column(label=label, numeric=False, short=max(longest, len(label)) <= BRIEF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its title, and the same numbers as a table for those who cannot see it."""

    title: str
    subtitle: str
    svg: str
    width: float
    height: float
    alt: str
    table: Table
    note: str = ""
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Figures that could not be computed, and the one reason."""

    reason: str
    figures: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What is not available in a chapter, reason by reason."""

    title: str
    lacks: tuple[Lack, ...]
    kind: Literal["lacking"] = "lacking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title within a chapter or a section: level 2 under theirs, level 3 under that."""

    text: str
    level: Literal[2, 3] = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without order."""

    items: tuple[tuple[Run, ...], ...]
    kind: Literal["bullets"] = "bullets"


Block = Paragraph | Box | Table | Chart | Lacking | Heading | Bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the report."""

    number: int
    title: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        """Where links lead."""
        return f"chapter-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A key figure, and what it rests on."""

    value: Run
    label: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The papers of a figure: one entry of the annex, a line for each of its classes."""

    number: int
    anchor: str
    name: str
    """The figure's id in the catalogue."""
    label: str
    chapter: str
    definition: str
    facts: tuple[tuple[str, str], ...]
    keyed: bool
    """Its first column names the class."""
    columns: tuple[Column, ...]
    lines: tuple[Row, ...]
    """Empty where the figure is not available: then a fact says why."""
    also: tuple[str, ...] = ()
    """Anchors that lead here for want of a line of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands before or after the chapters: the summary, the closing, an annex."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report."""

    language: Language
    eyebrow: str
    title: str
    author: str
    """Who signs; empty where the dossier does not say."""
    lead: str
    facts: tuple[tuple[str, str], ...]
    """Term and words: reference, evaluator, client, day, period."""
    status: str = ""
    """What this version is, and of which day; empty where the dossier does not say."""
    style: HouseStyle = field(default_factory=HouseStyle)
    """The look of a client or of a cluster."""
    emblem: str = ""
    """A picture of the members, as SVG; empty where it would show what must not be seen."""
    emblem_alt: str = ""
    glances: tuple[Glance, ...]
    summary: Section | None = None
    """One page, after the cover."""
    chapters: tuple[Chapter, ...]
    closing: Section | None = None
    """After the chapters: what is concluded and recommended."""
    papers: tuple[Papers, ...]
    annexes: tuple[Section, ...]
    words: dict[str, str] = field(default_factory=dict)
    """The words of the page itself, in the reader's language."""

    def plain(self) -> dict[str, Any]:
        """Return the document as dictionaries and lists: what both renderings start from."""
        told = asdict(self)
        told["style"] = self.style.plain()
        for chapter, plain in zip(self.chapters, told["chapters"], strict=True):
            plain["anchor"] = chapter.anchor
        return told
