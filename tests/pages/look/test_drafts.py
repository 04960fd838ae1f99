"""What was typed outlives a lost session, in the same tab and for the same person."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.browser import WIDE, Visitor
from tests.pages.exchange.conftest import come_in
from tests.visitors import signed_in

from grappe.apps.people.models import Person

OBJECT = "Réunir ceux qui font l’image, du plateau à l’écran."
PAGE = "/bureau/grappes/twist/cluster/identite/"


@pytest.fixture
def typed(visit: Visitor, cast: dict[str, Person]) -> Visitor:
    """A form half filled in by who leads the cluster."""
    visitor = visit(viewport=WIDE)
    come_in(visitor.page.context, cast["lead"], visitor.address)
    visitor.go(PAGE)
    visitor.page.locator("[name=object]").fill(OBJECT)
    return visitor


def leave(visitor: Visitor) -> None:
    """Lose the session, and send the form."""
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.page.locator(".desk-body form[method=post] button.button").first.click()
    visitor.page.get_by_text("Votre session s’est fermée").wait_for()


def test_it_comes_back_to_who_typed_it(typed: Visitor, cast: dict[str, Person]) -> None:
    leave(typed)
    come_in(typed.page.context, cast["lead"], typed.address)
    typed.go(PAGE)

    typed.page.get_by_text("Ce que vous aviez écrit est revenu").wait_for()
    typed.shoot("draft-back")
    assert typed.page.locator("[name=object]").input_value() == OBJECT
    assert typed.axe() == []
    typed.go(PAGE)
    assert typed.page.locator("[name=object]").input_value() != OBJECT


def test_it_comes_back_to_nobody_else(typed: Visitor, cast: dict[str, Person]) -> None:
    leave(typed)
    come_in(typed.page.context, cast["team"], typed.address)
    typed.go(PAGE)

    assert typed.page.locator("[name=object]").input_value() != OBJECT
    come_in(typed.page.context, cast["lead"], typed.address)
    typed.go(PAGE)
    assert typed.page.locator("[name=object]").input_value() != OBJECT


def test_a_form_that_another_session_sent_is_not_taken_and_told_in_a_page_of_the_house(
    cast: dict[str, Person],
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(cast["lead"]).cookies

    refused = client.post(PAGE, {"name": "Un autre nom"}, headers={"host": "localhost"})

    assert refused.status_code == 403
    assert "Rien n’a été enregistré" in refused.content.decode()
    assert "CSRF" not in refused.content.decode().replace("csrfmiddlewaretoken", "")
