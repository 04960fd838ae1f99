"""Small groups hidden, and what would give them away."""

from __future__ import annotations

from tests.analysis.survey.build import line, lines, listed, question, read

MEMBERS = listed(
    *[(f"e{n}", "enterprise") for n in range(20)],
    *[(f"p{n}", "association_public") for n in range(12)],
    *[(f"r{n}", "research") for n in range(3)],
)
ROWS = [
    *[
        {"member": f"e{n}", "q": "good", "rare": "bad" if n < 2 else None, "n": float(n), "t": "mot"}
        for n in range(10)
    ],
    *[{"member": f"p{n}", "q": "bad", "n": 1.0} for n in range(6)],
    {"member": "r0", "q": "bad"},
]
QUESTIONS = [question("q"), question("rare"), question("n", "integer"), question("t", "text")]


def test_nothing_is_hidden_unless_asked() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, by=["kind"])

    assert "hidden" not in {
        row["missing"] for name in ("tables", "response", "crosstabs") for row in lines(found, name)
    }


def test_a_small_base_is_hidden_and_a_small_count_is_not() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, suppress_below=5)

    rare = line(found, "tables", question="rare", answer="bad")
    assert (rare["count"], rare["n"], rare["share"], rare["missing"]) == (None, None, None, "hidden")
    assert line(found, "tables", question="q", answer="bad")["count"] == 7
    assert line(found, "questions", question="rare")["n"] is None


def test_a_small_class_goes_with_the_next_smallest() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, suppress_below=5)

    told = {r["class"]: r["answered"] for r in lines(found, "response")}
    assert told == {None: 17, "enterprise": 10, "association_public": None, "research": None}
    compared = {r["class"]: r["asked"] for r in lines(found, "frame")}
    assert compared == {"enterprise": 20, "association_public": None, "research": None}
    crossed = {(r["class"], r["n"]) for r in lines(found, "crosstabs", question="q")}
    assert crossed == set()


def test_a_crossed_class_too_small_goes_with_another() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, by=["kind"], suppress_below=5)

    shown = {r["class"]: r["n"] for r in lines(found, "crosstabs", question="q", answer="good")}
    assert shown == {"enterprise": 10, "association_public": None, "research": None}


def test_extremes_authors_and_weights_are_nobodys_business() -> None:
    found = read(QUESTIONS, [*ROWS, {**ROWS[0]}], members=MEMBERS, weight_by=["kind"], suppress_below=5)

    number = line(found, "questions", question="n")
    assert (number["min"], number["max"], number["n"]) == (None, None, 16)
    assert {r["response_id"] for r in lines(found, "verbatims")} == {None}
    assert found.tables["weights"].is_empty()
    told = line(found, "audit", check="two_answers")
    assert told["sentence"] == "1 réponse a été remplacée par une réponse plus récente du même membre."
