"""Coming in, in a browser: by a code, by a passkey, with a second proof; by the keyboard alone."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page
from tests.browser import PHONE, WIDE, Visit, Visitor

from grappe.apps.people.models import Person

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def anne(installation: object) -> Person:  # noqa: ARG001 - she is of its database
    Person.objects.create_user("chloe@example.be", first_name="Chloé", demo="Équipe")
    return Person.objects.create_user("anne@example.be", first_name="Anne", last_name="Lemaire")


def seen(visit: Visit, name: str) -> None:
    """Nothing that axe finds, nothing wider than the window; and a picture."""
    visit.shoot(name)
    assert (visit.axe(), visit.beyond()) == ([], 0)


def follow_the_link(visit: Visit) -> None:
    """Read the last e-mail at `/mail/`, and follow its button."""
    visit.go("/mail/").locator(".mails a").first.click()
    seen(visit, "account-mail")
    visit.page.frame_locator("iframe").get_by_role("link", name="Entrer avec ce code").click()


def come_in(visit: Visit, email: str) -> None:
    page = visit.go("/compte/login/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("button", name="M’envoyer un code").click()
    page.get_by_role("heading", name="Votre code").wait_for()
    follow_the_link(visit)
    page.get_by_role("button", name="Confirmer").click()


def with_a_passkey(page: Page) -> None:
    """Give the window a device that knows its person and confirms them at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.usefixtures("anne")
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_a_code_received_by_e_mail_lets_in_and_every_page_of_the_account_reads_well(
    visit: Visitor, size: dict[str, int], scheme: str
) -> None:
    window = visit(viewport=size, color_scheme=scheme)
    page = window.go("/compte/login/")
    seen(window, "account-login")
    page.get_by_label("Adresse e-mail").fill("anne@example.be")
    page.get_by_role("button", name="M’envoyer un code").click()
    page.get_by_label("Code").fill("FAUX-FAUX")
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_text("Ce code n’est pas le bon.").wait_for()
    seen(window, "account-code")
    follow_the_link(window)
    page.get_by_role("button", name="Confirmer").click()

    page.get_by_role("heading", name="Votre compte").wait_for()
    seen(window, "account-home")
    for path in ("email", "2fa", "sessions", "2fa/totp/activate", "2fa/webauthn/add", "logout"):
        window.go(f"/compte/{path}/")
        seen(window, f"account-{path.replace('/', '-')}")


@pytest.mark.usefixtures("anne")
def test_a_passkey_is_added_then_lets_in_alone(visit: Visitor) -> None:
    window = visit()
    with_a_passkey(window.page)
    come_in(window, "anne@example.be")
    page = window.go("/compte/2fa/")
    page.get_by_role("link", name="Ajouter une clé").click()
    page.get_by_label("Nom de la clé").fill("Portable")
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    seen(window, "account-codes")
    window.go("/compte/2fa/webauthn/")
    page.get_by_text("Portable").wait_for()
    seen(window, "account-keys")
    page.get_by_role("button", name="Sortir").click()

    window.go("/compte/login/?next=/compte/sessions/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()

    page.get_by_role("heading", name="Sessions").wait_for()
    page.get_by_text("Chrome sur Linux").first.wait_for()


@pytest.mark.usefixtures("anne")
def test_a_passkey_that_is_not_there_is_told_in_the_page(visit: Visitor) -> None:
    window = visit()
    with_a_passkey(window.page)

    page = window.go("/compte/login/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()

    page.get_by_text("La clé n’a pas servi").wait_for()
    seen(window, "account-key-failed")


@pytest.mark.usefixtures("anne")
def test_who_asks_for_a_second_proof_comes_in_with_it_alone(visit: Visitor) -> None:
    window = visit()
    come_in(window, "anne@example.be")
    page = window.go("/compte/2fa/totp/activate/")
    secret = page.locator("code").inner_text()

    def type_the_code(button: str) -> None:
        page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time() // 30))))
        page.get_by_role("button", name=button, exact=True).click()

    type_the_code("Demander ce code à chaque entrée")
    page.get_by_role("heading", name="Codes de secours").wait_for()
    spare = page.locator(".codes code").first.inner_text()
    page.get_by_role("button", name="Sortir").click()

    come_in(window, "anne@example.be")
    page.get_by_role("heading", name="Deuxième preuve").wait_for()
    seen(window, "account-second")
    window.go("/compte/")
    page.get_by_role("heading", name="Deuxième preuve").wait_for()
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Entrer", exact=True).click()

    page.get_by_role("heading", name="Votre compte").wait_for()


@pytest.mark.usefixtures("anne")
def test_by_the_keyboard_alone_a_person_of_the_demonstration_comes_in_and_changes_language(
    visit: Visitor,
) -> None:
    page = visit().go("/compte/login/")

    def tab_to(text: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if text in page.evaluate("document.activeElement.innerText || ''"):
                return
        pytest.fail(f"the keyboard does not reach {text}")

    tab_to("Aller au contenu")
    page.keyboard.press("Enter")
    tab_to("Chloé")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Votre compte").wait_for()
    tab_to("Nederlands")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Uw account").wait_for()
