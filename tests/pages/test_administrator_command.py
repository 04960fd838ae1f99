"""`grappe administrator add`, as who runs the machine types it, and the person who then comes in."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from tests.databases import at
from tests.pages.account.test_entering import CODE, mails
from tests.pages.test_serve import environment, run
from tests.visitors import visitor

from grappe.apps.clusters.acts.administrators import appoint_administrator
from grappe.apps.clusters.models import Role
from grappe.apps.journal.queries import entries_of
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

__all__ = ["environment"]


def test_the_first_administrator_is_made_from_the_machine_and_is_told_where_to_come_in(
    environment: dict[str, str], installation: Installation, tmp_path: Path
) -> None:
    told = {**environment, "GRAPPE_HOSTS": ".example.be,grappe.example.be", "GRAPPE_LANGUAGE": "fr"}

    folder = tmp_path / "data" / "mail"

    code, said, wrong = run(told, "administrator", "add", " Anne@Example.be")

    assert (code, wrong) == (0, "")
    assert said.splitlines() == [
        "anne@example.be administre l’installation, et entre à https://grappe.example.be/compte/login/",
        f"Aucun serveur n’envoie les e-mails (GRAPPE_MAIL) : le code pour entrer s’écrira dans {folder}",
    ]
    with at(installation):
        anne = Person.objects.get()
        role = Role.objects.get()
        (line,) = entries_of(f"role:{role.pk}")
        assert (anne.email, anne.is_superuser, anne.has_usable_password()) == ("anne@example.be", True, False)
        assert (role.person, role.kind, role.cluster) == (anne, Role.Kind.ADMINISTRATOR, None)
        assert (line.act, line.told.by, json.loads(line.told.after)["person"]) == (
            "role.granted",
            "system:command",
            anne.pk,
        )


def test_an_installation_without_a_name_is_found_at_the_address_that_serve_writes(
    environment: dict[str, str],
) -> None:
    code, said, _ = run(environment, "administrator", "add", "anne@example.be")

    assert code == 0
    assert said.splitlines()[0] == (
        "anne@example.be administre l’installation, et entre par la page /compte/login/ de l’adresse que grappe serve "
        "écrit quand il s’ouvre."
    )


def test_an_administrator_made_so_comes_in_by_a_code(installation: Installation) -> None:
    appoint_administrator(email="anne@example.be", language="nl", by="system:tests", on=dt.date(2026, 11, 26))
    guest = visitor()

    guest.post("/compte/login/code/", {"email": "anne@example.be"})
    (letter,) = mails(installation)
    guest.post("/compte/login/code/confirm/", {"code": CODE.findall(letter.text)[0]})

    assert letter.subject.endswith("is uw code om in te loggen")
    assert guest.get("/compte/").status_code == 200


def test_who_has_an_account_keeps_it_and_is_named_once(
    environment: dict[str, str], installation: Installation
) -> None:
    with at(installation):
        anne = Person.objects.create_user("anne@example.be", first_name="Anne", language="de")

    twice = [run(environment, "administrator", "add", "anne@example.be")[0] for _ in range(2)]

    assert twice == [0, 0]
    with at(installation):
        kept = Person.objects.get()
        assert (kept.pk, kept.first_name, kept.language) == (anne.pk, "Anne", "de")
        assert Role.objects.count() == 1


@pytest.mark.parametrize("written", ["anne", "anne@", "anne@example.be,bea@example.be"])
def test_what_is_no_address_is_told_with_what_to_give(
    environment: dict[str, str], installation: Installation, written: str
) -> None:
    code, said, wrong = run(environment, "administrator", "add", written)

    assert (code, said) == (2, "")
    assert wrong.startswith(f"« {written} » n’est pas une adresse e-mail. Donnez celle de la personne")
    with at(installation):
        assert not Person.objects.exists()


def test_a_database_that_is_not_prepared_is_told_and_nobody_is_made(tmp_path: Path) -> None:
    known = {name: value for name, value in os.environ.items() if not name.startswith("GRAPPE_")}
    settings = {**known, "GRAPPE_DATA": str(tmp_path / "data")}

    code, said, wrong = run(settings, "administrator", "add", "anne@example.be")

    assert (code, said) == (21, "")
    assert "grappe serve" in wrong
