"""The desk in a real browser: wide and on a phone, by day and by night, by the keyboard alone."""

from __future__ import annotations

import pytest
from tests.browser import PHONE, WIDE, Visit, Visitor
from tests.visitors import signed_in

from grappe.apps.people.models import Person

PAGES = ("/bureau/grappes/twist/", "/bureau/grappes/", "/bureau/images/", "/bureau/documents/")


def seated(window: Visit, person: Person) -> Visit:
    """The window of somebody who has come in."""
    mark = signed_in(person).cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": mark, "url": window.address}])
    return window


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(
    viewport: dict[str, int], scheme: str, cast: dict[str, Person], visit: Visitor
) -> None:
    window = seated(visit(viewport=viewport, color_scheme=scheme), cast["lead"])

    found = {}
    for path in PAGES:
        window.go(path).wait_for_load_state("networkidle")
        window.shoot(f"desk{path.replace('/', '-')}{scheme}")
        found[path] = (window.axe(), window.beyond())

    assert found == dict.fromkeys(PAGES, ([], 0))


def test_the_menu_is_walked_by_the_keyboard(cast: dict[str, Person], visit: Visitor) -> None:
    window = seated(visit(), cast["lead"])
    page = window.go("/bureau/grappes/twist/")
    page.wait_for_load_state("networkidle")

    page.get_by_role("button", name="Site").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Documents du site").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bureau/documents/")

    assert "Documents" in page.title()


def test_what_the_first_tab_reaches_skips_the_menu(cast: dict[str, Person], visit: Visitor) -> None:
    window = seated(visit(), cast["lead"])
    page = window.go("/bureau/grappes/twist/")
    page.wait_for_load_state("networkidle")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("main:focus").wait_for()
