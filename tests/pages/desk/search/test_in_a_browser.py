"""The search in a real browser: by the keyboard alone, without scripts, wide and on a phone."""

from __future__ import annotations

import pytest
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.desk.test_in_a_browser import seated

from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person

HOME = "/bureau/grappes/twist/"


def test_a_member_is_found_and_opened_by_the_keyboard_alone(
    visit: Visitor, cast: dict[str, Person], filled: Organisation
) -> None:
    window = seated(visit(), cast["team"])
    page = window.go(HOME)
    page.wait_for_load_state("networkidle")

    page.keyboard.press("/")
    page.keyboard.type("etalonn")
    page.get_by_role("option").first.wait_for()
    window.shoot("search-quick")
    assert window.axe() == []
    page.keyboard.press("ArrowDown")
    assert page.locator('[aria-selected="true"]').inner_text().startswith(filled.name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/fiches/{filled.code}/")

    page.keyboard.press("/")
    page.keyboard.type("lumiere")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=lumiere")

    assert page.locator("mark").first.inner_text() == "Lumière"
    assert page.get_by_role("searchbox").or_(page.get_by_role("combobox")).input_value() == "lumiere"


def test_a_slash_that_one_types_stays_where_it_is_typed(visit: Visitor, cast: dict[str, Person]) -> None:
    page = seated(visit(), cast["team"]).go(f"{HOME}membres/")
    page.wait_for_load_state("networkidle")

    page.locator(".find input[name=q]").focus()
    page.keyboard.type("a/b")

    assert page.locator(".find input[name=q]").input_value() == "a/b"


def test_it_works_without_scripts(visit: Visitor, cast: dict[str, Person], filled: Organisation) -> None:
    page = seated(visit(java_script_enabled=False), cast["team"]).go(HOME)

    page.get_by_role("searchbox").fill("etalonnage")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=etalonnage")

    assert page.get_by_role("link", name=filled.name).count() == 1


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_its_window(
    viewport: dict[str, int], scheme: str, visit: Visitor, cast: dict[str, Person], filled: Organisation
) -> None:
    window = seated(visit(viewport=viewport, color_scheme=scheme), cast["team"])
    addresses = (
        "recherche/",
        "recherche/?q=lumiere",
        "recherche/?q=absente",
        "recherche/?q=forge&sorte=organisations",
    )

    found = {}
    for number, address in enumerate(addresses):
        window.go(HOME + address).wait_for_load_state("networkidle")
        window.shoot(f"search-{number}-{scheme}")
        found[address] = (window.axe(), window.beyond())
    page = window.go(HOME)
    page.get_by_role("combobox", name="Chercher dans tout le bureau").fill("forge")
    page.get_by_role("option").first.wait_for()
    window.shoot(f"search-quick-{scheme}")

    assert found == dict.fromkeys(addresses, ([], 0))
    assert (window.axe(), window.beyond()) == ([], 0)
    assert filled.pk
