"""Charts answer to the pointer, the finger and the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.analysis.report.made import Reports


@pytest.fixture
def page(chromium: Browser, twist: Reports) -> Iterator[Page]:
    """The report on TWIST, open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    opened = context.new_page()
    opened.goto(twist.page.as_uri())
    yield opened
    context.close()


def test_the_mark_nearest_to_the_pointer_answers(page: Page) -> None:
    drawing = page.locator(".drawing", has=page.locator('[data-tip^="Acteurs de la recherche"]'))
    drawing.scroll_into_view_if_needed()
    at = page.locator('[data-tip^="Acteurs de la recherche"]').bounding_box()
    assert at is not None
    # Beside the short bar, not on it: a finger is broad.
    page.mouse.move(at["x"] + at["width"] + 12, at["y"] + at["height"] / 2)
    tip = page.locator("#tip")

    assert tip.is_visible()
    assert tip.inner_text().split("\n")[:2] == ["Acteurs de la recherche", "2"]
    page.mouse.move(at["x"] + 400, at["y"] + 5)
    assert not tip.is_visible()


def test_the_arrows_go_from_mark_to_mark_and_escape_leaves(page: Page) -> None:
    drawing = page.locator("#chapter-6 .drawing").first
    drawing.focus()
    tip = page.locator("#tip")

    page.keyboard.press("ArrowRight")
    first = tip.inner_text()
    page.keyboard.press("ArrowDown")
    second = tip.inner_text()
    page.keyboard.press("End")
    last = tip.inner_text()
    page.keyboard.press("ArrowRight")
    again = tip.inner_text()

    assert first.split("\n") == ["18 mars 2008", "92\u202f%", "12 sur 13"]
    assert second.startswith("17 juin 2008")
    assert last.startswith("15 décembre 2009")
    assert again == first
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_a_touch_answers_and_a_touch_elsewhere_ends_it(page: Page) -> None:
    mark = page.locator('[data-tip^="18 mars 2008"]')
    mark.scroll_into_view_if_needed()
    mark.tap()
    tip = page.locator("#tip")

    assert tip.is_visible()
    page.locator("#chapter-6 h2").tap()
    assert not tip.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_answer_stays_within_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    out = page.evaluate(
        """() => {
          const far = [];
          const tip = document.getElementById("tip");
          for (const drawing of document.querySelectorAll(".drawing")) {
            drawing.scrollIntoView({ block: "center" });
            drawing.focus({ preventScroll: true });
            for (let n = drawing.querySelectorAll("[data-tip]").length; n > 0; n -= 1) {
              drawing.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
              const at = tip.getBoundingClientRect();
              if (at.left < 0 || at.right > innerWidth) far.push(tip.textContent);
            }
          }
          return far;
        }"""
    )

    assert out == []


def test_nothing_of_an_answer_moves(page: Page) -> None:
    style = "getComputedStyle(document.getElementById('tip'))"

    assert page.evaluate(f"{style}.transitionDuration") == "0s"
    assert page.evaluate(f"{style}.animationName") == "none"
