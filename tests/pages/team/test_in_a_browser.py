"""Somebody is invited at the desk, reads their letter, comes in, and stands at the desk; by the keyboard."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.browser import PHONE, WIDE, Visit, Visitor
from tests.visitors import signed_in

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.models import Person

PAGE = "/bureau/grappes/twist/equipe/"
LONG_AGO = dt.date(2020, 1, 1)


def seated(window: Visit, person: Person) -> Visit:
    """The window of somebody who has come in."""
    mark = signed_in(person).cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": mark, "url": window.address}])
    return window


def seen(window: Visit, name: str) -> None:
    """Nothing that axe finds, nothing wider than the window; and a picture."""
    window.page.wait_for_load_state("networkidle")
    window.shoot(name)
    assert (window.axe(), window.beyond()) == ([], 0)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_somebody_is_invited_comes_in_and_has_a_desk(
    visit: Visitor, twist: Cluster, cast: dict[str, Person], size: dict[str, int], scheme: str
) -> None:
    lead = seated(visit(viewport=size, color_scheme=scheme), cast["lead"])
    page = lead.go(PAGE)
    seen(lead, "team")
    page.get_by_role("link", name="Inviter une personne").press("Enter")
    page.get_by_label("Adresse e-mail").fill("zoe@")
    page.get_by_role("button", name="Relire la lettre").press("Enter")
    page.get_by_text("Ce n’est pas une adresse e-mail.").wait_for()
    seen(lead, "team-invite")
    page.get_by_label("Adresse e-mail").fill("zoe@example.be")
    page.get_by_label("Français").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Relire la lettre").press("Enter")
    page.get_by_text("invites you", exact=False).first.wait_for()
    seen(lead, "team-letter")
    page.get_by_role("button", name="Envoyer à zoe@example.be").press("Enter")
    page.get_by_text("L’invitation est partie à zoe@example.be.").wait_for()
    seen(lead, "team-waiting")

    window = visit(viewport=size, color_scheme=scheme, locale="en-GB")
    page = window.go("/mail/")
    page.locator(".mails a").first.click()
    page.frame_locator("iframe").get_by_role("link", name="Accept the invitation").click()
    page.get_by_label("First name").fill("Zoé")
    page.get_by_label("Name", exact=True).fill("Martin")
    page.get_by_role("button", name="Accept the invitation").press("Enter")
    page.wait_for_url("**/bureau/grappes/twist/")

    assert [role.kind for role in Person.objects.get(email="zoe@example.be").roles.filter(cluster=twist)] == [
        "team"
    ]


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (PHONE, "light")], ids=["wide", "phone"])
def test_the_last_who_leads_is_told_why_they_stay_and_another_is_named(
    visit: Visitor, twist: Cluster, cast: dict[str, Person], size: dict[str, int], scheme: str
) -> None:
    window = seated(visit(viewport=size, color_scheme=scheme), cast["lead"])
    for number in range(12):
        made = Person.objects.create_user(
            f"p{number}@example.org", first_name="Prénom", last_name=f"Nom {number}"
        )
        grant(person=made, kind=Role.Kind.DIRECTOR, cluster=twist, by="system:tests", on=LONG_AGO)
    page = window.go(PAGE)
    seen(window, "team-of-many")

    page.get_by_role("link", name="Mettre fin lead@example.org").press("Enter")
    page.get_by_role("button", name="Mettre fin à ce rôle").press("Enter")
    page.get_by_text("est seul à diriger l’équipe").wait_for()
    seen(window, "team-last-lead")
    window.go(f"{PAGE}personnes/{cast['team'].pk}/role/")
    page.get_by_label("Responsable de l’équipe", exact=False).check()
    seen(window, "team-give")
    page.get_by_role("button", name="Donner ce rôle").press("Enter")
    page.get_by_text("Le rôle est donné à team@example.org.").wait_for()
    page.get_by_role("link", name="Mettre fin lead@example.org").press("Enter")
    page.get_by_role("button", name="Mettre fin à ce rôle").press("Enter")
    page.get_by_role("heading", name="Ce compte n’a pas de bureau").wait_for()

    assert not cast["lead"].roles.filter(until__isnull=True).exists()
