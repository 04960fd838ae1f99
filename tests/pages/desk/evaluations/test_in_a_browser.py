"""The pages of evaluations in a real browser: sound at every width, by day and night, and without scripts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.desk.evaluations.conftest import BY, DESK, Done, entered

from grappe.apps.evaluation.acts import running
from grappe.apps.evaluation.acts.asking import ask
from grappe.apps.evaluation.acts.making import attach_file
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.people.models import Person

TODAY = dt.date(2026, 11, 26)


def test_the_report_opens_apart_and_its_figures_lead_to_their_papers(
    visit: Visitor, cast: dict[str, Person], done: Done
) -> None:
    done()
    window = entered(visit, cast["evaluator"])
    page = window.go(f"{DESK}1/")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Ouvrir Rapport à l’écran").click()
    report = opened.value
    report.wait_for_load_state()

    report.locator("main a[href^='#p']").first.click()

    assert report.locator("#panel-body").inner_text().strip()
    assert report.evaluate("self.origin") == "null"
    with page.expect_download() as told:
        page.get_by_role("link", name="Télécharger Rapport à modifier").click()
    assert told.value.suggested_filename == "twist-2024-03-01-1.docx"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor, cast: dict[str, Person], done: Done, moved: Done, made: Done, scheme: str
) -> None:
    done()
    moved(title="Mi-parcours")
    refused = made()
    attach_file(refused, name="letters.csv", file=ContentFile(b"letter_id\nl1\n"), by=BY, on=refused.as_of)
    running.end(
        running.begin(refused, by=BY),
        Evaluation.State.REFUSED,
        by=BY,
        refusals={"fr": ["letters, ligne 2, colonne sent_on : le jour manque."]},
    )
    ask(made(), by=BY, on=TODAY)
    made()
    pages = {
        "list": "",
        "new": "nouvelle/?comme=3",
        "refused": "3/",
        "waits": "4/",
        "prepared": "5/",
        "done": "2/?chapitre=3",
        "found": "2/?q=emploi",
        "paper": "2/chiffres/employment.median/",
        "classes": "2/chiffres/members.by_kind/?classe=enterprise",
        "compare": "comparer/?avant=1&apres=2",
    }
    for viewport in (WIDE, PHONE):
        window = entered(visit, cast["team"], viewport=viewport, color_scheme=scheme)
        for name, address in pages.items():
            window.go(DESK + address)
            window.shoot(f"evaluations-{name}-{scheme}")
            assert (name, window.axe(), window.beyond()) == (name, [], 0)
        assert window.sideways() == 0, "the figures of two evaluations are cards on a phone"


def test_the_tag_of_one_that_waits_follows_it(visit: Visitor, cast: dict[str, Person], made: Done) -> None:
    one = ask(made(), by=BY, on=TODAY)
    page = entered(visit, cast["team"]).go(f"{DESK}1/")
    tag = page.locator(".standing .tag").first
    waits = tag.inner_text()

    running.begin(one, by=BY)
    page.get_by_text("L’évaluation est en cours.").wait_for()

    assert (waits, tag.inner_text()) == ("en attente", "en cours")


def test_without_scripts_a_page_is_followed_by_asking_again(
    visit: Visitor, cast: dict[str, Person], made: Done
) -> None:
    one = ask(made(), by=BY, on=TODAY)
    page = entered(visit, cast["team"], java_script_enabled=False).go(f"{DESK}1/")
    waits = page.get_by_text("attend son tour").count()
    running.end(running.begin(one, by=BY), Evaluation.State.REFUSED, by=BY, refusals={"fr": ["Non."]})

    page.get_by_role("link", name="Actualiser").click()

    assert (waits, page.get_by_text("n’a pas abouti").count()) == (1, 1)
