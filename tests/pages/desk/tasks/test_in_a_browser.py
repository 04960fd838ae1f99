"""The team's tasks in a real browser: added by keyboard from a member's page, seen at home, done, undone."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.browser import PHONE, WIDE, Visitor
from tests.pages.desk.applications.conftest import Applies
from tests.pages.desk.members.conftest import Joins
from tests.pages.desk.members.test_in_a_browser import entered, press
from tests.pages.desk.tasks.conftest import HOME, LIST, Adds, at, fresh

from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import finish_task
from grappe.apps.tasks.models import Task


def test_a_task_is_added_by_keyboard_from_a_members_page_seen_at_home_done_and_taken_back(
    visit: Visitor, cast: dict[str, Person], forge: Organisation
) -> None:
    page = entered(visit, cast["team"]).go(f"{HOME}membres/fiches/{forge.code}/")

    press(page, "Ajouter une tâche")
    page.get_by_text("À propos de Forge Été").wait_for()
    page.keyboard.type("Relancer la forge")
    page.keyboard.press("Tab")
    page.keyboard.type("01012020")
    page.keyboard.press("Enter")
    page.get_by_text("La tâche « Relancer la forge » est notée.").wait_for()
    task = Task.objects.get()
    assert (task.about, task.due_on, task.assignee) == (forge, dt.date(2020, 1, 1), cast["team"])

    page.goto(page.url.partition("/membres/")[0] + "/")
    assert "En retard depuis le 1er janvier 2020" in page.locator(".due li").first.inner_text()
    press(page, "Relancer la forge (vous)")
    page.wait_for_url(f"**{at(task)}")
    press(page, "C’est fait")
    page.get_by_text("La tâche « Relancer la forge » est faite.").wait_for()
    assert fresh(task).state == "done"
    page.locator(".messages").get_by_role("button", name="Rouvrir").focus()
    page.keyboard.press("Enter")
    page.get_by_text("La tâche « Relancer la forge » est rouverte.").wait_for()
    assert fresh(task).state == "open"


def test_task_after_task_is_typed_above_the_list_and_ticked_off_in_it(
    visit: Visitor, cast: dict[str, Person]
) -> None:
    page = entered(visit, cast["team"]).go(LIST)
    page.locator("#id_title").focus()

    for title in ("Première", "Seconde"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        page.get_by_text(f"La tâche « {title} » est notée.").wait_for()
        assert page.evaluate("document.activeElement.id") == "id_title"
    page.get_by_role("button", name="Marquer comme faite : Première").click()
    page.get_by_text("La tâche « Première » est faite.").wait_for()

    assert page.locator(".tasks .what > a").all_inner_texts() == ["Seconde"]
    page.locator(".messages").get_by_role("button", name="Rouvrir").click()
    page.get_by_text("La tâche « Première » est rouverte.").wait_for()
    assert page.locator(".tasks .what > a").all_inner_texts() == ["Première", "Seconde"]


def test_a_word_of_two_hundred_letters_stays_in_its_place(
    visit: Visitor, cast: dict[str, Person], adds: Adds
) -> None:
    task = adds("x" * 200, days=0, assignee=cast["team"])
    beyond = """() => [...document.querySelectorAll("main :is(a, h1)")].filter((one) => {
        const around = one.closest(".card") ?? one.closest(".desk");
        return one.getBoundingClientRect().right > around.getBoundingClientRect().right;
    }).length"""

    for viewport in (WIDE, PHONE):
        window = entered(visit, cast["team"], viewport=viewport)
        for address in (HOME, LIST, at(task)):
            page = window.go(address)
            assert page.get_by_text("xxx").count()
            assert (address, page.evaluate(beyond), window.beyond()) == (address, 0, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_wide_and_narrow_by_day_and_by_night(
    visit: Visitor, cast: dict[str, Person], adds: Adds, applies: Applies, joins: Joins, scheme: str
) -> None:
    application = applies("Candidate")
    member = joins("Forge " + "très longue " * 6)
    long = "Écrire une lettre " * 8
    task = adds(long.strip(), days=-3, detail=long, assignee=cast["lead"], about=member)
    adds("Décider", days=20, about=application)
    finish_task(adds("Finie", assignee=cast["team"]), by=cast["team"].named, on=dt.date(2027, 1, 1))
    pages = {
        "list": LIST,
        "closed": f"{LIST}?etat=closes",
        "task": at(task),
        "add": f"{LIST}ajouter/?sur=application:{application.pk}",
        "member": f"{HOME}membres/fiches/{member.code}/",
        "application": f"{HOME}candidatures/{application.pk}/",
        "home": HOME,
    }
    for viewport in (WIDE, PHONE):
        window = entered(visit, cast["team"], viewport=viewport, color_scheme=scheme)
        for name, address in pages.items():
            window.go(address)
            window.shoot(f"tasks-{name}-{scheme}")
            assert (name, window.axe(), window.beyond()) == (name, [], 0)
