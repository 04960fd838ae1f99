"""Who was asked and who answered: the survey class by class, the interviews by form, the documents read."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    words_column,
)
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.sentences import told
from grappe.analysis.report.typography import agreed, said
from grappe.analysis.vocabulary.classes import DOCUMENT_KIND

ANCHOR = "asked"
BY = {"kind": N_("Par nature"), "size": N_("Par taille"), "province": N_("Par province")}
LONG = 20
"""Rows above which a list of documents is folded where a page can fold."""


def asked_annex(dossier: Dossier, lines: Lines) -> Section:
    """Return what was gathered and from whom; what was not gathered is said."""
    language = lines.language
    blocks: list[Block] = [*_survey(lines), *_interviews(lines), *_documents(dossier, lines)]
    if not blocks:
        words = said(N_("Le dossier ne contient ni enquête, ni entretiens, ni documents."), language)
        blocks.append(Paragraph(runs=(Run(words),)))
    return Section(
        anchor=ANCHOR, title=said(N_("Qui a été interrogé, qui a répondu"), language), blocks=tuple(blocks)
    )


def _survey(lines: Lines) -> Iterator[Table]:
    language = lines.language
    whole = lines.get("survey.response_rate")
    if whole is None or not (whole.is_known or whole.is_hidden):
        return
    rows = [_rate(said(N_("Ensemble"), language), whole, lines)]
    for by, title in BY.items():
        own = [
            line
            for line in lines.of("survey.response_rate_by")
            if line.key.startswith(f"{by}:") and (line.is_known or line.is_hidden)
        ]
        if own:
            rows.append(Row(cells=(Cell(said(title, language)), *(Cell("") for _ in range(3))), heading=True))
            rows += [_rate(line.name, line, lines, indented=True) for line in own]
    heads = (N_("Invités"), N_("Réponses"), N_("Taux de réponse"))
    yield Table(
        caption=said(N_("L’enquête : invités et réponses"), language),
        columns=(
            Column(label=said(N_("Membres"), language), numeric=False),
            *(Column(label=said(head, language)) for head in heads),
        ),
        rows=tuple(rows),
        note=" ".join(
            (
                said(N_("Les réponses anonymes comptent dans l’ensemble, et dans aucune classe."), language),
                *_left_out(lines),
            )
        ),
    )


def _left_out(lines: Lines) -> Iterator[str]:
    """Say how many answers are in no class by kind; nothing where a number is hidden."""
    whole = lines.known("survey.responses")
    own = [line for line in lines.of("survey.response_rate_by") if line.key.startswith("kind:")]
    if whole is None or whole.value is None or not own or lines.hides:
        return
    left = round(whole.value) - sum(round((line.value or 0) * line.n_used) for line in own)
    if left > 0:
        yield agreed(
            N_(
                "{count} réponse n’est dans aucune classe : anonyme, ou de qui n’est pas membre au jour de référence."
            ),
            N_(
                "{count} réponses ne sont dans aucune classe : anonymes, ou de qui n’est pas membre au jour de référence."
            ),
            left,
            lines.language,
            count=amount(left, "count", lines.language),
        )


def _rate(name: str, line: Line, lines: Lines, *, indented: bool = False) -> Row:
    """Return a class with its invited, its answers and its rate; hidden, it says no number at all."""
    counts = (Cell("–", soft=True), Cell("–", soft=True))
    if line.is_known and line.value is not None:
        answers = round(line.value * line.n_used)
        counts = (
            Cell(amount(line.n_used, "count", lines.language)),
            Cell(amount(answers, "count", lines.language)),
        )
    return Row(cells=(Cell(name), *counts, lines.cell(line)), indented=indented)


def _interviews(lines: Lines) -> Iterator[Block]:
    language = lines.language
    held = [line for line in lines.of("interviews.held") if line.is_known or line.is_hidden]
    if not held:
        return
    yield Table(
        caption=said(N_("Les entretiens, selon leur forme"), language),
        columns=(
            Column(label=said(N_("Forme"), language), numeric=False),
            Column(label=said(N_("Entretiens"), language)),
        ),
        rows=tuple(Row(cells=(Cell(line.name), lines.cell(line))) for line in held),
    )
    met = lines.known("interviews.members")
    if met is not None:
        message = N_("Membres différents rencontrés en entretien : {count}.")
        yield Paragraph(runs=told(message, language, count=lines.run(met)))


def _documents(dossier: Dossier, lines: Lines) -> Iterator[Table]:
    language = lines.language
    frame = dossier.tables.get("documents")
    if frame is None:
        return
    rows = tuple(
        Row(
            cells=(
                Cell(row["document_id"]),
                Cell(row.get("title") or "–"),
                Cell(say(DOCUMENT_KIND[row["kind"]], language) if row.get("kind") else "–"),
                Cell(long_date(row["dated_on"], language) if row.get("dated_on") else "–"),
            )
        )
        for row in frame.filter(pl.col("cluster_id") == lines.cluster).iter_rows(named=True)
    )
    if rows:
        heads = (N_("Document"), N_("Titre"), N_("Nature"), N_("Date"))
        yield Table(
            caption=said(N_("Les documents analysés"), language),
            columns=tuple(
                words_column(said(head, language), rows, place) for place, head in enumerate(heads)
            ),
            rows=rows,
            folded=len(rows) > LONG,
        )
