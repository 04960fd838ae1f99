"""A member's pages in a real browser: corrected on a phone, seen by the others, told at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import PHONE, Visit, Visitor
from tests.pages.space.conftest import BY, JOINED, Joins, Speaks
from tests.visitors import signed_in

from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.parts import keep_part, set_activities
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.people.models import Person

MEMBERS = "/twist/espace/membres/"


def entered(visit: Visitor, person: Person, **options: Any) -> Visit:
    """A window of somebody who has come in."""
    one = visit(**options)
    cookie = signed_in(person).cookies["sessionid"]
    one.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": one.address}])
    return one


@pytest.fixture
def furnished(forge: Organisation, joins: Joins) -> Organisation:
    """A member with something in each part of its record, among others."""
    for number in range(32):
        joins(f"Membre {number:02d}", does={"fr": "Il fait des choses"}, skills=["Son", "Lumière"])
    declare(organisation=forge, by=BY, on=JOINED, legal_name="Forge Été SA", enterprise_number="0406798006")
    keep_part(part=Site(organisation=forge), told={"postal_code": "4000", "fte": 4}, by=BY, on=JOINED)
    told = {"last_name": "Dupont", "email": "d@example.org", "phone": "04 222 33 44"}
    keep_part(part=Contact(organisation=forge), told=told, by=BY, on=JOINED)
    set_activities(organisation=forge, activities=[("59.111", 2008)], by=BY, on=JOINED)
    return forge


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor, speaks: Speaks, furnished: Organisation, scheme: str
) -> None:
    record = f"/twist/espace/fiches/{furnished.code}/"
    site = furnished.sites.get().pk
    pages = {
        "record": record,
        "profile": f"{record}modifier/",
        "site": f"{record}etablissements/{site}/",
        "activities": f"{record}activites/",
        "members": MEMBERS,
        "nobody": f"{MEMBERS}?q=introuvable",
        "card": f"{MEMBERS}{furnished.code}/",
    }
    person = speaks("Zoé", "voter", furnished)
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        window = entered(visit, person, viewport=viewport, color_scheme=scheme)
        for name, address in pages.items():
            window.go(address)
            window.shoot(f"space-{name}-{scheme}")
            assert (name, window.axe(), window.beyond()) == (name, [], 0)


def test_a_member_corrects_its_record_on_a_phone_and_each_sees_what_is_theirs_to_see(
    visit: Visitor, furnished: Organisation, editor: Person, neighbour: Person, cast: dict[str, Person]
) -> None:
    Person.objects.filter(pk=editor.pk).update(demo="Représentante")
    page = entered(visit, editor, viewport=PHONE).go("/")
    page.wait_for_url(f"**/twist/espace/fiches/{furnished.code}/")
    page.get_by_role("link", name="Dites ce que vous faites").click()
    page.get_by_label("Ce que fait l’organisation, en français").fill("Nous forgeons l’acier, à la main.")
    page.get_by_label("Site web").first.fill("https://forge.example.be/")
    page.get_by_text("Qui voit quoi", exact=True).click()
    page.locator("#id_seen_website").select_option("members")
    page.get_by_role("button", name="Enregistrer la fiche").click()
    page.wait_for_url(f"**/twist/espace/fiches/{furnished.code}/")
    expect(page.get_by_role("status").first).to_contain_text("La fiche est enregistrée.")
    assert "visible : les membres" in page.locator(".said > div", has_text="Site web").inner_text().replace(
        "\u202f", " "
    )
    page.get_by_role("link", name="Ce que voient les autres membres").click()
    page.wait_for_url(f"**{MEMBERS}{furnished.code}/")

    seen = entered(visit, neighbour, viewport=PHONE).go(MEMBERS)
    seen.get_by_role("searchbox").fill("forgeons acier")
    seen.keyboard.press("Enter")
    seen.wait_for_url("**/membres/?q=*")
    assert seen.locator(".cards .card").count() == 1
    seen.get_by_role("link", name="Forge Été").click()
    seen.wait_for_url(f"**{MEMBERS}{furnished.code}/")
    expect(seen.get_by_role("link", name="https://forge.example.be/")).to_be_visible()

    visitor = visit(viewport=PHONE).go(f"{MEMBERS}{furnished.code}/")
    assert "/compte/login/" in visitor.url
    assert "forge.example.be" not in visitor.content()

    desk = entered(visit, cast["team"]).go(f"/bureau/grappes/twist/membres/fiches/{furnished.code}/")
    line = desk.locator(".journal li").first
    assert "Ada Roy" in line.inner_text()
    line.locator("summary").click()
    assert "https://forge.example.be/" in line.inner_text()


def test_of_two_who_edit_one_record_the_second_sees_and_chooses_by_the_keyboard(
    visit: Visitor, furnished: Organisation, editor: Person, cast: dict[str, Person]
) -> None:
    mine = entered(visit, editor, viewport=PHONE)
    page = mine.go(f"/twist/espace/fiches/{furnished.code}/modifier/")
    desk = entered(visit, cast["team"]).go(f"/bureau/grappes/twist/membres/fiches/{furnished.code}/fiche/")
    desk.get_by_label("Téléphone").first.fill("04 111")
    desk.get_by_role("button", name="Enregistrer la fiche").click()
    desk.wait_for_url(f"**/fiches/{furnished.code}/")

    page.get_by_label("Téléphone").first.fill("04 222")
    page.keyboard.press("Enter")
    page.wait_for_selector(".meanwhile")

    assert "team@example.org a remplacé" in page.locator(".meanwhile").inner_text()
    assert (mine.axe(), mine.beyond()) == ([], 0)
    mine.shoot("space-meanwhile")
    page.get_by_label("Garder la vôtre").check()
    page.get_by_role("button", name="Enregistrer la fiche").click()
    page.wait_for_url(f"**/fiches/{furnished.code}/")
    assert Organisation.objects.get(pk=furnished.pk).phone == "04 222"
