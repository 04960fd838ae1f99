"""The page in a real browser: silent, whole, and never wider than a phone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.analysis.survey.build import listed, question, read

from grappe.analysis.survey.page import MOST_TEXTS, as_page

# In a process of its own: a session has one such browser at most, and the report's tests keep theirs open.
LOOK = """
import json, sys
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
            seen.append([width, wide, len(said), len(asked)])
    print(json.dumps(seen))
"""
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


def test_the_page_is_silent_asks_nothing_and_never_scrolls_sideways(page: str, tmp_path: Path) -> None:
    file = tmp_path / "survey.html"
    file.write_text(page, encoding="utf-8")

    seen = subprocess.run(
        [sys.executable, "-c", LOOK, file.as_uri()], capture_output=True, check=True, text=True
    )

    assert json.loads(seen.stdout) == [[width, width, 0, 1] for width in (390, 390, 1280, 1280)]


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
