"""What the answers to one question have to do with a class of members, or with another question."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import false_discovery_control

from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.statistics.contingency import Independence, independence
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.few import few
from grappe.analysis.survey.frame import ID, Frame
from grappe.analysis.survey.items import Item, choice_label
from grappe.analysis.survey.response import by_label, class_label, known_order
from grappe.analysis.survey.tables import Tabulation

CROSSTABS = {
    **dict.fromkeys(
        ("by", "by_label", "class", "class_label", "question", "label", "answer", "answer_label"), pl.String
    ),
    "count": pl.Int64,
    "n": pl.Int64,
    "share": pl.Float64,
    "p_value": pl.Float64,
    "p_adjusted": pl.Float64,
    "test": pl.String,
    "rough": pl.Boolean,
    "missing": pl.String,
}
"""count of the n of that class who answered the question and are concerned; share: count / n. p_value: of
the independence of class and answer (of each choice, ticked or not, where several may be); p_adjusted: with
regard to all the tests of the table (Benjamini and Hochberg 1995, JRSS B 57:289-300); test: `exact` or
`chi_square`; rough: the approximation is used although a count of less than 5 is expected."""
Key = tuple[str, str, str]


class UnknownColumn(Refusal):
    """A column is asked for that neither the members' list nor the form has."""

    exit_code = 2

    def __init__(self, name: str, known: list[str]) -> None:
        self.name = name
        self.known = known
        super().__init__(name)

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say which name is not known, and the nearest one that is."""
        guess = nearest(self.name, self.known)
        if guess is not None:
            words = N_("« {name} » n’est pas une colonne connue. Vouliez-vous dire « {guess} » ?")
            return [say(words, language, name=self.name, guess=guess)]
        if not self.known:
            words = N_("« {name} » n’est pas une colonne connue : donnez la liste des membres (--members).")
            return [say(words, language, name=self.name)]
        words = N_("« {name} » n’est pas une colonne connue. Colonnes possibles : {known}.")
        return [say(words, language, name=self.name, known=few(self.known, 12))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The rows of a cross-table: each answer's class (null: not known), in the order of the answers."""

    by: str
    label: str
    values: pl.Series
    labels: dict[str, str]
    """Class to words, in the order in which they are shown."""


def class_names(frame: Frame) -> list[str]:
    """Return the columns of the members' list by which answers may be classed."""
    return [] if frame.members is None else [name for name in frame.members.columns if name != ID]


def classes_of(name: str, found: Tabulation, counts: Counted, frame: Frame, language: Language) -> Classes:
    """Return the classes by a column of the members' list, else by a question of a closed list.

    Raises UnknownColumn.
    """
    questions = {
        item.question.name: item
        for item in found.items
        if item.has_column and not item.question.repeat and item.question.type == "select_one"
    }
    if name in class_names(frame) and frame.members is not None:
        joined = counts.frame.select(ID).join(
            frame.members.select(ID, value=name), on=ID, how="left", maintain_order="left"
        )
        values = joined["value"]
        known = known_order(name)
        written = sorted(
            frame.members[name].drop_nulls().unique(),
            key=lambda each: (known.index(each) if each in known else len(known), each),
        )
        labels = {each: class_label(name, each, language) for each in written}
        return Classes(by=name, label=by_label(name, language), values=values, labels=labels)
    if name in questions:
        item = questions[name]
        values = counts.frame[name].cast(pl.String)
        labels = {c.name: choice_label(c, language) for c in item.question.choices}
        labels |= {each: each for each in sorted(set(values.drop_nulls().unique()) - set(labels))}
        return Classes(by=name, label=item.label, values=values, labels=labels)
    raise UnknownColumn(name, [*class_names(frame), *questions])


def crosstabs(found: Tabulation, counts: Counted, by: list[Classes]) -> pl.DataFrame:
    """Cross each closed question outside repeats with each of `by`: the columns of CROSSTABS.

    Each question on its own base, class by class. A class in which nobody answered stays, without share.
    """
    tables: list[pl.DataFrame] = []
    tests: dict[Key, Independence] = {}
    for classes in by:
        for item in found.items:
            if not item.is_closed or item.question.repeat or item.question.name == classes.by:
                continue
            own = found.answers.filter(place=item.place)["answer"].to_list()
            listed = {c.name: c for c in item.question.choices}
            answers = [*listed, *(each for each in own if each not in listed)]
            concerned = [a for a in answers if a not in listed or listed[a].positive != "na"]
            if not concerned or not classes.labels:
                continue
            table, of_item = _crossed(item, classes, counts, concerned)
            tables.append(table)
            tests |= of_item
    if not tables:
        return pl.DataFrame(schema=CROSSTABS)
    return (
        pl.concat(tables)
        .join(_told(tests), on=["by", "question", "answer"], how="left", maintain_order="left")
        .join(_words(found), on=["question", "answer"], how="left", maintain_order="left")
        .with_columns(
            answer_label=pl.coalesce("answer_label", "answer"),
            share=pl.when(pl.col("n") > 0).then(pl.col("count") / pl.col("n")),
            missing=pl.when(pl.col("n") == 0)
            .then(pl.lit("empty_class"))
            .when(pl.col("p_value").is_null())
            .then(pl.lit("one_class")),
        )
        .select(*CROSSTABS)
    )


def _crossed(
    item: Item, classes: Classes, counts: Counted, concerned: list[str]
) -> tuple[pl.DataFrame, dict[Key, Independence]]:
    """Count classes by answers, people by class, and test."""
    name = item.question.name
    rows = pl.DataFrame([classes.values.alias("class"), counts.frame[name].alias("answer")])
    rows = rows.drop_nulls()
    several = isinstance(rows.schema["answer"], pl.List)
    places = {each: place for place, each in enumerate(classes.labels)}
    answers = {each: place for place, each in enumerate(concerned)}
    if several and item.is_ranked:
        rows = rows.with_columns(pl.col("answer").list.first()).drop_nulls()
    elif several:
        rows = rows.with_columns(pl.col("answer").list.unique()).filter(
            (pl.col("answer").list.len() == 0)
            | (pl.col("answer").list.set_intersection(pl.lit(concerned, pl.List(pl.String))).list.len() > 0)
        )
    one_each = not several or item.is_ranked
    if one_each:
        rows = rows.filter(pl.col("answer").is_in(concerned))
    people = np.zeros(len(places), dtype=np.int64)
    for each, number in rows.group_by("class").len().iter_rows():
        people[places[each]] = number
    table = np.zeros((len(places), len(answers)), dtype=np.int64)
    long = rows if one_each else rows.filter(pl.col("answer").list.len() > 0).explode("answer")
    for each, answer, number in long.group_by("class", "answer").len().iter_rows():
        if answer in answers:
            table[places[each], answers[answer]] = number
    tests = dict(_tests(table, people, one_each=one_each))
    told = pl.DataFrame(
        [
            (classes.by, classes.label, each, label, name, answer, int(table[row, column]), int(people[row]))
            for row, (each, label) in enumerate(classes.labels.items())
            for column, answer in enumerate(concerned)
        ],
        schema={
            **dict.fromkeys(("by", "by_label", "class", "class_label", "question", "answer"), pl.String),
            "count": pl.Int64,
            "n": pl.Int64,
        },
        orient="row",
    )
    return told, {(classes.by, name, concerned[column]): test for column, test in tests.items()}


def _tests(table: np.ndarray, people: np.ndarray, *, one_each: bool) -> Iterator[tuple[int, Independence]]:
    """Yield a test for each answer: the same for all where each person gives one, else of its own."""
    if one_each:
        whole = independence(table)
        yield from ((column, whole) for column in range(table.shape[1]))
        return
    for column in range(table.shape[1]):
        ticked = table[:, column]
        yield column, independence(np.column_stack([ticked, people - ticked]))


def _told(tests: dict[Key, Independence]) -> pl.DataFrame:
    """Return the tests by answer, adjusted for how many there are; one test is counted once."""
    different = {id(test): test for test in tests.values() if not math.isnan(test.p_value)}
    adjusted: dict[int, float] = {}
    if different:
        values = false_discovery_control([test.p_value for test in different.values()], method="bh")
        adjusted = dict(zip(different, map(float, values), strict=True))
    return pl.DataFrame(
        [
            (*key, test.p_value, adjusted[id(test)], test.method, test.is_rough)
            if id(test) in adjusted
            else (*key, None, None, None, None)
            for key, test in tests.items()
        ],
        schema={
            **dict.fromkeys(("by", "question", "answer"), pl.String),
            "p_value": pl.Float64,
            "p_adjusted": pl.Float64,
            "test": pl.String,
            "rough": pl.Boolean,
        },
        orient="row",
    )


def _words(found: Tabulation) -> pl.DataFrame:
    """Return the words of each question and answer that is crossed."""
    questions = pl.DataFrame(
        [(i.place, i.question.name, i.label) for i in found.items if i.is_closed],
        schema={"place": pl.Int64, "question": pl.String, "label": pl.String},
        orient="row",
    )
    given = pl.concat(
        [
            found.listed.select("place", "answer", "answer_label"),
            found.answers.join(found.listed, on=["place", "answer"], how="anti").select(
                "place", "answer", answer_label="answer"
            ),
        ]
    )
    return questions.join(given, on="place", how="inner").drop("place")
