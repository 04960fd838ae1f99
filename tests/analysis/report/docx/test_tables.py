"""Tables in Word: how long and how wide they may be."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.analysis.report.docx.schema import misplaced
from tests.analysis.report.word_file import NAMES, WordFile, w, words_of

from grappe.analysis.report.document import Cell, Chapter, Column, Document, Row, Table
from grappe.analysis.report.docx.look import WIDTH
from grappe.analysis.report.docx.rendering import as_docx
from grappe.analysis.report.docx.widths import column_widths
from grappe.analysis.report.interface import interface

NAME = "Association momentanée pour l’étude, la promotion et la conservation du patrimoine audiovisuel de la Communauté"


def table(rows: int, columns: int = 4, name: str = NAME) -> Table:
    """A table of so many rows and columns of numbers."""
    return Table(
        caption="Longue",
        columns=(Column(label="Nom", numeric=False), *(Column(label=f"Année {n}") for n in range(columns))),
        rows=tuple(
            Row(cells=(Cell(f"{name} {n}"), *(Cell(f"1\u202f{n:03}\u00a0€") for _ in range(columns))))
            for n in range(rows)
        ),
    )


def written(*tables: Table) -> WordFile:
    """A document of these tables alone."""
    chapter = Chapter(number=1, title="Un", blocks=tables)
    doc = Document(
        language="fr",
        eyebrow="",
        title="Titre",
        author="",
        lead="",
        facts=(),
        glances=(),
        chapters=(chapter,),
        papers=(),
        annexes=(),
        words=interface("fr"),
    )
    return WordFile(as_docx(doc, dt.date(2010, 3, 1)))


def kept(word: WordFile) -> list[bool]:
    """Whether each row of the one table stays on the page of the next."""
    rows = word.find("//w:tbl[w:tblPr/w:tblStyle[@w:val='ReportTable']]/w:tr")
    return [bool(row.xpath(".//w:keepNext", namespaces=NAMES)) for row in rows]


def test_a_table_of_three_thousand_rows_has_them_all_and_may_break() -> None:
    word = written(table(3000))
    found = kept(word)

    assert words_of(word.find("//w:tr[last()]/w:tc")[0]) == f"{NAME} 2999"
    assert len(found) == 3001
    # The head and two rows stay together, and so do the last two.
    assert [n for n, keeps in enumerate(found) if keeps] == [0, 1, 2, 2999]
    assert [fault for part in word.parts.values() for fault in misplaced("", part)] == []


def test_a_short_table_stays_on_one_page() -> None:
    assert kept(written(table(5))) == [True] * 5 + [False]


def test_two_tables_have_their_captions_between_them() -> None:
    word = written(table(2), table(2))

    assert [words_of(p).split("\u2002")[1] for p in word.find("//w:p[w:pPr/w:pStyle[@w:val='Caption']]")] == [
        "Longue",
        "Longue",
    ]
    assert misplaced("", word.document) == []


@pytest.mark.parametrize(("columns", "style"), [(4, "TableNumber"), (11, "SmallNumber")])
def test_a_wide_table_is_set_smaller_and_fits_the_page(columns: int, style: str) -> None:
    word = written(table(3, columns))
    wide = [
        int(column.get(w("w"))) for column in word.find("//w:tbl[w:tblPr/w:tblStyle]/w:tblGrid/w:gridCol")
    ]

    assert len(wide) == columns + 1
    assert WIDTH < sum(wide) < WIDTH * 1.02
    assert word.find(f"count(//w:pStyle[@w:val='{style}'])") == 3 * columns


def test_numbers_keep_their_line_and_names_take_the_rest() -> None:
    numbers = ["1\u202f365\u202f000\u00a0€"] * 3
    widths, fit = column_widths([("Nom", False, [NAME] * 3), ("Valeur", True, numbers)], 8957, 8)

    assert fit
    assert sum(widths) == 8957
    # 11 letters of 8 points, bold, and their margins: under 80 points; the name has all the rest.
    assert 55 * 20 < widths[1] < 80 * 20


def test_columns_that_cannot_fit_say_so() -> None:
    numbers = ["1\u202f365\u202f000\u00a0€"]
    _, fit = column_widths([("Nom", False, ["n"]), *[("Valeur", True, numbers)] * 20], 8957, 8)

    assert not fit
