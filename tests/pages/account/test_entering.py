"""Who comes in, by what, and what is told to who does not."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import hashers
from django.http import HttpResponse
from django.test import Client
from tests.visitors import signed_in, visitor

from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation
from grappe.pages.mail.folder import Written, folder_of, names, read

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
PASSWORD = "une vraie phrase de passe"  # noqa: S105 - of nobody


@pytest.fixture
def anne(installation: Installation) -> Person:  # noqa: ARG001 - she is of its database
    return Person.objects.create_user("anne@example.be", PASSWORD, first_name="Anne", language="nl")


def mails(installation: Installation) -> list[Written]:
    """The e-mails written, the newest first."""
    folder: Path = folder_of(installation)
    return [one for name in names(folder) if (one := read(folder, name))]


def ask_for_a_code(client: Client, email: str) -> HttpResponse:
    return client.post("/compte/login/code/", {"email": email}, follow=True)


def without_the_address(answer: HttpResponse, email: str) -> str:
    text = answer.content.decode().replace(email, "…")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", text)


@pytest.mark.usefixtures("anne")
def test_a_code_sent_to_an_address_lets_its_person_in(installation: Installation) -> None:
    client = visitor()
    ask_for_a_code(client, "Anne@Example.be")
    (mail,) = mails(installation)
    found = CODE.search(mail.text)
    assert found is not None

    answer = client.post("/compte/login/code/confirm/", {"code": found[0].lower()}, follow=True)

    assert answer.redirect_chain == [("/compte/espaces/", 302), ("/compte/", 302)]
    assert "Anne" in answer.content.decode()
    assert (mail.to, mail.subject) == ("anne@example.be", f"{found[0]} is uw code om in te loggen")
    assert f"/compte/login/code/confirm/?code={found[0]}" in mail.html


@pytest.mark.usefixtures("anne")
def test_the_link_of_the_e_mail_types_the_code_and_leaves_the_person_to_confirm() -> None:
    client = visitor()
    ask_for_a_code(client, "anne@example.be")

    page = client.get("/compte/login/code/confirm/?code=ABCD-EFGH").content.decode()

    assert re.search(r'<input[^>]*name="code"[^>]*value="ABCD-EFGH"|value="ABCD-EFGH"[^>]*name="code"', page)


@pytest.mark.usefixtures("anne")
def test_a_code_serves_once_and_in_the_browser_that_asked_alone(installation: Installation) -> None:
    client, other = visitor(), visitor()
    ask_for_a_code(client, "anne@example.be")
    code = {"code": CODE.findall(mails(installation)[0].text)[0]}

    elsewhere = other.post("/compte/login/code/confirm/", code)
    client.post("/compte/login/code/confirm/", code)
    client.post("/compte/logout/")
    again = client.post("/compte/login/code/confirm/", code)

    assert (elsewhere["Location"], again["Location"]) == ("/compte/login/code/", "/compte/login/code/")
    assert client.get("/compte/").status_code == 302


@pytest.mark.usefixtures("anne")
def test_an_unknown_address_is_answered_as_a_known_one(installation: Installation) -> None:
    known, unknown = (ask_for_a_code(visitor(), f"{name}@example.be") for name in ("anne", "zoe"))
    after_known, after_unknown = mails(installation)[::-1]

    assert (known.status_code, known.redirect_chain) == (unknown.status_code, unknown.redirect_chain)
    assert without_the_address(known, "anne@example.be") == without_the_address(unknown, "zoe@example.be")
    # One e-mail each: what takes time is done for both. Whoever reads the address learns it, and nobody else.
    assert (after_known.to, after_unknown.to) == ("anne@example.be", "zoe@example.be")
    assert after_unknown.subject == "Aucun compte à cette adresse"


@pytest.mark.usefixtures("anne")
def test_a_wrong_code_is_answered_alike_whether_the_address_is_known_or_not() -> None:
    told = []
    for name in ("anne", "zoe"):
        client = visitor()
        ask_for_a_code(client, f"{name}@example.be")
        tries = [client.post("/compte/login/code/confirm/", {"code": "FAUX-FAUX"}) for _ in range(3)]
        told.append(
            [(one.status_code, without_the_address(one, f"{name}@example.be")) for one in tries]
            + [(302, tries[-1]["Location"])]
        )

    assert told[0] == told[1]
    assert "Ce code n’est pas le bon." in told[0][0][1]
    assert told[0][-1] == (302, "/compte/login/code/")


@pytest.mark.usefixtures("anne")
@pytest.mark.parametrize("address", ["anne@example.be", "zoe@example.be"])
def test_a_wrong_password_costs_as_much_and_says_as_much_for_anybody(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    slow = hashers.PBKDF2PasswordHasher.encode

    def counted(self: object, *given: object, **named: object) -> str:
        tried.append(1)
        return slow(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "encode", counted)
    answer = visitor().post("/compte/login/", {"login": address, "password": "faux"})

    assert "Cette adresse et ce mot de passe ne vont pas ensemble." in answer.content.decode()
    assert (answer.status_code, len(tried)) == (200, 1)


@pytest.mark.usefixtures("anne")
def test_a_password_lets_its_person_in() -> None:
    client = visitor()

    answer = client.post("/compte/login/", {"login": "ANNE@example.be", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/compte/espaces/")


@pytest.mark.usefixtures("anne")
def test_who_asks_for_codes_without_end_is_told_to_wait() -> None:
    client = visitor()
    for _ in range(3):
        ask_for_a_code(client, "anne@example.be")
        client.post("/compte/logout/")

    refused = client.post("/compte/login/code/", {"email": "anne@example.be"})

    assert "Trop d’essais à la suite. Attendez quelques minutes" in refused.content.decode()


@pytest.mark.usefixtures("anne")
def test_tries_are_counted_for_every_worker_and_the_page_says_so_in_a_sentence() -> None:
    for _ in range(30):  # each its own browser, all from one machine
        visitor().post("/compte/login/", {"login": "", "password": ""})

    refused = visitor().post("/compte/login/", {"login": "", "password": ""})

    assert refused.status_code == 429
    assert "Attendez quelques minutes, puis réessayez\u202f: rien n’est perdu." in refused.content.decode()


@pytest.mark.usefixtures("installation")
def test_nobody_opens_an_account_alone() -> None:
    shown = visitor().get("/compte/signup/").content.decode()
    visitor().post(
        "/compte/signup/", {"email": "zoe@example.be", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "On n’ouvre pas de compte soi-même" in shown
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    "page",
    ["/compte/", "/compte/email/", "/compte/2fa/", "/compte/sessions/", "/compte/2fa/webauthn/add/"],
)
@pytest.mark.usefixtures("installation")
def test_an_account_is_shown_to_its_person_alone(page: str) -> None:
    sent = urlsplit(visitor().get(page)["Location"])

    assert (sent.path, parse_qs(sent.query)) == ("/compte/login/", {"next": [page]})


def test_a_person_says_how_they_are_called(anne: Person) -> None:
    answer = signed_in(anne).post("/compte/", {"first_name": "Anne", "last_name": "Lemaire"}, follow=True)

    anne.refresh_from_db()
    assert (str(anne), "Uw naam is bewaard." in answer.content.decode()) == ("Anne Lemaire", True)


def test_a_session_is_closed_from_another_one(anne: Person) -> None:
    here, there, stranger = signed_in(anne), signed_in(anne), signed_in(Person.objects.create_user("z@e.be"))
    for client in (here, there, stranger):
        client.get("/compte/")
    sessions = {one.session_key: one.pk for one in anne.usersession_set.all()}  # type: ignore[attr-defined]
    number = sessions[there.session.session_key]

    assert here.get(f"/compte/sessions/{number}/fermer/")["Location"] == "/compte/sessions/"
    assert "Er is niets gewijzigd" in here.get("/compte/sessions/").content.decode()
    assert there.get("/compte/").status_code == 200
    refused = stranger.post(f"/compte/sessions/{number}/fermer/")
    closed = here.post(f"/compte/sessions/{number}/fermer/")

    assert (len(sessions), refused.status_code, closed["Location"]) == (2, 404, "/compte/sessions/")
    assert (there.get("/compte/").status_code, here.get("/compte/").status_code) == (302, 200)


def test_outside_of_a_demonstration_nobody_comes_in_by_one_click(anne: Person) -> None:
    Person.objects.filter(pk=anne.pk).update(demo="Équipe")

    page = visitor().get("/compte/login/").content.decode()
    asked = visitor().post("/compte/demo/", {"person": anne.pk})

    assert ("Anne" in page, asked.status_code) == (False, 404)


@pytest.mark.usefixtures("demo")
def test_in_a_demonstration_its_persons_come_in_by_one_click_and_nobody_else_does(anne: Person) -> None:
    shown = Person.objects.create_user("chloe@example.be", first_name="Chloé", demo="Équipe")
    client = visitor()

    page = client.get("/compte/login/").content.decode()
    refused = [client.post("/compte/demo/", {"person": one}).status_code for one in (anne.pk, "", "x", "²")]
    forged = visitor(enforce_csrf_checks=True).post("/compte/demo/", {"person": shown.pk})
    entered = client.post("/compte/demo/", {"person": shown.pk, "next": "/compte/sessions/"})

    assert ("Chloé" in page, "Anne" in page) == (True, False)
    assert (refused, forged.status_code) == ([404, 404, 404, 404], 403)
    assert entered["Location"] == "/compte/sessions/"
    assert client.session["_auth_user_id"] == str(shown.pk)
