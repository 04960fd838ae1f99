"""From the cells of a column to answers: each different one is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.limesurvey_lists import OTHER_TICKED
from grappe.analysis.dossier.forms.matching import Listed
from grappe.analysis.dossier.forms.questionnaire import LISTS, NUMBERS, Question
from grappe.analysis.dossier.forms.ticks import is_not_asked, ticks_of
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.answers_numbers import read_measures

TABLE = "responses"
BITS = 62
"""Ticks that one number holds."""
MOST = 20
"""Answers off the list that are told one by one, for one question."""


@dataclass(slots=True)
class Columns:
    """The cells of one table, with the number of each row, and what is wrong with them."""

    rows: pl.Series
    prefer_labels: bool = False
    """The export writes the words of a choice rather than its name."""
    faults: list[Fault] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)
    """By question, the rows of the answers that are no number, or no date, and are left out."""


def writes_labels(questions: Iterable[tuple[Question, list[str]]]) -> bool:
    """Tell whether a file writes the words of choices rather than their names, from its different answers.

    A scale whose names are 1 to 5 and whose words are 0 to 4 can be read only so.
    """
    by_name = by_label = 0
    for question, written in questions:
        listed = Listed(question)
        for answer in written:
            is_name, is_label = answer in listed.names, answer in listed.labels
            by_name += is_name and not is_label
            by_label += is_label and not is_name
    return by_label > by_name


def read_column(columns: Columns, question: Question, cells: pl.Series, different: list[str]) -> pl.Series:
    """Return the answers to a question from its one column, in the type that `Answers` promises.

    different: the different answers in the column.
    """
    if question.type in LISTS:
        return _several(columns, question, cells, different)
    if question.choices:
        return _one(columns, question, cells, different)
    if question.type in NUMBERS or question.type == "date":
        values, unread = read_measures(question, cells, columns.rows, columns.faults)
        if unread:
            columns.unread.setdefault(question.name, []).extend(unread)
        return values
    return cells.str.strip_chars().replace("", None)


def _one(columns: Columns, question: Question, cells: pl.Series, different: list[str]) -> pl.Series:
    listed = Listed(question, prefer_labels=columns.prefer_labels)
    names, off = _names(listed, cells, different)
    _tell_off(columns, question, {written: cells == written for written in off})
    return names


def _names(listed: Listed, cells: pl.Series, different: list[str]) -> tuple[pl.Series, list[str]]:
    """Return the names of the choices that the cells name, and the answers that are on no list."""
    said: dict[str, str | None] = {}
    off = []
    for written in different:
        found = listed.picked(written) if written.strip() else None
        if found is not None:
            said[written] = found.name
        elif is_not_asked(written):
            said[written] = None
        else:
            off.append(written)
            said[written] = written.strip()
    changed = {written: name for written, name in said.items() if written != name}
    if not changed:
        return cells, off
    names = cells.replace_strict(list(changed), list(changed.values()), default=cells, return_dtype=pl.String)
    return names, off


def _several(columns: Columns, question: Question, cells: pl.Series, different: list[str]) -> pl.Series:
    listed = Listed(question, prefer_labels=columns.prefer_labels)
    said: dict[str, list[str] | None] = {}
    off: dict[str, list[str]] = {}
    for written in different:
        found = listed.chosen(written) if written.strip() else None
        if found is None and is_not_asked(written):
            continue
        if not question.choices:
            said[written] = listed.parts(written)  # a list kept in a file that is not there
        elif found is None:
            parts = listed.parts(written)
            picked = [(part, listed.picked(part)) for part in parts]
            said[written] = list(dict.fromkeys(choice.name if choice else part for part, choice in picked))
            for part, choice in picked:
                if choice is None:
                    off.setdefault(part, []).append(written)
        else:
            said[written] = list(dict.fromkeys(choice.name for choice in found))
    _tell_off(columns, question, {part: cells.is_in(whole) for part, whole in off.items()})
    by_answer = pl.DataFrame(
        {"written": list(said), "names": list(said.values())},
        schema={"written": pl.String, "names": pl.List(pl.String)},
    )
    return cells.to_frame("written").join(by_answer, on="written", how="left", maintain_order="left")["names"]


def read_ticks(
    columns: Columns, question: Question, ticks: Mapping[str, tuple[pl.Series, list[str]]]
) -> pl.Series:
    """Return the answers to a question of several answers from a column for each choice.

    ticks: by name of choice, its cells and the different ones. Null: no column says anything; an empty
    list: some say that nothing was ticked.
    """
    listed = Listed(question, prefer_labels=columns.prefer_labels)
    frame = pl.DataFrame({name: cells for name, (cells, _) in ticks.items()})
    ticked, asked = [], []
    for name, (cells, different) in ticks.items():
        yes, off = ticks_of(listed, name, different)
        for written in off[:MOST]:
            _tell(columns, question, written, cells == written, column=f"{question.name}/{name}")
        ticked.append(pl.col(name).is_in(yes) & pl.col(name).is_not_null())
        blank = [written for written in different if is_not_asked(written)]
        asked.append(pl.col(name).is_not_null() & ~pl.col(name).is_in(blank))
        if name not in listed.names and yes:
            _tell(columns, question, name, cells.is_in(yes))
    return _lists(frame, list(ticks), ticked, pl.any_horizontal(asked))


def _lists(frame: pl.DataFrame, names: list[str], ticked: list[pl.Expr], asked: pl.Expr) -> pl.Series:
    """Return the names whose test is true, row by row: each different row of ticks is made a list once."""
    marks = [
        pl.sum_horizontal(
            test.cast(pl.Int64) * 2**place for place, test in enumerate(ticked[start : start + BITS])
        )
        for start in range(0, len(ticked), BITS)
    ]
    rows = frame.select(asked.alias("asked"), *(mark.alias(str(place)) for place, mark in enumerate(marks)))
    different = rows.unique()
    lists = [
        [name for place, name in enumerate(names) if row[1 + place // BITS] >> place % BITS & 1]
        if row[0]
        else None
        for row in different.iter_rows()
    ]
    by_marks = different.with_columns(pl.Series("names", lists, dtype=pl.List(pl.String)))
    return rows.join(by_marks, on=rows.columns, how="left", maintain_order="left")["names"]


def with_other(lists: pl.Series, words: pl.Series) -> pl.Series:
    """Return the lists with « other » where its words are there, and it is not yet ticked."""
    frame = pl.DataFrame([lists.alias("names"), words.alias("words")])
    names = pl.col("names").fill_null([])
    ticked = pl.concat_list(names, pl.lit(OTHER_TICKED.name)).list.unique(maintain_order=True)
    return frame.select(
        pl.when(pl.col("words").is_not_null()).then(ticked).otherwise(pl.col("names"))
    ).to_series()


def read_ranks(
    columns: Columns, question: Question, places: Mapping[int, tuple[pl.Series, list[str]]]
) -> pl.Series:
    """Return the choices of a ranking in their order, from a column for each place."""
    listed = Listed(question, prefer_labels=columns.prefer_labels)
    off: dict[str, pl.Series] = {}
    names = {}
    for place in sorted(places):
        cells, different = places[place]
        names[str(place)], unknown = _names(listed, cells, different)
        for written in unknown:
            here = cells == written
            off[written] = here | off[written] if written in off else here
    _tell_off(columns, question, off)
    return (
        pl.DataFrame(names)
        .select(
            pl.when(pl.any_horizontal(pl.all().is_not_null())).then(
                pl.concat_list(pl.all()).list.drop_nulls()
            )
        )
        .to_series()
    )


def _tell_off(columns: Columns, question: Question, off: Mapping[str, pl.Series]) -> None:
    for written, where in list(off.items())[:MOST]:
        _tell(columns, question, written, where)
    if len(off) > MOST:
        columns.faults.append(
            Fault(
                table=TABLE,
                column=question.name,
                what=N_(
                    "{count} autres réponses différentes ne sont pas sur la liste. Est-ce le bon questionnaire ?"
                ),
                values={"count": len(off) - MOST},
                severity="warning",
            )
        )


def _tell(
    columns: Columns, question: Question, written: str, where: pl.Series, *, column: str | None = None
) -> None:
    """Add a warning for an answer that is not on the list: how often, from which row to which."""
    rows = columns.rows.filter(where.fill_null(value=False))
    names = {choice.name: " ".join(choice.labels.values()) or choice.name for choice in question.choices}
    guess = nearest(written, names)
    shown_names = list(names)[:MOST]
    columns.faults.append(
        Fault(
            table=TABLE,
            row=_first(rows),
            column=column or question.name,
            value=written,
            what=N_("« {value} » n’est pas une réponse de la liste ; elle est gardée hors liste.")
            if len(rows) == 1
            else N_(
                "« {value} » n’est pas une réponse de la liste ({count} fois, lignes {first} à {last}) ; elle est gardée hors liste."
            ),
            expected=N_("Réponses attendues : {choices}."),
            remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
            values={
                "choices": ", ".join(shown_names) + ("…" if len(names) > MOST else ""),
                "guess": guess or "",
                "count": len(rows),
                "first": _first(rows) or "",
                "last": rows[-1] if len(rows) else "",
            },
            severity="warning",
        )
    )


def _first(rows: pl.Series) -> int | None:
    return int(rows[0]) if len(rows) else None


def different_answers(cells: pl.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Yield each column with its different answers, sorted; some may be nothing but white space."""
    found = cells.select(pl.all().unique().implode())
    for name in found.columns:
        yield name, sorted(found[name][0].drop_nulls().to_list())
