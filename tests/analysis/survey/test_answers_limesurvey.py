"""Two real surveys, counted again cell by cell by the plainest reading of their CSV."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.survey.answers import Answers, read_answers

DATA = Path(__file__).parent / "data"
SURVEYS = {
    "uk": ("uk_core_survey.lss", "uk_results.csv", 253, 245),
    "nl": ("nl_survey.limesurvey.txt", "nl_results.csv", 77, 131),
}
CODE = re.compile(r"(\w+)(?:\[([^\]]*)\])?\. ")
Raw = dict[str, list[str]]
Survey = tuple[Questionnaire, Answers, Raw]


@pytest.fixture(scope="module", params=list(SURVEYS))
def survey(request: pytest.FixtureRequest) -> Survey:
    structure, results, rows, columns = SURVEYS[request.param]
    form, faults = read_form(structure, DATA / structure)
    assert form is not None
    assert faults == []
    with (DATA / results).open(encoding="utf-8", newline="") as file:
        header, *cells = list(csv.reader(file))
    assert (len(cells), len(header)) == (rows, columns)
    raw = {title: [row[place].strip() for row in cells] for place, title in enumerate(header)}
    return form, read_answers(DATA / results, form), raw


def code(title: str) -> str:
    found = CODE.match(title)
    assert found is not None, title
    return f"{found[1]}[{found[2]}]" if found[2] is not None else found[1]


def of_type(form: Questionnaire, answers: Answers, test: Callable[[Question], bool]) -> list[Question]:
    return [q for q in form.questions if q.name in answers.frame.columns and test(q)]


def test_every_answer_is_there_in_its_order(survey: Survey) -> None:
    _, answers, raw = survey

    assert answers.frame["response_id"].to_list() == raw[""]
    assert answers.frame["_row"].to_list() == list(range(2, len(raw[""]) + 2))


def test_every_column_is_a_question_or_told_as_a_stranger(survey: Survey) -> None:
    form, answers, raw = survey
    names = {question.name for question in form.questions}
    several = {question.name for question in form.questions if question.type in ("select_multiple", "rank")}

    for title in list(raw)[1:]:
        is_read = code(title) in names or code(title).partition("[")[0] in several
        assert is_read == (title not in answers.extra), title
    assert set(answers.absent) == names - set(answers.frame.columns)


def test_each_list_is_counted_as_the_plain_csv_counts_it(survey: Survey) -> None:
    form, answers, raw = survey
    by_code = {code(title): cells for title, cells in raw.items() if title}
    asked = of_type(form, answers, lambda q: q.type == "select_one")
    assert len(asked) > 40

    for question in asked:
        words = {choice.name: choice.labels.get("en", choice.name) for choice in question.choices}
        told = Counter(words.get(name, name) for name in answers.frame[question.name].drop_nulls())
        spelled = {label.casefold(): label for label in words.values()}
        plain = Counter(spelled.get(cell.casefold(), cell) for cell in by_code[question.name] if cell)
        assert told == plain, question.name


def test_each_text_is_kept_word_for_word(survey: Survey) -> None:
    form, answers, raw = survey
    by_code = {code(title): cells for title, cells in raw.items() if title}

    for question in of_type(form, answers, lambda q: q.type == "text"):
        assert answers.frame[question.name].to_list() == [cell or None for cell in by_code[question.name]]


def test_each_number_is_read_or_told(survey: Survey) -> None:
    form, answers, raw = survey
    by_code = {code(title): cells for title, cells in raw.items() if title}
    untold = {(fault.column, fault.value) for fault in answers.faults}

    for question in of_type(form, answers, lambda q: q.type == "decimal"):
        for number, cell in zip(answers.frame[question.name], by_code[question.name], strict=True):
            plain = re.fullmatch(r"([0-9.]+)(?: - \D.*)?", cell)  # a point of a scale may bear its words
            if plain:
                assert number == float(plain[1])
            else:
                assert number is None
                assert not cell or (question.name, cell) in untold


def test_each_choice_of_several_is_ticked_as_often_as_the_plain_csv_says(survey: Survey) -> None:
    form, answers, raw = survey
    asked = of_type(form, answers, lambda q: q.type == "select_multiple")
    assert asked

    for question in asked:
        names = {choice.name: choice.name for choice in question.choices}
        by_words = {choice.labels["en"]: choice.name for choice in question.choices}
        plain = {}
        for title, cells in raw.items():
            if title and code(title).startswith(f"{question.name}["):
                part, words = code(title).partition("[")[2][:-1], re.findall(r"\[([^\[\]]*)\]$", title)[0]
                # the Dutch answers number the parts otherwise than the structure: their words tell them
                plain[names.get(part) or by_words[words]] = sum(cell == "Yes" for cell in cells)
        told = Counter(answers.frame[question.name].explode().drop_nulls())
        assert told == {name: n for name, n in plain.items() if n}


def test_nothing_ticked_is_not_silence(survey: Survey) -> None:
    form, answers, raw = survey

    for question in of_type(form, answers, lambda q: q.type == "select_multiple"):
        columns = [
            cells for title, cells in raw.items() if title and code(title).startswith(f"{question.name}[")
        ]
        silent = [not any(cells) for cells in zip(*columns, strict=True)]
        assert answers.frame[question.name].is_null().to_list() == silent


def test_a_ranking_is_a_list_in_its_order() -> None:
    form, _ = read_form("uk", DATA / "uk_core_survey.lss")
    assert form is not None
    ranks = read_answers(DATA / "uk_results.csv", form).frame["prevEmp2"]
    frame = pl.read_csv(DATA / "uk_results.csv", infer_schema=False)
    columns = [title for title in frame.columns if title.startswith("prevEmp2[")]
    choices = {c.labels["en"]: c.name for q in form.questions if q.name == "prevEmp2" for c in q.choices}

    assert ranks.dtype == pl.List(pl.String)
    for row, told in zip(frame.select(columns).iter_rows(), ranks, strict=True):
        plain = [choices.get(cell, cell) for cell in row if cell is not None]
        assert (told.to_list() if isinstance(told, pl.Series) else told or []) == plain


def test_the_scale_whose_words_are_the_names_of_others_is_read_by_its_words() -> None:
    form, _ = read_form("nl", DATA / "nl_survey.limesurvey.txt")
    assert form is not None
    answers = read_answers(DATA / "nl_results.csv", form)

    assert answers.faults == ()
    # its choices are « 0 - Mostly me », 1, 2 …, of which the names are 1, 2, 3 …
    assert answers.frame["rse3[SQ001]"][:2].to_list() == ["3", "5"]


def test_titles_of_words_alone_say_as_much_as_those_with_codes(tmp_path: Path) -> None:
    form, _ = read_form("nl", DATA / "nl_survey.limesurvey.txt")
    assert form is not None
    with (DATA / "nl_results.csv").open(encoding="utf-8", newline="") as file:
        header, *cells = list(csv.reader(file))
    words = {question.name: question.labels["en"] for question in form.questions}
    titles = [words.get(code(title), title.partition(". ")[2]) if title else "" for title in header]
    path = tmp_path / "results.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, *cells])
    coded, worded = read_answers(DATA / "nl_results.csv", form), read_answers(path, form)

    # one question has the words of another, in part: a title that may be of either is of neither
    assert worded.extra == ()
    assert worded.frame.equals(coded.frame)
