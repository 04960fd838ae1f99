"""The answer of `grappe forecast` as a page: each scenario before and after, what matters most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.forecast.answer import Answer
from grappe.analysis.forecast.changes import Change
from grappe.analysis.forecast.differences import Difference, differences
from grappe.analysis.forecast.plans import Books
from grappe.analysis.forecast.words import LINES, line_label
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.tornado import tornado_chart
from grappe.analysis.report.charts.years import years_chart
from grappe.analysis.report.cover import cluster_name
from grappe.analysis.report.document import Block, Cell, Chapter, Column, Document, Row, Table
from grappe.analysis.report.html import as_html
from grappe.analysis.report.interface import interface
from grappe.analysis.report.outlook import apart, assumed, levers_told, scenario
from grappe.analysis.report.typography import said, typeset


def forecast_page(
    dossier: Dossier,
    asked: Asked,
    books: Books,
    answers: Sequence[Answer],
    changes: Sequence[Change],
    differences: Sequence[Difference],
    language: Language,
) -> str:
    """Return the whole page, which asks nothing of anyone else; at least one answer."""
    told = ", ".join(change.written for change in changes)
    chapters = [
        Chapter(
            number=place,
            title=scenario_name(answer.plan.name, language),
            blocks=tuple(_blocks(answer, books, language)),
        )
        for place, answer in enumerate(answers, 1)
    ]
    last = chapters[-1]
    chapters[-1] = Chapter(
        number=last.number, title=last.title, blocks=(*last.blocks, *apart(tuple(differences), language))
    )
    document = Document(
        language=language,
        eyebrow=cluster_name(dossier, books.cluster),
        title=said(N_("Les années à venir"), language),
        author="",
        lead=said(N_("Avec ces changements : {changes}"), language, changes=told)
        if told
        else said(N_("Sans changement"), language),
        facts=((said(N_("Jour de référence"), language), long_date(asked.as_of, language)),),
        glances=(),
        chapters=tuple(chapters),
        papers=(),
        annexes=(),
        words=interface(language),
    )
    return as_html(document.plain())


def _blocks(answer: Answer, books: Books, language: Language) -> Iterator[Block]:
    yield scenario(answer, differences(books), language)
    yield _table(answer, language)
    reserves = {
        "": {year: lines["reserves"] for year, lines in books.closed.items() if "reserves" in lines},
        said(N_("Avant"), language): {
            y.year: y.reserves for y in answer.before.years if y.reserves is not None
        },
    }
    if answer.is_changed:
        reserves[said(N_("Après"), language)] = {
            y.year: y.reserves for y in answer.after.years if y.reserves is not None
        }
    drawings = (
        years_chart(
            said(N_("Réserves à la clôture"), language), {k: v for k, v in reserves.items() if v}, language
        ),
        tornado_chart(answer, language),
    )
    yield from (converted(drawing) for drawing in drawings if drawing is not None)
    yield from levers_told(answer, language)
    yield assumed(answer, language)


def _table(answer: Answer, language: Language) -> Table:
    rows = []
    for line in LINES:
        pairs = [
            (getattr(old, line), getattr(new, line))
            for old, new in zip(answer.before.years, answer.after.years, strict=True)
        ]
        if all(old is None and new is None for old, new in pairs) or (
            line == "cash_over_need"
            and all(y.cash_over_need == y.cash for y in (*answer.before.years, *answer.after.years))
        ):
            continue
        told = [[amount(value, "eur", language, 0) for value in pair] for pair in pairs]
        cells = [Cell(old) for old, _ in told]
        rows.append(Row(cells=(Cell(typeset(line_label(line, language), language)), *cells)))
        if any(old != new for old, new in told):
            becomes = said(N_("devient"), language)
            rows.append(Row(cells=(Cell(becomes), *(Cell(new) for _, new in told)), indented=True))
    return Table(
        caption=said(N_("Ligne par ligne, en euros"), language),
        columns=(
            Column(label=said(N_("Ligne"), language), numeric=False),
            *(Column(label=str(year.year)) for year in answer.before.years),
        ),
        rows=tuple(rows),
        wide=True,
    )
