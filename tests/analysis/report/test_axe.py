"""What axe finds on the pages of the reports: nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.analysis.report.made import Reports

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("which", "size", "scheme"),
    [
        ("twist", WIDE, "light"),
        ("twist", WIDE, "dark"),
        ("twist_hidden", PHONE, "light"),
        ("campaign", WIDE, "light"),
    ],
    ids=["wide", "dark", "phone", "campaign"],
)
def test_axe_finds_nothing_and_nothing_leaves_the_window(
    which: str, size: dict[str, int], scheme: str, request: pytest.FixtureRequest, chromium: Browser
) -> None:
    reports: Reports = request.getfixturevalue(which)
    page = chromium.new_page(viewport=size, color_scheme=scheme)
    page.goto(reports.page.as_uri())

    found = Axe().run(page).response["violations"]
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert beyond <= 0


def test_axe_does_see_what_is_wrong(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<html><body><img src='a.png'><p style='color:#eee'>pâle</p></body></html>")
    found = {one["id"] for one in Axe().run(page).response["violations"]}
    page.close()

    assert {"image-alt", "html-has-lang", "color-contrast"} <= found
