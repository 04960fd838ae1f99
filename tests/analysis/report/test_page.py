"""The page in a real browser: whole, silent, and for everyone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.analysis.report.made import Reports

import grappe

OUTSIDE = re.compile(
    r"""\s(?:src|href|action|poster|data)=["'](?!#|data:)|url\(["']?(?!["']?data:)|@import"""
)


def test_the_page_asks_nothing_of_anyone_else(twist: Reports) -> None:
    outside = [twist.source[m.start() : m.start() + 60] for m in OUTSIDE.finditer(twist.source)]

    assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_opens_without_a_word_and_never_scrolls_sideways(
    chromium: Browser, twist: Reports, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(twist.page.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_paper_is_light_where_the_screen_is_dark(chromium: Browser, twist: Reports) -> None:
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(twist.page.as_uri())
    colours = """() => [getComputedStyle(document.body).color,
      ...['#241B27', '#4A1942', '#F3ECF1'].map(
        (fill) => getComputedStyle(document.querySelector(`.drawing [fill="${fill}"]`)).fill)]"""
    dark = page.evaluate(colours)
    page.emulate_media(media="print")
    printed = page.evaluate(colours)
    context.close()

    assert printed == ["rgb(36, 27, 39)", "rgb(36, 27, 39)", "rgb(74, 25, 66)", "rgb(243, 236, 241)"]
    assert [one for one, other in zip(dark, printed, strict=True) if one == other] == []


def test_no_page_of_ours_is_dark_on_paper() -> None:
    sheets = [
        (path.name, path.read_text(encoding="utf-8"))
        for path in Path(grappe.__file__).parent.rglob("templates/*")
        if path.suffix in (".css", ".jinja")
    ]
    dark = {
        name: re.findall(r"@media ([^{]*)\(prefers-color-scheme: dark\)", words) for name, words in sheets
    }

    assert {name for name, found in dark.items() if found} >= {"report.css", "survey.css", "matrix.css"}
    assert [name for name, found in dark.items() if set(found) - {"screen and "}] == []


def test_a_figure_shows_its_papers_from_the_keyboard_and_gives_the_place_back(
    chromium: Browser, twist: Reports
) -> None:
    page = chromium.new_page()
    page.goto(twist.page.as_uri())
    link = page.locator("#chapter-5 .prose a.fig", has_text="83").first

    link.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    words = panel.inner_text()

    assert panel.is_visible()
    assert "24 / 29" in words
    assert "70\u00a0–\u00a091\u202f%" in words
    assert "advantage.share" in words
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert link.evaluate("(one) => one === document.activeElement")
    page.close()


def test_every_figure_leads_to_papers_that_are_there(twist: Reports) -> None:
    ids = re.findall(r'\bid="([^"]+)"', twist.source)
    led_to = set(re.findall(r'href="#([^"]+)"', twist.source))

    assert len(ids) == len(set(ids))
    assert led_to - set(ids) == set()


def test_headings_go_down_by_one(twist: Reports) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", twist.source)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    # An entry of the annex on targets, which belong to no chapter, stands under the entries before it.
    assert [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1] == []


def test_each_picture_speaks_and_has_its_table(twist: Reports) -> None:
    pictures = re.findall(r"<svg [^>]*>", twist.source)

    assert len(pictures) > 8
    assert [one for one in pictures if 'role="img"' not in one or 'aria-label=""' in one] == []
    assert twist.source.count('<figure class="chart">') == twist.source.count('<details class="data">')


def test_the_language_of_the_page_is_said(twist: Reports, twist_in_english: Reports) -> None:
    assert '<html lang="fr">' in twist.source
    assert '<html lang="en">' in twist_in_english.source
    assert "Évaluation" not in twist_in_english.page_text.split("Contents")[0].split("CLUSTERS")[0]


def test_french_takes_narrow_spaces_in_our_own_words(twist: Reports) -> None:
    ours = re.sub(r'<p class="prose" dir="auto">.*?</p>|<code>.*?</code>|<dd.*?</dd>', "", twist.source)
    words = re.sub(r"<[^>]+>", "\n", re.sub(r"<(script|style|svg)\b.*?</\1>", "", ours, flags=re.DOTALL))

    assert re.findall(r".{12}\w [:;!?%»].{3}|.{3}« \w.{12}", words) == []
