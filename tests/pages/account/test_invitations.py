"""An invitation arrives by e-mail, in the language of who is invited, and its link lets them in once."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.account.test_entering import mails
from tests.visitors import signed_in, visitor

from grappe.apps.people.models import Invitation, Person
from grappe.apps.settings.installation import Installation
from grappe.pages.account.invitations import invite_by_mail
from grappe.pages.mail.letters import leaves


@pytest.fixture
def anne(installation: object) -> Person:  # noqa: ARG001 - she is of its database
    return Person.objects.create_user("anne@example.be", first_name="Anne", last_name="Lemaire")


def invited(anne: Person, installation: Installation, email: str = "zoe@example.be") -> str:
    """Invite, and return the path that the e-mail leads to."""
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    assert leaves(invite_by_mail(request, email=email, language="de", grants=[], by=anne))
    found = re.search(r"http://localhost(/invitation/\?cle=[\w-]{40,})", mails(installation)[0].text)
    assert found is not None
    return found[1]


def test_the_e_mail_speaks_the_language_of_who_is_invited(anne: Person, installation: Installation) -> None:
    path = invited(anne, installation)

    (mail,) = mails(installation)
    assert (mail.to, mail.subject) == ("zoe@example.be", "Anne Lemaire lädt Sie ein")
    assert path in mail.html.replace("&amp;", "&")


def test_reading_an_invitation_accepts_nothing_and_accepting_it_lets_in(
    anne: Person, installation: Installation
) -> None:
    path, client = invited(anne, installation), visitor()

    shown = client.get(path)
    unnamed = client.post(path, {"first_name": "", "last_name": ""})
    assert Person.objects.count() == 1
    entered = client.post(path, {"first_name": "Zoé", "last_name": "Martin"})
    again = visitor().post(path, {"first_name": "Zoé", "last_name": "Martin"})

    # Its address is its secret: no other site is told where its reader comes from.
    assert (shown.status_code, shown["Referrer-Policy"]) == (200, "same-origin")
    assert "Écrivez votre prénom." in unnamed.content.decode()
    assert (entered.status_code, entered["Location"]) == (302, "/compte/espaces/")
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="zoe@example.be").pk)
    assert (again.status_code, "Cette invitation a déjà servi." in again.content.decode()) == (410, True)


def test_who_is_signed_in_as_another_is_told_and_changes_account(
    anne: Person, installation: Installation
) -> None:
    path, client = invited(anne, installation), signed_in(anne)

    shown = client.get(path).content.decode()
    client.post(path, {"first_name": "Zoé", "last_name": "Martin"})

    assert "Vous êtes entré comme Anne Lemaire. En acceptant, vous sortirez de ce compte" in shown
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="zoe@example.be").pk)


def test_who_has_an_account_accepts_by_one_click(anne: Person, installation: Installation) -> None:
    path, client = invited(anne, installation, "anne@example.be"), signed_in(anne)

    answer = client.post(path)

    assert (answer.status_code, answer["Location"]) == (302, "/compte/espaces/")
    assert Invitation.objects.get().accepted_by == anne


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("path", ["/invitation/", "/invitation/?cle=inconnue"])
def test_a_link_that_leads_nowhere_says_what_to_do(path: str) -> None:
    answer = visitor().get(path)

    assert (answer.status_code, "Demandez-en une autre" in answer.content.decode()) == (410, True)


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_an_invited_person_comes_in_with_a_browser(
    visit: Visitor, anne: Person, installation: Installation, size: dict[str, int], scheme: str
) -> None:
    window = visit(viewport=size, color_scheme=scheme)
    page = window.go(invited(anne, installation))
    window.shoot("invitation")
    assert (window.axe(), window.beyond()) == ([], 0)
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_role("button", name="Accepter l’invitation").click()

    page.get_by_role("heading", name="Ihr Konto").wait_for()
