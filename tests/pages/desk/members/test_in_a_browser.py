"""The team's members in a real browser: read, added by keyboard alone, corrected, edited by two at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser import PHONE, Visit, Visitor
from tests.pages.desk.members.conftest import Joins
from tests.visitors import signed_in

from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.people.models import Person

DESK = "/bureau/grappes/twist/membres/"


def entered(visit: Visitor, person: Person, **options: Any) -> Visit:
    """A window of somebody who has come in."""
    one = visit(**options)
    cookie = signed_in(person).cookies["sessionid"]
    one.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": one.address}])
    return one


def press(page: Page, called: str) -> None:
    """Go on from control to control until the one that is called so, and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == called:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the keyboard does not reach {called}")


@pytest.fixture
def furnished(forge: Organisation, joins: Joins) -> Organisation:
    """A member with something in each part of its page."""
    for number in range(34):
        joins(f"Membre {number:02d}")
    keep_part(
        part=Site(organisation=forge), told={"postal_code": "4000"}, by="person:1", on=dt.date(2024, 1, 1)
    )
    told = {"last_name": "Dupont", "email": "d@example.org"}
    keep_part(part=Contact(organisation=forge), told=told, by="person:1", on=dt.date(2024, 1, 1))
    return forge


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor, cast: dict[str, Person], furnished: Organisation, scheme: str
) -> None:
    fiche = f"{DESK}fiches/{furnished.code}/"
    act = furnished.membership_acts.get().pk
    pages = {
        "list": DESK,
        "member": fiche,
        "register": f"{DESK}registre/?au=2024-01-01&avec=2019-01-01",
        "enter": f"{DESK}ajouter/",
        "profile": f"{fiche}fiche/",
        "correct": f"{fiche}actes/member/{act}/corriger/",
        "activities": f"{fiche}activites/",
    }
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        window = entered(visit, cast["team"], viewport=viewport, color_scheme=scheme)
        for name, address in pages.items():
            window.go(address)
            window.shoot(f"members-{name}-{scheme}")
            assert (name, window.axe(), window.beyond(), window.sideways()) == (name, [], 0, 0)


def test_thirty_members_are_seen_at_once_on_a_laptop(
    visit: Visitor, cast: dict[str, Person], furnished: Organisation
) -> None:
    window = entered(visit, cast["team"], viewport={"width": 1280, "height": 800})

    page = window.go(DESK)

    assert page.locator(".list tbody tr").count() == 30
    assert page.locator(".list tbody tr").last.evaluate(
        "row => row.getBoundingClientRect().bottom <= innerHeight"
    )
    assert furnished.pk


def test_a_member_is_added_by_the_keyboard_alone(visit: Visitor, cast: dict[str, Person]) -> None:
    window = entered(visit, cast["team"])
    page = window.go(DESK)
    press(page, "Ajouter un membre")
    page.wait_for_url("**/ajouter/")
    page.locator("#id_legal_name").focus()

    page.keyboard.type("Atelier Méandre SRL")
    for typed in ("", "0406.798.007", "", "4020", "Bressoux", "", "", "", "Membre ef", "Rech"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    press(page, "Ajouter et admettre")
    page.wait_for_selector("#id_enterprise_number[aria-invalid]")
    assert "modulo 97" in page.content()
    assert page.locator("#id_place").input_value() == "Bressoux"
    page.locator("#id_enterprise_number").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0406.798.006")
    page.keyboard.press("Enter")

    page.wait_for_url("**/fiches/m01/")
    assert page.locator("h1").inner_text() == "Atelier Méandre SRL"
    assert page.get_by_text("0406.798.006").count() >= 1


def test_arrows_go_from_member_to_member(visit: Visitor, cast: dict[str, Person], joins: Joins) -> None:
    joins("Atelier")
    joins("Bureau")
    page = entered(visit, cast["team"]).go(DESK)
    page.locator(".list tbody tr a").first.focus()

    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Bureau"
    page.locator('[name="member"]').first.check()
    assert page.locator("[data-count]").inner_text() == "1 choisis"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")

    assert page.locator('[name="member"]:checked').count() == 2


def test_the_register_of_a_past_day_prints_the_same_after_a_correction(
    visit: Visitor, cast: dict[str, Person], forge: Organisation, recorded_on: Any, joins: Joins
) -> None:
    with recorded_on("2021-01-01"):
        one = joins("Atelier")
    window = entered(visit, cast["team"])
    past = f"{DESK}registre/?au=2021-06-01&connu=2021-06-01"
    before = window.go(past).locator(".register").inner_text()

    page = window.go(f"{DESK}fiches/{one.code}/")
    page.locator("li[id^=member]").get_by_role("link", name="Corriger").click()
    page.locator("#id_on").fill("2022-01-01")
    page.get_by_label("Pourquoi cette correction").fill("Le procès-verbal dit 2022.")
    page.get_by_role("button", name="Enregistrer la correction").click()
    page.wait_for_url(f"**/fiches/{one.code}/")

    assert "Membre depuis le 1er janvier 2022" in page.locator(".standing").inner_text()
    assert window.go(past).locator(".register").inner_text() == before
    now = window.go(f"{DESK}registre/?au=2021-06-01")
    assert "Atelier" in before
    assert now.get_by_text("Atelier").count() == 0
    assert forge.pk


def test_of_two_persons_in_conflict_the_second_sees_and_chooses(
    visit: Visitor, cast: dict[str, Person], forge: Organisation
) -> None:
    address = f"{DESK}fiches/{forge.code}/fiche/"
    first, second = entered(visit, cast["lead"]), entered(visit, cast["team"])
    one, other = first.go(address), second.go(address)
    one.get_by_label("Téléphone").first.fill("04 222 33 44")
    one.get_by_label("Site web").first.fill("https://forge.example.be/")
    one.get_by_role("button", name="Enregistrer la fiche").click()
    one.wait_for_url(f"**/fiches/{forge.code}/")

    other.get_by_label("Téléphone").first.fill("081 55 66 77")
    other.get_by_label("Savoir-faire").first.fill("Soudure")
    other.get_by_role("button", name="Enregistrer la fiche").click()
    other.wait_for_selector(".meanwhile")

    assert "lead@example.org a remplacé" in other.locator(".meanwhile").inner_text()
    assert other.locator("#id_website").input_value() == "https://forge.example.be/"
    assert second.axe() == []
    other.get_by_label("Garder la vôtre").check()
    other.get_by_role("button", name="Enregistrer la fiche").click()
    other.wait_for_url(f"**/fiches/{forge.code}/")
    now = Organisation.objects.get(pk=forge.pk)
    assert (now.phone, now.website, now.skills) == ("081 55 66 77", "https://forge.example.be/", ["Soudure"])
