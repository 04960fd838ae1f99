"""Another service lets people in: a real one, run beside the platform."""

from __future__ import annotations

import dataclasses
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.browser import Visit, Visitor
from tests.pages.account.provider import CLIENT, PASSWORD, SECRET

from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation, read_installation
from grappe.apps.settings.provider import Provider
from grappe.apps.settings.refusals import BadSettings
from grappe.pages.framework.sign_in import sign_in_settings

PATIENCE = 120


@pytest.fixture
def provider(installation: Installation, live: str, tmp_path: Path) -> Iterator[str]:
    """The address of the provider, which the platform knows."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    issuer = f"http://127.0.0.1:{port}"
    callback = f"{live}/compte/oidc/oidc/login/callback/"
    program = Path(__file__).with_name("provider.py")
    log = tmp_path / "provider.log"
    with log.open("wb") as told:
        run = subprocess.Popen([sys.executable, program, tmp_path, str(port), callback], stderr=told)
    known = Provider(issuer=issuer, client=CLIENT, secret=SECRET, name="Connexion commune")
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_settings(dataclasses.replace(installation, provider=known))[
        "SOCIALACCOUNT_PROVIDERS"
    ]
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert run.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)
        yield issuer
    finally:
        settings.SOCIALACCOUNT_PROVIDERS = {}
        run.kill()
        run.wait()


def come_by(window: Visit, provider: str, name: str) -> None:
    page = window.go("/compte/login/")
    page.get_by_role("button", name="Entrer par Connexion commune").click()
    page.wait_for_url(f"{provider}/**")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[action*=login] button[type=submit]").first.click()
    page.wait_for_url(f"{window.address}/**")
    # That the browser went there is what this test is about, and the look of its pages is not ours.
    window.faults[:] = [one for one in window.faults if provider not in one and not one.startswith("says:")]


def test_who_has_an_account_here_comes_in_by_an_address_that_the_provider_has_checked(
    visit: Visitor, provider: str
) -> None:
    anne = Person.objects.create_user("anne@example.be", first_name="Anne")
    window = visit()

    come_by(window, provider, "anne")

    window.page.get_by_role("heading", name="Votre compte").wait_for()
    assert [one.user for one in anne.socialaccount_set.all()] == [anne]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["zoe", "paul"])
def test_who_has_no_account_here_or_whose_address_was_not_checked_stays_outside(
    visit: Visitor, provider: str, name: str
) -> None:
    Person.objects.create_user("paul@example.be", first_name="Paul")
    window = visit()

    come_by(window, provider, name)

    window.page.get_by_role("heading", name="Sur invitation").wait_for()
    window.go("/compte/")
    window.page.get_by_role("heading", name="Entrer", exact=True).wait_for()
    assert list(Person.objects.values_list("email", flat=True)) == ["paul@example.be"]


def test_a_provider_is_read_with_its_client_and_its_secret() -> None:
    told = {
        "GRAPPE_OIDC_ISSUER": "https://id.example.be/realms/x/",
        "GRAPPE_OIDC_CLIENT": "c",
        "GRAPPE_OIDC_SECRET": "s",
    }

    read = read_installation(told).provider

    assert read == Provider(
        issuer="https://id.example.be/realms/x",
        client="c",
        secret=told["GRAPPE_OIDC_SECRET"],
        name="id.example.be",
    )
    assert "secret" not in repr(read)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {"GRAPPE_OIDC_NAME": "Nous"},
            "GRAPPE_OIDC_NAME demande aussi GRAPPE_OIDC_ISSUER, GRAPPE_OIDC_CLIENT,",
        ),
        (
            {
                "GRAPPE_OIDC_ISSUER": "http://id.example.be",
                "GRAPPE_OIDC_CLIENT": "c",
                "GRAPPE_OIDC_SECRET": "s",
            },
            "GRAPPE_OIDC_ISSUER (le service par lequel on entre) vaut « http://id.example.be ». Donnez l’adresse https:",
        ),
        (
            {"GRAPPE_PROXIES": "-1"},
            "GRAPPE_PROXIES (les serveurs placés devant Grappe) vaut « -1 ». Sont admis : 0",
        ),
    ],
)
def test_a_provider_that_cannot_be_is_refused_with_what_can(told: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_installation(told)

    (said,) = refused.value.sentences("fr")
    assert said.startswith(sentence)
