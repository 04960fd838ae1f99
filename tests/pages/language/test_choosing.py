"""A page speaks the language of who reads it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.visitors import signed_in, visitor

from grappe.apps.people.models import Person

pytestmark = pytest.mark.usefixtures("installation")


def spoken_to(client: Client, **headers: str) -> str:
    return client.get("/sante/", headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "fr"), ("nl-BE,nl;q=0.9,en;q=0.8", "nl"), ("it,de;q=0.5", "de"), ("it", "fr"), ("<script>", "fr")],
)
def test_a_visitor_is_spoken_to_as_the_browser_asks_else_as_the_installation_does(
    asked: str, language: str
) -> None:
    assert spoken_to(visitor(), **{"accept-language": asked}) == language


def test_the_language_of_an_account_comes_before_the_browser_s() -> None:
    client = signed_in(Person.objects.create_user("anne@example.be", language="de"))

    assert spoken_to(client, **{"accept-language": "nl"}) == "de"


def test_a_visitor_s_choice_is_kept_in_the_browser() -> None:
    client = visitor()

    answer = client.post("/langue/", {"language": "en", "next": "/sante/?a=b"})

    assert (answer.status_code, answer["Location"]) == (302, "/sante/?a=b")
    assert spoken_to(client, **{"accept-language": "nl"}) == "en"


def test_a_person_s_choice_is_kept_in_the_account() -> None:
    anne = Person.objects.create_user("anne@example.be")
    client = signed_in(anne)

    client.post("/langue/", {"language": "nl", "next": "/"})

    anne.refresh_from_db()
    assert (anne.language, spoken_to(client)) == ("nl", "nl")


@pytest.mark.parametrize("language", ["it", "", "fr;nl"])
def test_a_language_that_is_not_spoken_changes_nothing(language: str) -> None:
    client = visitor()

    answer = client.post("/langue/", {"language": language, "next": "/"})

    assert (answer.status_code, answer.cookies, spoken_to(client)) == (302, {}, "fr")


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(there: str) -> None:
    assert visitor().post("/langue/", {"language": "nl", "next": there})["Location"] == "/"


def test_a_language_is_chosen_by_a_form_alone() -> None:
    assert visitor().get("/langue/").status_code == 405
    assert visitor(enforce_csrf_checks=True).post("/langue/", {"language": "nl"}).status_code == 403


def test_an_answer_is_not_kept_for_those_who_read_another_language() -> None:
    kept_apart_by = visitor().get("/sante/")["Vary"]

    assert {one.strip() for one in kept_apart_by.split(",")} >= {"Accept-Language", "Cookie"}
