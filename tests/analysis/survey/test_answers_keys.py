"""Who answered and when: by our own names, the words of a form, the titles of tools, or the values."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.survey.answers import Answers, read_answers
from grappe.analysis.survey.counted import Counted, counted
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.survey import survey
from grappe.analysis.survey.wishes import Wishes

CHOICES = (Choice("y", {"fr": "Oui"}), Choice("n", {"fr": "Non"}))
PLAN = Question("plan", "select_one", {"fr": "Connaissez-vous le plan ?"}, choices=CHOICES)
FORM = Questionnaire((PLAN,))
MEMBERS = [f"m{number}" for number in range(1, 9)]
MIDNIGHT = dt.datetime.fromisoformat("2024-05-01")


def read(tmp_path: Path, words: str, *more: Question, members: list[str] | None = None) -> Answers:
    path = tmp_path / "export.csv"
    path.write_text(words, encoding="utf-8")
    return read_answers(path, Questionnaire((PLAN, *more)), members=members or ())


def told(answers: Answers) -> list[str]:
    return [fault.sentence() for fault in answers.faults]


def kept(answers: Answers) -> tuple[list[str], Counted]:
    counts = counted(answers, FORM, Frame())
    return counts.frame["response_id"].to_list(), counts


def test_a_form_s_words_for_the_member_lead_to_the_member(tmp_path: Path) -> None:
    asked = Question("member_id", "text", {"fr": "À remplir par nous"}, groups=("g",))
    answers = read(tmp_path, "_id,À remplir par nous,plan\nr1,m1,y\nr2,m2,n\n", asked)

    assert answers.frame["member_id"].to_list() == ["m1", "m2"]
    assert (answers.extra, answers.faults) == ((), ())


def test_a_form_s_words_for_the_day_and_for_the_answer_lead_to_them(tmp_path: Path) -> None:
    day = Question("submitted_on", "date", {"fr": "Le jour"})
    number = Question("response_id", "text", {"fr": "Le dossier"})
    answers = read(
        tmp_path, "Le dossier,_id,Le jour,endtime,plan\na,r1,2024-05-01,2024-06-01,y\n", day, number
    )

    assert answers.frame["response_id"].to_list() == ["a"]
    assert answers.frame["submitted_on"].to_list() == [dt.date(2024, 5, 1)]


def test_our_own_name_goes_before_the_words_of_the_form(tmp_path: Path) -> None:
    asked = Question("member_id", "text", {"fr": "Code"})
    answers = read(tmp_path, "Code,member_id,plan\nx,m1,y\n", asked)

    assert answers.frame["member_id"].to_list() == ["m1"]


@pytest.mark.parametrize(
    "title",
    [
        *("Code membre", "id_membre", "Identifiant du membre", "N° de membre", "membre", "Numéro d’adhérent"),
        *(
            "Member ID",
            "memberid",
            "member code",
            "Membership number",
            "lidnummer",
            "Lid-ID",
            "g/code_membre",
        ),
        "memberid. Membre",
    ],
)
def test_the_usual_titles_name_the_member(tmp_path: Path, title: str) -> None:
    answers = read(tmp_path, f'_id,"{title}",plan\nr1,m1,y\nr2,m2,n\n')

    assert answers.frame["member_id"].to_list() == ["m1", "m2"]
    assert answers.extra == ()


def test_a_usual_title_that_is_not_ours_is_told(tmp_path: Path) -> None:
    answers = read(tmp_path, "_id,Code membre,plan\nr1,m1,y\n")

    (sentence,) = told(answers)
    assert "« Code membre » est lue comme celle des membres" in sentence


def test_a_question_whether_one_is_a_member_names_nobody(tmp_path: Path) -> None:
    closed = Question("code_membre", "select_one", {"fr": "Avez-vous un code ?"}, choices=CHOICES)
    open_one = Question("membre", "text", {"fr": "Depuis quand, membre ?"})
    answers = read(tmp_path, "_id,code_membre,membre,plan\nr1,y,longtemps,y\n", closed, open_one)

    assert answers.frame["member_id"].to_list() == [None]
    assert answers.faults == ()


def test_a_question_that_asks_for_the_member_s_code_is_answered_too(tmp_path: Path) -> None:
    asked = Question("q1", "text", {"fr": "Code membre"})
    answers = read(tmp_path, "_id,q1,plan\nr1,m1,y\n", asked)

    assert answers.frame.select("member_id", "q1").rows() == [("m1", "m1")]


def test_the_one_column_of_the_list_s_members_names_them_and_says_so(tmp_path: Path) -> None:
    rows = "".join(f"r{n},m{n},texte,y\n" for n in range(1, 9))
    answers = read(tmp_path, f"_id,Qui,Quoi,plan\n{rows}r9,m99,texte,y\nr10,m1,texte,n\n", members=MEMBERS)

    assert answers.frame["member_id"].to_list() == [*MEMBERS, "m99", "m1"]
    (sentence,) = told(answers)
    assert "« Qui » en tient lieu : 9 de ses 10 valeurs" in sentence


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("_id,Qui,plan", "r1,m1,y\nr2,inconnu,n\nr3,m3,n\n"),
        ("_id,note,plan", "r1,m1,y\nr2,m1,n\nr3,m1,n\nr4,m2,n\nr5,m1,n\n"),
        ("m_id,_index,plan", "r1,m1,y\nr2,m2,n\n"),
    ],
    ids=["too few are members", "two values only, again and again", "a mark of the tool"],
)
def test_what_does_not_surely_name_the_members_is_not_taken(tmp_path: Path, header: str, rows: str) -> None:
    answers = read(tmp_path, f"{header}\n{rows}", members=MEMBERS)

    assert answers.frame["member_id"].null_count() == answers.frame.height


def test_the_token_of_limesurvey_names_the_member_when_it_is_on_the_list(tmp_path: Path) -> None:
    words = "id,submitdate,token,plan\n1,2024-05-01 10:00:00,m1,y\n2,2024-05-01 11:00:00,m2,n\n"

    assert read(tmp_path, words, members=MEMBERS).frame["member_id"].to_list() == ["m1", "m2"]
    assert read(tmp_path, words).frame["member_id"].to_list() == [None, None]


def test_a_number_that_may_be_a_member_s_is_not_taken_for_one(tmp_path: Path) -> None:
    staff = Question("emplois", "integer", {"fr": "Emplois"})
    answers = read(tmp_path, "_id,emplois,plan\nr1,3,y\nr2,7,n\n", staff, members=list("123456789"))

    assert answers.frame["member_id"].to_list() == [None, None]


def test_two_columns_that_may_name_the_members_are_told_and_neither_is_taken(tmp_path: Path) -> None:
    answers = read(tmp_path, "_id,Qui,Parrain,plan\nr1,m1,m2,y\nr2,m2,m3,n\n", members=MEMBERS)

    assert answers.frame["member_id"].to_list() == [None, None]
    assert "plusieurs colonnes pourraient nommer les membres (Qui, Parrain)" in told(answers)[0]


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-05-01", MIDNIGHT),
        ("2024-05-01 09:12:44", MIDNIGHT.replace(hour=9, minute=12, second=44)),
        ("2024-05-01T09:12:44.120Z", MIDNIGHT.replace(hour=9, minute=12, second=44, microsecond=120000)),
        ("2024-05-01T09:12:44.000+02:00", MIDNIGHT.replace(hour=7, minute=12, second=44)),
        ("2024-05-01T09:12:44.000-0330", MIDNIGHT.replace(hour=12, minute=42, second=44)),
        ("01/05/2024 9:12", MIDNIGHT.replace(hour=9, minute=12)),
        ("01/05/2024 12:05 AM", MIDNIGHT.replace(minute=5)),
        ("01/05/2024 6:10 p.m.", MIDNIGHT.replace(hour=18, minute=10)),
    ],
)
def test_the_time_of_day_is_kept_beside_the_day(tmp_path: Path, written: str, instant: dt.datetime) -> None:
    answers = read(tmp_path, f"_id,submitdate,plan\nr1,{written},y\n")

    assert answers.instants is not None
    assert answers.instants.to_list() == [instant]
    assert answers.frame["submitted_on"].to_list() == [dt.date(2024, 5, 1)]


@pytest.mark.parametrize("written", ["1980-01-01 00:00:00", "1980-01-01", "01/01/1980 00:00"])
def test_the_day_that_limesurvey_writes_for_no_day_is_none(tmp_path: Path, written: str) -> None:
    answers = read(tmp_path, f"id,submitdate,plan\nr1,{written},y\nr2,{written},n\nr3,2024-05-01,n\n")

    assert answers.frame["submitted_on"].to_list() == [None, None, dt.date(2024, 5, 1)]
    assert answers.instants is not None
    assert answers.instants.null_count() == 2
    assert "2 réponses sont datées du 1er janvier 1980" in told(answers)[0]


def test_a_date_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    answers = read(tmp_path, "id,submitdate,plan\nr1,hier,y\nr2,2024-05-01,n\nr3,lundi,n\n")

    assert answers.frame["submitted_on"].to_list() == [None, dt.date(2024, 5, 1), None]
    assert "2 réponses ont une date qui n’est pas lue (« hier » …)" in told(answers)[0]


def test_of_two_answers_of_one_day_the_later_hour_counts_wherever_it_stands(tmp_path: Path) -> None:
    rows = "r2,m1,2024-05-01T18:10:00Z,y\nr1,m1,2024-05-01T08:10:00Z,n\nr0,m2,2024-05-02T08:10:00Z,n\n"
    last, counts = kept(read(tmp_path, f"_id,member_id,_submission_time,plan\n{rows}"))

    assert last == ["r2", "r0"]
    assert counts.tied == 0


@pytest.mark.parametrize(
    ("first", "second", "last"), [("r0,m2,2024-05-01,y\n", "", "r2"), ("r0,m2,2024-05-03,y\n", "", "r1")]
)
def test_of_two_answers_of_one_instant_the_order_of_the_file_tells(
    tmp_path: Path, first: str, second: str, last: str
) -> None:
    rows = f"{first}r1,m1,2024-05-02,y\nr2,m1,2024-05-02,n\n{second}"
    ids, counts = kept(read(tmp_path, f"_id,member_id,submitdate,plan\n{rows}"))

    assert ids == ["r0", last]
    assert counts.tied == 1


def test_an_answer_that_says_nothing_ties_with_none(tmp_path: Path) -> None:
    _, counts = kept(read(tmp_path, "_id,member_id,submitdate,plan\nr1,m1,2024-05-02,y\nr2,m1,2024-05-02,\n"))

    assert (counts.tied, counts.empty.height) == (0, 1)


def test_the_audit_says_where_the_order_of_the_rows_decided(tmp_path: Path) -> None:
    rows = (
        "r1,m1,2024-05-02,y\nr2,m1,2024-05-02,n\nr3,m2,,n\nr4,m2,,y\nr5,m3,2024-05-01,y\nr6,m3,2024-05-02,y\n"
    )
    answers = read(tmp_path, f"_id,member_id,submitdate,plan\n{rows}")
    (line,) = survey(answers, FORM, Frame(), Wishes()).tables["audit"].filter(check="same_instant").to_dicts()

    assert line["count"] == 2
    assert line["sentence"].startswith(
        "2 membres ont plusieurs dernières réponses du même instant, ou sans date"
    )
