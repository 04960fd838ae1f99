"""A person reads what is kept of them, takes a copy, and is forgotten once they have proved who they are."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from datetime import date

import pytest
from django.test import Client
from tests.browser import PHONE, WIDE, Visitor
from tests.cast import twist
from tests.forms import hidden
from tests.pages.account.test_entering import CODE, PASSWORD, mails
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.queries import entries_of, first_broken
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

__all__ = ["twist"]
DATA, FORGET = "/compte/donnees/", "/compte/donnees/effacer/"
DAY = date(2026, 3, 1)


@pytest.fixture
def anne(installation: Installation) -> Person:  # noqa: ARG001 - she is of its database
    return Person.objects.create_user("anne@example.be", first_name="Anne", last_name="Lemaire")


def erased(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).email.endswith("@oubliee.invalid")


def code_for(client: Client, installation: Installation) -> dict[str, str]:
    """Ask for the code, and return what types it."""
    client.post(FORGET, hidden(client, FORGET))
    found = CODE.search(mails(installation)[0].text)
    assert found is not None
    return {**hidden(client, FORGET), "code": found[0].lower()}


def test_the_page_tells_what_is_kept_why_and_how_long(anne: Person) -> None:
    page = signed_in(anne).get(DATA).content.decode()

    for told in (
        "anne@example.be",
        "Vous reconnaître quand vous entrez",
        "Tant que le compte existe.",
        "Lemaire",
    ):
        assert told in page


def test_the_page_withholds_what_would_let_somebody_in(installation: Installation) -> None:  # noqa: ARG001
    luc = Person.objects.create_user("luc@example.be", PASSWORD)

    page = signed_in(luc).get(DATA).content.decode()

    assert luc.password not in page
    assert "Non remis" in page


def test_a_copy_holds_the_page_and_the_data_and_the_journal_tells_it(anne: Person) -> None:
    answer = signed_in(anne).post(f"{DATA}copie/")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        page, data = (packed.read(name).decode() for name in sorted(packed.namelist(), reverse=True))
    assert re.fullmatch(r'attachment; filename="mes-donnees-[\d-]{10}\.zip"', answer["Content-Disposition"])
    assert answer["Cache-Control"] == "private, no-store"
    assert "Lemaire" in page
    told = json.loads(data)
    assert told["person"] == anne.pk
    assert any("anne@example.be" in str(part["rows"]) for part in told["held"])
    assert entries_of(anne.named).last().act == "person.copied"  # type: ignore[union-attr]


def test_a_copy_is_for_who_is_signed_in_and_is_no_link(anne: Person) -> None:
    assert visitor().post(f"{DATA}copie/").status_code == 302
    client = signed_in(anne)
    assert client.get(f"{DATA}copie/")["Location"] == DATA
    assert "Rien n’a été changé" in client.get(DATA).content.decode()


def test_who_has_a_password_proves_it_first(installation: Installation) -> None:  # noqa: ARG001
    luc = Person.objects.create_user("luc@example.be", PASSWORD)
    client = signed_in(luc)

    copied = client.post(f"{DATA}copie/")
    asked = client.post(FORGET, hidden(client, FORGET))
    assert not erased(luc)
    done = client.post(asked["Location"], {"password": PASSWORD})

    assert copied["Location"].startswith("/compte/reauthenticate/")
    assert asked["Location"].startswith("/compte/reauthenticate/")
    assert done["Location"] == "/compte/donnees/efface/"
    assert erased(luc)


def test_who_has_none_is_forgotten_by_a_code_sent_to_their_address(
    anne: Person, installation: Installation
) -> None:
    Person.objects.filter(pk=anne.pk).update(language="nl")
    client = signed_in(anne)
    told = code_for(client, installation)
    assert not erased(anne)

    done = client.post(FORGET, told)
    again = client.post(FORGET, told)

    last, code = mails(installation)
    assert (done["Location"], again["Location"]) == ("/compte/donnees/efface/", "/compte/donnees/efface/")
    assert erased(anne)
    assert "_auth_user_id" not in client.session
    assert (last.to, last.subject) == ("anne@example.be", "Uw account is gewist")
    assert code.subject.endswith("is uw code om uw account te wissen")
    assert first_broken() is None


def test_a_wrong_code_erases_nothing_and_the_third_ends_it(anne: Person, installation: Installation) -> None:
    client = signed_in(anne)
    right = code_for(client, installation)

    said = [client.post(FORGET, {**right, "code": "FAUX-FAUX"}) for _ in range(3)]
    late = client.post(FORGET, right)

    assert "n’est pas le bon" in said[0].content.decode()
    assert "ne sert plus" in late.content.decode()
    assert not erased(anne)


def test_a_code_is_good_for_ten_minutes_in_its_own_session(
    anne: Person, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, elsewhere = signed_in(anne), signed_in(anne)
    right = code_for(client, installation)
    other = elsewhere.post(FORGET, right)
    now = time.time()
    monkeypatch.setattr("grappe.pages.account.proof.time.time", lambda: now + 601)

    late = client.post(FORGET, right)

    assert (other.status_code, late.status_code) == (200, 200)
    assert not erased(anne)


def test_a_letter_that_does_not_leave_keeps_nobody(
    anne: Person, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(anne)
    told = code_for(client, installation)

    def fail(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("grappe.pages.mail.folder.FolderBackend.send_messages", fail)

    assert client.post(FORGET, told)["Location"] == "/compte/donnees/efface/"
    assert erased(anne)


def test_who_still_is_something_is_told_what_and_leaves_it_first(
    anne: Person, twist: Cluster, installation: Installation
) -> None:
    role = grant(person=anne, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=DAY)
    client = signed_in(anne)

    page = client.get(FORGET).content.decode()
    refused = client.post(FORGET, {"code": "x"})
    client.post(f"/compte/roles/{role.pk}/quitter/")

    role.refresh_from_db()
    assert "Vous avez encore un rôle en cours" in page
    assert "membre de l’équipe de Cluster TWIST" in page
    assert (refused.status_code, mails(installation)) == (200, [])
    assert role.until is not None
    assert "M’envoyer le code" in client.get(FORGET).content.decode()


def test_the_last_who_leads_a_team_is_told_to_name_another(anne: Person, twist: Cluster) -> None:
    role = grant(person=anne, kind=Role.Kind.TEAM_LEAD, cluster=twist, by="system:tests", on=DAY)

    page = signed_in(anne).post(f"/compte/roles/{role.pk}/quitter/", follow=True).content.decode()

    role.refresh_from_db()
    assert "Nommez d’abord une autre personne" in page
    assert role.until is None


def test_nobody_leaves_the_role_of_another(anne: Person, twist: Cluster) -> None:
    luc = Person.objects.create_user("luc@example.be")
    role = grant(person=luc, kind=Role.Kind.TEAM, cluster=twist, by="system:tests", on=DAY)

    assert signed_in(anne).get(f"/compte/roles/{role.pk}/quitter/")["Location"] == f"{DATA}effacer/"
    assert signed_in(anne).post(f"/compte/roles/{role.pk}/quitter/").status_code == 404


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_a_person_takes_a_copy_then_is_forgotten_in_a_browser(
    visit: Visitor, anne: Person, size: dict[str, int], scheme: str
) -> None:
    window = visit(viewport=size, color_scheme=scheme)
    mark = signed_in(anne).cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": mark, "url": window.address}])

    def seen(name: str) -> None:
        window.shoot(name)
        assert (window.axe(), window.beyond()) == ([], 0)

    page = window.go(DATA)
    page.locator("summary").first.press("Enter")
    seen("account-data")
    with page.expect_download() as copy:
        page.get_by_role("button", name="Prendre une copie").press("Enter")
    with zipfile.ZipFile(copy.value.path()) as packed:
        assert len(packed.namelist()) == 2
    page.get_by_role("link", name="Effacer votre compte").press("Enter")
    seen("account-forget")
    page.get_by_role("button", name="M’envoyer le code").press("Enter")
    page.get_by_label("Code").fill("FAUX-FAUX")
    page.get_by_role("button", name="Effacer votre compte").press("Enter")
    page.get_by_text("Ce code n’est pas le bon.").wait_for()
    seen("account-forget-code")
    letter = window.go("/mail/")
    letter.locator(".mails a").first.click()
    code = CODE.search(letter.inner_text("main"))
    assert code is not None
    window.go(FORGET)
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Effacer votre compte").press("Enter")

    page.get_by_role("heading", name="Votre compte est effacé").wait_for()
    seen("account-forgotten")
    assert erased(anne)
    window.go("/compte/")
    page.get_by_role("heading", name="Entrer", exact=True).wait_for()
