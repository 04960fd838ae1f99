"""The page in a real browser: silent, whole, and never wider than a phone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.analysis.survey.build import listed, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice
from grappe.analysis.survey.page import MOST_TEXTS, as_page

# In a process of its own: a session has one such browser at most, and the report's tests keep theirs open.
LOOK = '''
import json, sys
NEAR = """() => [...document.querySelectorAll("main *")].filter((each) => {
  const box = each.getBoundingClientRect();
  return !each.closest(".scroll table, .unseen") && box.width > 1 && (box.left < 8 || box.right > innerWidth - 8);
}).length"""
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
    seen = []
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
            said, asked = [], []
            page.on("console", lambda message: said.append(message.text))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(sys.argv[1])
            page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
            wide = page.evaluate("document.documentElement.scrollWidth")
            near = page.evaluate(NEAR)
            seen.append([width, wide, near, len(said), len(asked)])
    print(json.dumps(seen))
'''
LONG = "Unmotsansfinquinesecoupenullepart" * 6


@pytest.fixture(scope="module")
def page() -> str:
    """A page with long words, many classes and everything that a survey may have."""
    members = listed(
        *[(f"m{n}", ("enterprise", "research", "education")[n % 3]) for n in range(30)],
        zone=[f"Zone {n % 9} {LONG[:40]}" for n in range(30)],
    )
    questions = [
        question("q", role="impact:exports", labels={"fr": LONG}),
        question("s", "select_multiple"),
        question("r", "rank", choices=question("q").choices),
        question("n", "decimal"),
        question("t", "text"),
    ]
    rows = [
        {
            "member": f"m{n}",
            "q": ("good", "bad", LONG)[n % 3],
            "s": ["good"],
            "r": ["bad", "good"],
            "n": n * 1e9,
            "t": LONG,
        }
        for n in range(20)
    ]
    return as_page(read(questions, rows, members=members, by=["zone", "kind"], weight_by=["kind"]))


def test_the_page_is_silent_asks_nothing_and_keeps_clear_of_its_edges(page: str, tmp_path: Path) -> None:
    file = tmp_path / "survey.html"
    file.write_text(page, encoding="utf-8")

    seen = subprocess.run(
        [sys.executable, "-c", LOOK, file.as_uri()], capture_output=True, check=True, text=True
    )

    assert json.loads(seen.stdout) == [[width, width, 0, 0, 1] for width in (390, 390, 1280, 1280)]


def test_every_bar_has_its_number_beside_it(page: str) -> None:
    assert page.count('<td class="bar"') == page.count('aria-hidden="true"')
    assert page.count("<caption") == page.count("<table")


def test_a_question_of_many_texts_shows_the_first_and_says_how_many_are_left() -> None:
    told = as_page(
        read(
            [question("t", "text"), question("u", "text")],
            [{"t": f"mot {n}", "u": "x"} for n in range(MOST_TEXTS + 3)],
        )
    )

    assert "mot 199 <" in told
    assert "mot 200 <" not in told
    assert f"{MOST_TEXTS + 3} textes" in told
    assert told.count("Encore 3 textes dans verbatims.csv.") == 2


def test_of_a_long_list_the_choices_that_nobody_took_are_folded() -> None:
    countries = tuple(Choice(f"c{n}", {"fr": f"Pays {n}"}) for n in range(40))
    scale = tuple(Choice(f"s{n}", {"fr": f"Degré {n}"}) for n in range(5))
    told = as_page(
        read(
            [question("where", choices=countries), question("how", choices=scale)],
            [{"where": "c7", "how": "s1"}],
        )
    )

    assert 'dir="auto">Pays 7</th>' in told
    assert "et 39 choix que personne n’a pris" in told
    assert "Pays 5 · Pays 6 · Pays 8" in told
    assert told.count("<tr") == told.count("Degré") + 1 + 3 + 1


def test_a_cross_table_leaves_out_the_choices_that_nobody_took() -> None:
    countries = tuple(Choice(f"c{n}", {"fr": f"Pays {n}"}) for n in range(40))
    rows = [{"where": f"c{n % 2}", "q": ("good", "bad")[n % 2]} for n in range(4)]
    told = as_page(read([question("where", choices=countries), question("q")], rows, by=["q"]))

    crossed = told[told.index('id="crossed"') :]
    assert crossed.count(">Pays ") == 2
    assert "et 38 choix que personne n’a pris" in crossed


def test_of_a_long_list_the_choices_less_often_taken_are_folded() -> None:
    many = tuple(Choice(f"c{n}", {"fr": f"Pays {n}"}) for n in range(30))
    rows = [{"q": f"c{n}"} for n in range(30)] + [{"q": f"c{n}"} for n in range(10, 30)]
    told = as_page(read([question("q", choices=many)], rows))

    assert "et 10 choix moins souvent pris" in told
    assert "Pays 8 (1) · Pays 9 (1)</p>" in told
    assert told.count('dir="auto">Pays ') == 21
    assert told.index(">Pays 10<") < told.index(">Pays 29<") < told.index("et 10 choix")


def test_of_many_answers_off_the_list_the_most_frequent_are_shown() -> None:
    rows = [{"q": f"mot {n}"} for n in range(30)] + [{"q": "mot 29"}]
    told = as_page(read([question("q")], rows))

    assert told.count(">hors liste<") == 12
    assert 'dir="auto">mot 29 ' in told
    assert "et 18 autres réponses hors liste, dans tables.csv" in told


def test_questions_without_answer_stand_together_at_the_end() -> None:
    told = as_page(read([question("p"), question("q"), question("r", repeat="visits")], [{"p": "good"}]))

    end = told[told.index("2 questions sans réponse") :]
    assert told.count("La question q") + told.count("La question r") == 2
    assert "La question q" in end
    assert "La question n’a pas de colonne dans les réponses." in end


def test_a_difference_of_two_shares_is_in_points() -> None:
    members = listed(*[(f"m{n}", "enterprise" if n < 50 else "research") for n in range(100)])
    rows = [{"member": f"m{n}", "q": "good"} for n in [*range(28), *range(50, 72)]]
    told = as_page(read([question("q")], rows, members=members))
    narrow = as_page(read([question("q")], [*rows[:25], *rows[28:], *rows[25:28]][:47], members=members))

    assert ">+6 points<" in told
    assert ">−6 points<" in told
    assert "+6\u202f%" not in told
    assert ">+3 points<" in narrow


def test_what_runs_on_beyond_its_box_is_in_a_box_that_shows_it(page: str) -> None:
    style = page[page.index("<style>") : page.index("</style>")]

    assert page.count('<table class="plain">') == page.count('<div class="scroll" tabindex="0"') > 0
    assert "100% scroll" in style[style.index(".scroll {") :]
