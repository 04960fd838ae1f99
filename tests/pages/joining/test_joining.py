"""Whoever wants to be a member applies without an account, and follows the application by a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils.html import escape
from tests.browser import PHONE, Visitor
from tests.pages.account.test_entering import mails
from tests.visitors import visitor

from grappe.analysis.language.catalogues import say
from grappe.apps.applications.acts.documents import accept_document
from grappe.apps.applications.acts.links import revoke_link
from grappe.apps.applications.models import Application
from grappe.apps.applications.privacy import KEPT
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.settings.installation import Installation

FORM = "/twist/adhesion/"


@pytest.fixture(autouse=True)
def _files(installation: Installation) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=str(installation.data / "files")):
        yield


def told(cluster: Cluster, **more: Any) -> dict[str, Any]:
    return {
        "token": "t" * 32,
        "name": "Forge Été",
        "enterprise_number": "0406.798.006",
        "member_kind": "enterprise",
        "postal_code": "4000",
        "place": "Liège",
        "country": "BE",
        "fte": "3,5",
        "category": cluster.categories.get(code="effective").pk,
        "first_name": "Ada",
        "last_name": "Lourd",
        "email": "ada@example.org",
        **more,
    }


def pdf(name: str = "bce.pdf", content: bytes = b"%PDF-1.7 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def wrong(body: str) -> set[str]:
    """The fields that are marked as wrong."""
    return set(re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', body))


def secret(body: str) -> str:
    """What a form says to show that this browser was given it."""
    return re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', body)[0]


def stands(body: str, name: str, value: str) -> bool:
    """Whether a field of a page holds a value."""
    given = re.findall(rf'<input[^>]*name="{name}"[^>]* value="([^"]*)"', body)
    written = re.findall(rf'<textarea name="{name}"[^>]*>\s*([^<]*)</textarea>', body)
    chosen = re.findall(rf'<select name="{name}".*?<option value="([^"]*)" selected', body, re.DOTALL)
    return [*given, *written, *chosen] == [escape(value)]


def link(installation: Installation) -> str:
    found = re.search(
        r"http://localhost(?::\d+)?(/twist/adhesion/suivi/\?cle=[\w-]{40,})", mails(installation)[0].text
    )
    assert found is not None
    return found[1]


def test_a_form_sent_twice_makes_one_application_and_one_letter(
    twist: Cluster, installation: Installation
) -> None:
    client = visitor()
    answers = [client.post(FORM, told(twist, file_identity=pdf())) for _ in range(2)]

    application = Application.objects.get()
    site = application.organisation.sites.get()
    assert {answer["Location"] for answer in answers} == {"/twist/adhesion/recue/"}
    assert (site.country, str(site.fte), application.state) == ("BE", "3.50", "incomplete")
    assert application.organisation.identities.get().act.enterprise_number == "0406798006"
    (mail,) = mails(installation)
    assert (mail.to, mail.subject) == ("ada@example.org", "Cluster TWIST a reçu votre candidature")
    assert "Preuve qu’une personne travaille dans la région" in mail.text


def test_the_letter_and_the_page_that_follow_an_application_say_what_came_and_how_much_lacks(
    twist: Cluster, installation: Installation
) -> None:
    client = visitor()
    client.post(FORM, told(twist))

    (letter,) = mails(installation)
    documents = Application.objects.get().documents
    lacking = documents.filter(state="asked").count()
    assert "Cluster TWIST a reçu votre candidature (Forge Été)." in " ".join(letter.text.split())
    assert lacking > 1
    page = client.get(link(installation)).content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert f"Il manque {lacking} documents : ajoutez-les ici." in page

    first = documents.filter(state="asked").first()
    documents.exclude(pk=first.pk if first else 0).delete()
    page = client.get(link(installation)).content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert "Il manque 1 document : ajoutez-le ici." in page


def test_an_application_sent_again_by_the_back_button_stays_one_and_its_letter_says_so(
    twist: Cluster, installation: Installation
) -> None:
    client = visitor()
    client.post(FORM, told(twist))
    first_link = link(installation)

    answer = client.post(
        FORM,
        told(twist, token="u" * 32, name="FORGE ETE s.a.", email="ADA@example.org", file_identity=pdf()),
    )

    application = Application.objects.get()
    assert answer["Location"] == "/twist/adhesion/recue/"
    assert application.organisation.name == "Forge Été"
    assert application.documents.get(code="identity").state == "received"
    (letter,) = [mail for mail in mails(installation) if "qui attend (" in mail.text]
    assert "Documents reçus avec cet envoi : Extrait de la Banque-Carrefour" in " ".join(letter.text.split())
    assert (letter.to, "Preuve qu’une personne" in letter.text) == ("ada@example.org", True)
    assert client.get(first_link).status_code == 404


@pytest.mark.parametrize(
    "other_one",
    [
        {"email": "max@example.org"},
        {"enterprise_number": "0400.000.185"},
        {"name": "Lin", "enterprise_number": ""},
    ],
)
def test_a_stranger_is_told_nothing_and_two_numbers_are_two_organisations(
    twist: Cluster, installation: Installation, other_one: dict[str, str]
) -> None:
    client = visitor()
    client.post(FORM, told(twist))

    answer = client.post(FORM, told(twist, token="u" * 32, **other_one))

    assert (answer["Location"], Application.objects.count()) == ("/twist/adhesion/recue/", 2)
    assert not [mail for mail in mails(installation) if "qui attend (" in mail.text]


def test_once_it_is_decided_the_same_may_apply_anew(twist: Cluster) -> None:
    client = visitor()
    client.post(FORM, told(twist))
    Application.objects.update(state="withdrawn")

    client.post(FORM, told(twist, token="u" * 32))

    assert Application.objects.count() == 2


def test_what_waits_in_another_cluster_counts_for_nothing(twist: Cluster, other: Cluster) -> None:
    client = visitor()
    client.post(FORM, told(twist))

    client.post("/eau/adhesion/", told(other, token="u" * 32))

    assert [cluster.applications.count() for cluster in (twist, other)] == [1, 1]


def test_where_the_letter_cannot_leave_the_application_stands_and_its_page_says_so(
    twist: Cluster, installation: Installation
) -> None:
    with patch("django.core.mail.message.EmailMessage.send", side_effect=ConnectionRefusedError):
        page = visitor().post(FORM, told(twist), follow=True).content.decode()

    assert ("n’a pas pu partir" in page, "Nous vous avons écrit" in page) == (True, False)
    assert (Application.objects.count(), mails(installation)) == (1, [])


def test_each_fault_is_said_at_its_field_and_what_was_typed_stays(twist: Cluster) -> None:
    page = visitor().post(
        FORM,
        told(
            twist,
            enterprise_number="0406.798.007",
            email="ada",
            place="",
            file_identity=pdf("x.docm"),
            file_presence=pdf(),
        ),
    )

    body = page.content.decode()
    assert wrong(body) == {"enterprise_number", "email", "place", "file_identity", "file_presence"}
    assert [told in body for told in ("modulo 97", "macros", "Choisissez de nouveau")] == [True] * 3
    assert ('value="Forge Été"' in body, 'value="' + "t" * 32 + '"' in body) == (True, True)
    assert not Application.objects.exists()


def test_a_form_whose_cookie_went_comes_back_as_it_was_typed_and_the_second_sending_goes_through(
    twist: Cluster,
) -> None:
    client = visitor(enforce_csrf_checks=True)
    typed = told(twist, message="Nous forgeons.", function="Gérante", phone="04 222 11 00")
    first = secret(client.get(FORM).content.decode())
    client.cookies.clear()

    late = client.post(FORM, {**typed, "csrfmiddlewaretoken": first, "file_identity": pdf()})

    body = late.content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert (late.status_code, Application.objects.count(), wrong(body)) == (403, 0, {"file_identity"})
    assert "Votre page est restée ouverte trop longtemps : rien n’est encore envoyé." in body
    assert {name for name, value in typed.items() if not stands(body, name, str(value))} == set()
    again = client.post(FORM, {**typed, "csrfmiddlewaretoken": secret(body), "file_identity": pdf()})
    assert (again["Location"], Application.objects.count()) == ("/twist/adhesion/recue/", 1)


def test_a_form_that_another_site_sends_is_not_taken(twist: Cluster) -> None:
    client = visitor(enforce_csrf_checks=True)
    ours = secret(client.get(FORM).content.decode())

    without = client.post(FORM, told(twist))
    elsewhere = client.post(
        FORM, {**told(twist), "csrfmiddlewaretoken": ours}, HTTP_ORIGIN="https://ailleurs.example"
    )

    assert (without.status_code, elsewhere.status_code, Application.objects.count()) == (403, 403, 0)


def test_a_country_and_a_telephone_that_are_none_are_refused(twist: Cluster) -> None:
    body = visitor().post(FORM, told(twist, country="XX", phone="abc")).content.decode()

    assert wrong(body) == {"country", "phone"}
    assert "« XX » n’est pas parmi les réponses proposées" in body
    assert "« abc » n’est pas un numéro de téléphone" in body


@pytest.mark.usefixtures("twist")
def test_countries_are_a_list_in_the_visitors_language_and_belgium_stands_first() -> None:
    def countries(page: str) -> list[tuple[str, str]]:
        return re.findall(r'<option value="([A-Z]{2})"(?: selected)?>([^<]+)</option>', page)

    client = visitor()
    french = countries(client.get(FORM).content.decode())
    dutch = countries(client.get(FORM, HTTP_ACCEPT_LANGUAGE="nl").content.decode())

    assert (french[0], dutch[0]) == (("BE", "Belgique"), ("BE", "België"))
    names = [name for _, name in french]
    assert names.index("Dominique") < names.index("Égypte") < names.index("Espagne")
    assert '<option value="BE" selected>' in client.get(FORM).content.decode()


@pytest.mark.usefixtures("twist")
def test_the_form_says_what_must_be_filled_in_and_what_becomes_of_what_is_sent() -> None:
    client = visitor()
    page = client.get(FORM).content.decode().replace("\u202f", " ")

    marked = re.findall(r'<label for="id_(\w+)">[^<]+<span class="need">\(obligatoire\)</span>', page)
    assert marked == ["name", "postal_code", "place", "first_name", "last_name", "email"]
    assert 'class="need"' not in "".join(re.findall(r'<label for="id_(?:phone|country)".*?</label>', page))
    (words,) = re.findall(r'<p class="becomes[^>]*>([^<]+)</p>', page)
    assert (KEPT in words, "L’équipe de Cluster TWIST lit ce que vous envoyez" in words) == (True, True)
    in_dutch = client.get(FORM, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert escape(say(KEPT, "nl")) in in_dutch


def test_a_machine_that_fills_the_hidden_field_makes_nothing(twist: Cluster) -> None:
    answer = visitor().post(FORM, told(twist, fax="1"))

    assert (answer.status_code, Application.objects.count()) == (302, 0)


def test_eleven_applications_an_hour_from_one_place_are_one_too_many(twist: Cluster) -> None:
    cache.clear()
    client = visitor()
    for number in range(10):
        client.post(FORM, told(twist, token=f"{number:032}", name=f"Forge {number}", enterprise_number=""))
    page = client.post(FORM, told(twist, token="z" * 32))

    assert Application.objects.count() == 10
    assert "Réessayez dans une heure" in page.content.decode()


def test_a_category_of_another_cluster_is_not_taken(twist: Cluster, other: Cluster) -> None:
    page = visitor().post(FORM, told(twist, category=other.categories.get(code="adherent").pk))

    assert wrong(page.content.decode()) == {"category"}


def test_the_categories_are_those_that_every_statutes_know_in_the_visitors_language(
    twist: Cluster, installation: Installation
) -> None:
    effective = twist.categories.get(code="effective")
    of_dossier = Category.objects.create(
        cluster=twist, code="effectif-recherche", name="effectif : recherche", base="effective", votes=True,
        may_be_director=True, in_region=True,
    )  # fmt: skip
    client = visitor()

    def called(page: str) -> list[str]:
        return re.findall(r'<option value="\d+"[^>]*>([^<]+)</option>', page)

    assert called(client.get(FORM).content.decode()) == ["Membre effectif", "Membre adhérent"]
    assert wrong(client.post(FORM, told(twist, category=of_dossier.pk)).content.decode()) == {"category"}
    client.post(FORM, told(twist, category=effective.pk))
    dutch = {"HTTP_ACCEPT_LANGUAGE": "nl"}
    assert called(client.get(FORM, **dutch).content.decode()) == ["Effectief lid", "Toegetreden lid"]
    assert "“Effectief lid”" in client.get(link(installation), **dutch).content.decode()


def test_the_link_shows_what_lacks_takes_it_and_can_be_taken_back(
    twist: Cluster, installation: Installation
) -> None:
    client = visitor()
    client.post(FORM, told(twist, file_identity=pdf()))
    path, application = link(installation), Application.objects.get()
    lacking = application.documents.get(code="presence")
    assert "manque depuis le" in client.get(path).content.decode()

    refused = client.post(path, {"document": lacking.pk, "file": pdf("x.pdf", b"MZ")})
    client.post(path, {"document": lacking.pk, "file": pdf("onss.pdf")})
    lacking.refresh_from_db()
    assert "n’est pas ce que dit son nom" in refused.content.decode()
    assert (lacking.state, lacking.named, Application.objects.get().state) == (
        "received",
        "onss.pdf",
        "received",
    )

    accept_document(document=lacking, by="person:1", on=application.received_on)
    late = client.post(path, {"document": lacking.pk, "file": pdf("autre.pdf")})
    assert (late.status_code, application.documents.get(code="presence").named) == (200, "onss.pdf")

    revoke_link(application=application, by="person:1", on=application.received_on)
    assert client.get(path).status_code == 404


def test_a_link_leads_to_no_document_of_another_application(
    twist: Cluster, installation: Installation
) -> None:
    client = visitor()
    client.post(FORM, told(twist, token="b" * 32, name="Autre", enterprise_number=""))
    strange = Application.objects.get().documents.get(code="identity")
    client.post(FORM, told(twist))

    answer = client.post(link(installation), {"document": strange.pk, "file": pdf()})
    codes = [
        client.post(link(installation), {"document": none, "file": pdf()}).status_code
        for none in ("²", "9" * 23, "9" * 5000, "")
    ]

    strange.refresh_from_db()
    assert (answer.status_code, strange.state, codes) == (404, "asked", [404] * 4)
    assert client.get("/eau/adhesion/suivi/?cle=" + link(installation).partition("=")[2]).status_code == 404


@pytest.mark.usefixtures("twist")
@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}], ids=["wide", "phone"])
def test_an_application_in_a_browser(
    installation: Installation, visit: Visitor, options: dict[str, Any]
) -> None:
    cache.clear()
    window = visit(**options)
    page = window.go(FORM)
    assert (window.axe(), window.beyond()) == ([], 0)
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.get_by_role("alert").first.wait_for()
    window.shoot("adhesion-fautes")
    typed = {"name": "Forge Été", "postal_code": "4000", "place": "Liège", "fte": "3"}
    who = {"first_name": "Ada", "last_name": "Lourd", "email": "ada@example.org"}
    for name, value in {**typed, **who}.items():
        page.fill(f"[name={name}]", value)
    page.set_input_files(
        "[name=file_identity]", [{"name": "bce.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.get_by_role("heading", name="Votre candidature est arrivée").wait_for()
    window.shoot("adhesion-recue")

    window.go(link(installation))
    assert (window.axe(), window.beyond()) == ([], 0)
    window.shoot("adhesion-suivi")
    page.set_input_files(
        "[name=file]", [{"name": "onss.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    page.get_by_role("button", name="Envoyer ce document").click()
    page.get_by_text("est arrivé.").wait_for()

    assert Application.objects.get().state == "received"
