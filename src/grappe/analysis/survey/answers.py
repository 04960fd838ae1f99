"""The answers to a questionnaire, as one table whatever tool wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.faults import DossierRefused, Fault
from grappe.analysis.dossier.forms.other import other_choice
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.ticks import is_mark, other_in_words
from grappe.analysis.dossier.forms.titles import Titles, titles_of
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.answers_files import Sheet, read_sheets
from grappe.analysis.survey.answers_keys import keys_of, link_of, linked_ids
from grappe.analysis.survey.answers_places import RESERVED, Places, places_of
from grappe.analysis.survey.answers_values import (
    Columns,
    different_answers,
    read_column,
    read_ranks,
    read_ticks,
    with_other,
    writes_labels,
)

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answered and what; null is no answer."""

    frame: pl.DataFrame
    """One row per submission, in file order: `_row` (Int64, as a spreadsheet numbers it), `response_id`
    and `member_id` (String; null member: anonymous), `submitted_on` (Date), then a column for each
    question outside repeats that the file has.

    A select_one is a String, the choice's name (or what was written, when it is not on the list);
    select_multiple and rank are lists of names (an empty list: asked, and nothing ticked, where the
    export tells it from silence); integer, decimal and range are Float64; date is a Date; the rest String.
    """
    repeats: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """By name of repeat: `response_id` of the submission, then its questions; one row per instance."""
    absent: tuple[str, ...] = ()
    """Questions that have no column in the file."""
    extra: tuple[str, ...] = ()
    """Columns of the file that are no question, nor a column that the survey tool adds."""
    faults: tuple[Fault, ...] = ()
    """Answers that are not on the list, columns twice …: each a warning; the value is kept as written."""
    unread: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By question, the rows of its table whose answer is no number, or no date: null here, but no silence."""
    instants: pl.Series | None = None
    """When each submission of `frame` was sent (Datetime): tells which came last; None: its day does."""


def read_answers(path: Path, form: Questionnaire, *, members: Collection[str] = ()) -> Answers:
    """Read the answers to a form: the exports of Kobo, ODK and LimeSurvey, or a table of our own.

    path: a CSV, a workbook, a Parquet file, or a folder or a zip of several (the answers and their repeats).
    members: ids of those who were asked, by which the column that names them is found where no title tells.
    Names of choices and their words are both read. What is odd comes back in `Answers.faults`.
    Raises Unreadable for a file that is not one, and DossierRefused when it holds no answer to this form.
    """
    titles = titles_of(form)
    sheets = read_sheets(path, titles.score)
    main = _main(sheets, titles, path.name)
    faults: list[Fault] = []
    who = keys_of(main, titles, form, members, faults)
    keys = who.frame
    read = _read(form, titles, main, set(who.places), faults)
    inside = {question.name: question.repeat for question in form.questions}
    whole = [column for column in read.columns if not inside[column.name]]
    repeats: dict[str, list[pl.DataFrame]] = {}
    for name, frame in _instances(form, read, keys["response_id"]):
        repeats.setdefault(name, []).append(frame)
    extra, unread = list(read.extra), dict(read.unread)
    for sheet in sheets:
        if sheet is main or link_of(sheet) is None:
            continue
        part = _read(form, titles, sheet, set(), faults)
        names = Counter(inside[column.name] for column in part.columns if inside[column.name])
        extra += part.extra
        unread |= part.unread
        if names:
            ids = linked_ids(sheet, main, keys["response_id"], faults)
            frame = pl.DataFrame([ids.alias("response_id"), *part.columns])
            repeats.setdefault(names.most_common(1)[0][0], []).append(frame.filter(ids.is_not_null()))
    there = {column.name for column in read.columns} | {
        name for frames in repeats.values() for frame in frames for name in frame.columns
    }
    return Answers(
        frame=keys.with_columns(whole),
        repeats={name: pl.concat(frames, how="diagonal") for name, frames in repeats.items()},
        absent=tuple(q.name for q in form.questions if q.name not in there and q.name not in RESERVED),
        extra=tuple(dict.fromkeys(extra)),
        faults=tuple(faults),
        unread={name: tuple(rows) for name, rows in unread.items()},
        instants=who.instants,
    )


@dataclass(slots=True)
class _Read:
    """The questions read from one table."""

    columns: list[pl.Series] = field(default_factory=list)
    instances: dict[int, list[pl.Series]] = field(default_factory=dict)
    """By number of instance, the questions of repeats that stand in the row of their submission."""
    extra: list[str] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)


def _main(sheets: list[Sheet], titles: Titles, file: str) -> Sheet:
    """Choose the table of the submissions: that which knows most questions and names no other as its own."""
    if not sheets:
        raise DossierRefused([_refused(file, N_("le fichier « {value} » est vide."), "")])
    scores = {id(sheet): titles.score(list(sheet.titles)) for sheet in sheets}
    main = max(sheets, key=lambda sheet: (link_of(sheet) is None, scores[id(sheet)], sheet.cells.height))
    if max(scores.values()) == 0:
        names = [title for sheet in sheets for title in sheet.titles if title]
        known = {target.question: target.question for target in titles.exact.values()}
        pairs = [f"{title} → {guess}" for title in names[:MOST_SHOWN] if (guess := nearest(title, known))]
        raise DossierRefused(
            [
                _refused(
                    file,
                    N_(
                        "aucune colonne de « {value} » n’est une question de ce questionnaire ({questions}…). Est-ce le bon fichier ?"
                    ),
                    ", ".join(pairs),
                    questions=", ".join(list(known)[:3]),
                )
            ]
        )
    return main


def _refused(file: str, what: str, near: str, **values: object) -> Fault:
    return Fault(
        table="responses",
        value=file,
        what=what,
        remedy=N_("Les plus proches : {near}.") if near else None,
        values={**values, "near": near},
    )


def _read(form: Questionnaire, titles: Titles, sheet: Sheet, keys: set[int], faults: list[Fault]) -> _Read:
    """Read the questions of one table, column by column."""
    places = places_of(titles, sheet, keys, faults)
    read = _Read(extra=places.extra)
    used = places.used()
    different = dict(different_answers(sheet.cells.select(str(place) for place in used))) if used else {}
    by_name = {question.name: question for question in form.questions}
    spelled = [(by_name[name], different[str(place)]) for name, place in places.spelled()]
    columns = Columns(sheet.rows, faults=faults, unread=read.unread)
    columns.prefer_labels = writes_labels(pair for pair in spelled if pair[0].choices)
    instances = places.instances()
    for question in form.questions:
        for instance in instances.get(question.name, ()):
            of = (question.name, instance)
            cells = _of_parts(columns, question, sheet, places.parts.get(of, {}), different)
            own = places.wholes.get(of)
            if own is not None:
                cells = _of_whole(columns, question, sheet.cells[str(own)], different[str(own)], cells)
            if cells is not None:
                into = read.instances.setdefault(instance, []) if instance else read.columns
                into.append(cells.alias(question.name))
    read.columns = _with_others(form, read.columns)
    read.columns += _words_of_others(form, sheet, places, different)
    return read


def _with_others(form: Questionnaire, columns: list[pl.Series]) -> list[pl.Series]:
    """Tick « other » where the export keeps no more of it than its words."""
    found = {column.name: column for column in columns}
    for question in form.questions:
        if other_in_words(question) and question.other in found and question.name in found:
            lists = with_other(found[question.name], found[question.other])
            found[question.name] = lists.alias(question.name)
    return list(found.values())


def _words_of_others(
    form: Questionnaire, sheet: Sheet, places: Places, different: Mapping[str, list[str]]
) -> Iterator[pl.Series]:
    """Yield the words of « other » that stand in the column of its tick, as LimeSurvey writes them."""
    for question in form.questions:
        choice = other_choice(question)
        if choice is None or question.repeat or (question.other, 0) in places.wholes:
            continue
        place = str(places.parts.get((question.name, 0), {}).get(choice.name, ""))
        words = [written for written in different.get(place, ()) if not is_mark(written)]
        if words:
            cells = sheet.cells[place]
            said = cells.is_in(words).fill_null(value=False)
            yield cells.set(~said, None).str.strip_chars().alias(question.other)


def _of_whole(
    columns: Columns, question: Question, cells: pl.Series, different: list[str], ticks: pl.Series | None
) -> pl.Series:
    """Return the answers to a question from its one column; beside ticks, where they say nothing."""
    if ticks is None:
        return read_column(columns, question, cells, different)
    cells = cells.set(ticks.is_not_null(), None)
    one = read_column(columns, question, cells, cells.drop_nulls().unique().to_list())
    both = pl.DataFrame([ticks.alias("ticks"), one.alias("one")])
    return both.select(pl.coalesce("ticks", "one")).to_series()


def _of_parts(
    columns: Columns,
    question: Question,
    sheet: Sheet,
    parts: Mapping[str, int],
    different: Mapping[str, list[str]],
) -> pl.Series | None:
    """Return the answers to a question from the columns of its choices or of its ranks; None without any."""
    cells = {name: (sheet.cells[str(place)], different[str(place)]) for name, place in parts.items()}
    if not cells:
        return None
    if question.type == "rank":
        return read_ranks(columns, question, {int(name): of_place for name, of_place in cells.items()})
    return read_ticks(columns, question, cells)


def _instances(form: Questionnaire, read: _Read, ids: pl.Series) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the instances of each repeat that stand in the rows of their submissions."""
    inside = {question.name: question.repeat for question in form.questions}
    in_row = [column for column in read.columns if inside[column.name]]
    for columns in (in_row, *(read.instances[n] for n in sorted(read.instances))):
        for repeat in dict.fromkeys(inside[column.name] for column in columns):
            own = [column for column in columns if inside[column.name] == repeat]
            frame = pl.DataFrame([ids.alias("response_id"), *own])
            yield repeat, frame.filter(pl.any_horizontal(pl.exclude("response_id").is_not_null()))
