"""An application in a real browser: from the public form to the representative who comes in."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser import PHONE, Visitor
from tests.pages.account.test_entering import mails
from tests.pages.desk.applications.conftest import LIST, Applies, at, fresh
from tests.pages.desk.members.test_in_a_browser import entered
from tests.visitors import signed_in

from grappe.apps.applications.acts.deciding import decide_to_admit, decide_to_refuse
from grappe.apps.applications.acts.documents import refuse_document
from grappe.apps.applications.acts.judging import judge
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import RepresentationSpan
from grappe.apps.members.permissions import may_edit, may_vote_for
from grappe.apps.members.queries.register import register
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation


def pdf(name: str) -> list[Any]:
    return [{"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}]


def link_of(installation: Installation, which: str) -> str:
    """The address that the last letter leads to."""
    found = re.search(rf"http://[^/\s]+(/{which}/\?cle=[\w-]+)", mails(installation)[0].text)
    assert found is not None, mails(installation)[0].text
    return found[1]


def press(page: Page, begins: str) -> None:
    """Go on from control to control until one that begins so, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(begins):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the keyboard does not reach {begins}")


def applies_on_the_form(page: Page) -> None:
    """Somebody applies, and sends one document of two."""
    told = {"name": "Forge Été", "postal_code": "4000", "place": "Liège", "fte": "3"}
    who = {"first_name": "Ada", "last_name": "Lourd", "email": "ada@example.org"}
    for name, value in {**told, **who}.items():
        page.fill(f"[name={name}]", value)
    page.set_input_files("[name=file_identity]", pdf("bce.pdf"))
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.get_by_role("heading", name="Votre candidature est arrivée").wait_for()


def asks_for_what_lacks(desk: Page) -> None:
    """The team sees it at home, accepts what came, asks for one thing more, and writes."""
    desk.get_by_role("link", name="1 candidature attend depuis").click()
    desk.get_by_role("link", name="Forge Été").click()
    desk.get_by_text("1 document attend d’être vérifié").wait_for()
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="bce.pdf").click()
    assert saved.value.suggested_filename == "bce.pdf"
    desk.get_by_role("button", name="Accepter").click()
    desk.get_by_text("Le document est accepté.").wait_for()
    desk.get_by_role("link", name="Demander un document").click()
    desk.get_by_label("Quel document").fill("Comptes annuels 2025")
    desk.get_by_role("button", name="Demander ce document").click()
    desk.get_by_role("heading", name="Telle qu’elle partira").wait_for()
    desk.locator("#id_text").fill("Bonjour Ada,\n\nVoici ce qui manque : vos comptes et une preuve.")
    desk.get_by_role("button", name="Envoyer à ada@example.org").click()
    desk.get_by_text("Vous avez changé la lettre").wait_for()
    assert desk.locator(".sheet-of").get_by_text("vos comptes et une preuve").count() == 1
    desk.get_by_role("button", name="Envoyer à ada@example.org").click()
    desk.get_by_text("La lettre est partie.").wait_for()


def adds_what_lacks(page: Page) -> None:
    """The applicant adds both by the link of that letter."""
    for name in ("onss.pdf", "comptes.pdf"):
        page.locator("[name=file]").first.set_input_files(pdf(name))
        page.get_by_role("button", name="Envoyer ce document").first.click()
        page.get_by_text("est arrivé.").first.wait_for()


def checks_judges_and_decides(desk: Page, today: dt.date) -> None:
    """The team accepts, judges a condition, and records what the board decided."""
    for left in (1, 0):
        desk.get_by_role("button", name="Accepter").first.click()
        desk.wait_for_function("left => document.querySelectorAll('.papers form').length === left", arg=left)
    desk.get_by_role("link", name="Juger cette condition").last.click()
    desk.get_by_label("Cette condition est").select_option("met")
    desk.get_by_label("D’après").select_option("document")
    desk.get_by_label("Quel document de la candidature").select_option(index=2)
    desk.get_by_label("De quel jour parle cette source").fill(today.isoformat())
    desk.get_by_label("Ce qui le montre").fill("Attestation ONSS : trois temps pleins")
    desk.get_by_role("button", name="Enregistrer ce qui a été trouvé").click()
    desk.get_by_text("le conseil peut décider").wait_for()
    desk.get_by_role("link", name="Enregistrer la décision").click()
    desk.get_by_label("La candidature est").select_option("admit")
    desk.get_by_label("Motif").fill("Séance du conseil, point 3")
    desk.get_by_role("button", name="Enregistrer la décision").click()


def welcomes(desk: Page) -> None:
    """The letter of welcome is read over, and sent."""
    desk.get_by_role("heading", name="Accueillir le nouveau membre").wait_for()
    desk.locator(".sheet-of").get_by_text("vote en son nom").wait_for()
    desk.get_by_role("button", name="Envoyer à ada@example.org").click()
    desk.get_by_text("l’accueil est noté").first.wait_for()


def comes_in(page: Page) -> None:
    """The invited person follows the link, and has an account."""
    page.fill("[name=first_name]", "Ada")
    page.fill("[name=last_name]", "Lourd")
    page.get_by_role("button", name="Accepter l’invitation").click()
    page.wait_for_url("**/twist/espace/fiches/**")


def test_from_the_form_to_the_representative(
    visit: Visitor, twist: Cluster, cast: dict[str, Person], installation: Installation, today: dt.date
) -> None:
    Cluster.objects.filter(pk=twist.pk).update(region="BE3")
    applicant, team, invited = visit(), entered(visit, cast["team"]), visit()

    applies_on_the_form(applicant.go("/twist/adhesion/"))
    asks_for_what_lacks(team.go("/bureau/grappes/twist/"))
    adds_what_lacks(applicant.go(link_of(installation, "twist/adhesion/suivi")))
    one = Application.objects.get()
    checks_judges_and_decides(team.go(at(one)), today)
    welcomes(team.page)
    comes_in(invited.go(link_of(installation, "invitation")))

    assert (fresh(one).state, fresh(one).welcomed_on) == ("admitted", today)
    assert [line.name for line in register(twist, day=today)] == ["Forge Été"]
    ada = Person.objects.get(email="ada@example.org")
    assert (RepresentationSpan.objects.get().person, one.organisation.contacts.get().person) == (ada, ada)
    assert may_edit(one.organisation, by=ada)
    assert may_vote_for(one.organisation, by=ada)
    invited.go("/bureau/").get_by_role("heading", name="Ce compte n’a pas de bureau").wait_for()
    assert signed_in(ada).get(LIST).status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor,
    cast: dict[str, Person],
    applies: Applies,
    complete: Application,
    today: dt.date,
    scheme: str,
) -> None:
    admitted = decide_to_admit(application=complete, decided_on=today, by=cast["lead"].named, on=today)
    refused = applies("Garage")
    decide_to_refuse(application=refused, reason="Hors du champ", decided_on=today, by="person:1", on=today)
    one = applies("Studio", files=("identity", "presence"), message="Nous voulons apprendre.")
    presence = one.documents.get(code="presence")
    refuse_document(document=presence, reason="Trop vieux", by=cast["lead"].named, on=today)
    for answer in ("unknown", "met"):
        judge(
            application=one,
            criterion="person_at_work",
            answer=answer,
            source="document",
            document=presence,
            words="Attestation",
            as_of=today,
            by=cast["lead"].named,
            on=today,
        )
    identity = one.documents.get(code="identity").pk
    pages = {
        "list": LIST,
        "none": f"{LIST}?etat=withdrawn",
        "one": at(one),
        "admitted": at(admitted),
        "letter": at(one, "lettre/"),
        "welcome": at(admitted, "accueil/"),
        "refusal": at(refused, "refus/"),
        "judge": at(one, "conditions/person_at_work/"),
        "decide": at(one, "decision/"),
        "refuse": at(one, f"documents/{identity}/refuser/"),
        "ask": at(one, "documents/demander/"),
    }
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        window = entered(visit, cast["team"], viewport=viewport, color_scheme=scheme)
        for name, address in pages.items():
            window.go(address)
            window.shoot(f"applications-{name}-{scheme}")
            assert (name, window.axe(), window.beyond()) == (name, [], 0)


def test_an_application_is_decided_and_its_member_welcomed_by_the_keyboard_alone(
    visit: Visitor, cast: dict[str, Person], complete: Application
) -> None:
    page = entered(visit, cast["team"]).go(at(complete))
    press(page, "Enregistrer la décision")
    page.wait_for_url("**/decision/")
    press(page, "Enregistrer la décision")
    page.wait_for_selector("#id_outcome[aria-invalid]")
    page.locator("#id_outcome").focus()
    page.keyboard.type("Adm")
    press(page, "Enregistrer la décision")
    page.wait_for_url("**/accueil/")
    press(page, "Envoyer à ada@example.org")
    page.wait_for_url(f"**{at(complete)}")

    assert (fresh(complete).state, fresh(complete).welcomed_on is not None) == ("admitted", True)


def test_thirty_applications_are_seen_at_once_on_a_laptop(
    visit: Visitor, cast: dict[str, Person], applies: Applies
) -> None:
    for number in range(30):
        applies(f"Forge {number:02d}", files=("identity",) if number % 2 else ())
    page = entered(visit, cast["team"], viewport={"width": 1280, "height": 1000}).go(LIST)

    assert page.locator(".asks tbody tr").count() == 30
    bottom = page.locator(".asks tbody tr").last.evaluate("row => row.getBoundingClientRect().bottom")
    assert bottom <= 1000
