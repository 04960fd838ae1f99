"""The page of a task: changed in place, done in a click, taken back; and the form of a new one."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.forms import hidden
from tests.pages.desk.applications.conftest import Applies
from tests.pages.desk.members.conftest import Joins
from tests.pages.desk.tasks.conftest import HOME, LIST, Adds, at, fresh
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.roles import end, grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import Told, change_task, finish_task
from grappe.apps.tasks.models import Task

ADD = f"{LIST}ajouter/"


def acts(task: Task) -> list[str]:
    return [line.act for line in entries_of(f"task:{task.pk}")]


def told(client: Client, address: str, **typed: str) -> dict[str, str]:
    """What a form brings back, with what is typed."""
    return {
        **hidden(client, address),
        "title": "Relancer",
        "due_on": "",
        "assignee": "",
        "detail": "",
        **typed,
    }


def test_a_task_is_changed_on_its_own_page(
    team: Client, cast: dict[str, Person], adds: Adds, forge: Organisation, today: dt.date
) -> None:
    task = adds()

    answer = team.post(
        at(task),
        told(
            team,
            at(task),
            title="Écrire",
            detail="Deux fois",
            due_on=today.isoformat(),
            assignee=str(cast["lead"].pk),
            member=forge.code,
        ),
    )

    one = fresh(task)
    assert (answer.status_code, answer["Location"]) == (302, at(task))
    assert (one.title, one.detail, one.due_on, one.assignee, one.organisation) == (
        "Écrire",
        "Deux fois",
        today,
        cast["lead"],
        forge,
    )
    assert acts(task) == ["task.added", "task.changed"]


def test_a_task_is_detached_from_what_it_was_about(team: Client, adds: Adds, forge: Organisation) -> None:
    task = adds(about=forge)
    assert "Détacher de «\u202fForge Été\u202f»" in team.get(at(task)).content.decode()

    team.post(at(task), told(team, at(task)))
    assert fresh(task).organisation == forge
    team.post(at(task), told(team, at(task), loose="on"))

    assert fresh(task).about is None


def test_of_two_who_change_a_task_the_second_reads_what_the_first_changed_and_may_insist(
    team: Client, cast: dict[str, Person], adds: Adds, forge: Organisation
) -> None:
    task = adds()
    mine = told(team, at(task), title="Écrire")
    change_task(
        fresh(task),
        told=Told(title="Relancer", due_on=dt.date(2026, 12, 1), assignee=cast["lead"], about=forge),
        by=cast["lead"].named,
        on=dt.date(2026, 11, 1),
    )

    answer = team.post(at(task), mine)

    page = re.sub(r"[\u202f\u00a0]", " ", answer.content.decode())
    assert (answer.status_code, fresh(task).title) == (200, "Relancer")
    for words in (
        "Pour le : lead@example.org a remplacé « – » par « 1er décembre 2026 ».",
        "Pour qui : lead@example.org a remplacé « – » par « lead@example.org ».",
        "Organisation : lead@example.org a remplacé « – » par « Forge Été ».",
    ):
        assert words in page
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert team.post(at(task), {**mine, **again}).status_code == 302
    assert fresh(task).title == "Écrire"


def test_a_form_that_comes_twice_changes_a_task_once(team: Client, adds: Adds) -> None:
    task = adds()
    mine = told(team, at(task), title="Écrire")

    assert [team.post(at(task), mine).status_code for _ in range(2)] == [302, 302]

    assert acts(task) == ["task.added", "task.changed"]


def test_a_task_is_done_in_one_click_and_opened_again_in_another(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    task = adds("Relancer <la forge>")
    there = f"{HOME}membres/?q=forge"

    done = team.post(at(task, "faite/"), {"next": there})

    assert (done.status_code, done["Location"]) == (302, there)
    assert (fresh(task).state, fresh(task).closed_by) == ("done", cast["team"].named)
    page = team.get(there).content.decode()
    assert "La tâche « Relancer &lt;la forge&gt; » est faite." in page
    (form,) = re.findall(rf'<form method="post" action="{at(task, "rouvrir/")}">.*?</form>', page)
    back = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert back["next"] == there
    checking = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    checking.cookies = team.cookies
    assert checking.post(at(task, "rouvrir/"), back).status_code == 302
    assert acts(task) == ["task.added", "task.done", "task.reopened"]


def test_a_second_click_does_nothing_more(team: Client, adds: Adds) -> None:
    task = adds()

    for act in ("faite/", "faite/"):
        assert team.post(at(task, act)).status_code == 302

    assert "déjà close" not in team.get(LIST).content.decode()
    team.post(at(task, "abandonner/"))
    assert "déjà close" in team.get(LIST).content.decode()
    assert acts(task) == ["task.added", "task.done"]


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example/", "/bureau/grappes/eau/"]
)
def test_a_click_leads_nowhere_but_to_this_desk(team: Client, adds: Adds, there: str) -> None:
    assert team.post(at(adds(), "faite/"), {"next": there})["Location"] == LIST


@pytest.mark.parametrize("act", ["faite/", "abandonner/", "rouvrir/"])
def test_a_click_whose_session_was_over_leads_back_to_the_task_and_is_said_to_have_done_nothing(
    team: Client, cast: dict[str, Person], adds: Adds, act: str
) -> None:
    task = adds()
    away = visitor().post(at(task, act))

    answer = team.get(parse_qs(urlsplit(away["Location"]).query)["next"][0])

    assert (answer.status_code, answer["Location"]) == (302, at(task))
    assert "Rien n’a été changé : votre clic" in team.get(at(task)).content.decode()
    assert acts(task) == ["task.added"]
    assert signed_in(cast["other_lead"]).get(at(task, act)).status_code == 404


def test_who_closes_what_another_closed_is_told_how_when_and_by_whom(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    task = adds()
    finish_task(task, by=cast["lead"].named, on=dt.date(2027, 1, 2))

    for act in ("faite/", "abandonner/"):
        team.post(at(task, act))
        assert (
            "La tâche « Relancer » était déjà close : rien n’a été changé. "
            "Faite le 2 janvier 2027 par lead@example.org."
        ) in re.sub(r"[\u202f\u00a0]", " ", team.get(LIST).content.decode())

    assert acts(task) == ["task.added", "task.done"]


def test_a_task_closed_while_one_wrote_is_changed_only_once_it_is_open_again(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    task = adds()
    mine = told(team, at(task), title="Écrire")
    finish_task(task, by=cast["lead"].named, on=dt.date(2027, 1, 2))

    for _ in range(2):
        page = team.post(at(task), mine).content.decode()
        assert "Faite le 2 janvier 2027 par lead@example.org." in page
        assert 'value="Écrire"' in page
        mine |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert (fresh(task).title, acts(task)) == ("Relancer", ["task.added", "task.done"])
    team.post(at(task, "rouvrir/"))
    assert team.post(at(task), mine).status_code == 302

    assert fresh(task).title == "Écrire"


def test_a_closed_task_says_by_whom_and_is_not_changed_but_opened_again(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    task = adds(detail="Deux fois")
    finish_task(task, by=cast["lead"].named, on=dt.date(2027, 1, 2))

    page = team.get(at(task)).content.decode()

    assert "Faite le 2 janvier 2027 par lead@example.org" in page
    assert ("Deux fois" in page, "Rouvrir" in page, "id_title" in page) == (True, True, False)


def test_who_has_left_the_team_may_keep_a_task_and_is_offered_for_no_other(
    team: Client, twist: Cluster, cast: dict[str, Person], adds: Adds, today: dt.date
) -> None:
    person = cast["nobody"]
    role = grant(person=person, kind=Role.Kind.TEAM, cluster=twist, by="person:1", on=today - dt.timedelta(1))
    theirs, other = adds(assignee=person), adds()
    end(role=role, by="person:1", on=today)

    kept = team.post(at(theirs), told(team, at(theirs), title="Écrire", assignee=str(person.pk)))

    assert (kept.status_code, fresh(theirs).title, fresh(theirs).assignee) == (302, "Écrire", person)
    assert "nobody@example.org, qui n’est plus de l’équipe" in team.get(at(theirs)).content.decode()
    assert "nobody@example.org" not in team.get(at(other)).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Nulle part", "Aucune organisation du carnet ne s’appelle « Nulle part »."),
        ("Forge", "Plusieurs organisations commencent ainsi : Forge Été (m01), Forge Hiver (m02)."),
    ],
)
def test_an_organisation_that_is_not_clear_is_refused_at_its_field(
    team: Client, forge: Organisation, joins: Joins, typed: str, said: str
) -> None:
    joins("Forge Hiver")

    answer = team.post(ADD, told(team, ADD, member=typed))

    page = re.sub(r"[\u202f\u00a0]", " ", answer.content.decode())
    assert (answer.status_code, said in page, Task.objects.count()) == (200, True, 0)
    team.post(ADD, told(team, ADD, member="forge ete"))
    assert Task.objects.get().organisation == forge


def test_a_task_is_added_from_the_page_of_what_it_is_about(
    team: Client, forge: Organisation, applies: Applies
) -> None:
    application = applies("Candidate")
    for thing, there in (
        (forge, f"{HOME}membres/fiches/{forge.code}/"),
        (application, f"{HOME}candidatures/{application.pk}/"),
    ):
        (link,) = re.findall(
            r'<a class="small" href="([^"]*/taches/ajouter/[^"]*)"', team.get(there).content.decode()
        )

        answer = team.post(link, told(team, link, title=f"À faire pour {thing}"))

        assert (answer.status_code, answer["Location"]) == (302, there)
        assert f"À faire pour {thing}" in team.get(there).content.decode()
    assert [one.about for one in Task.objects.order_by("pk")] == [forge, application]


def test_a_task_is_tied_to_nothing_of_another_cluster(team: Client, other: Cluster) -> None:
    theirs = enter(cluster=other, name="Moulin", by="person:1", on=dt.date(2020, 1, 1))
    link = f"{ADD}?sur=organisation:{theirs.pk}"

    assert "Moulin" not in team.get(link).content.decode()
    team.post(link, {**told(team, ADD), "about": f"organisation:{theirs.pk}"})

    assert Task.objects.get().about is None


@pytest.mark.parametrize(
    "named", ["organisation:x", "organisation:99999999999999999999999", "cluster:1", ":", "x"]
)
def test_what_names_nothing_is_about_nothing(team: Client, named: str) -> None:
    assert team.get(ADD, {"sur": named}).status_code == 200


def test_a_task_of_another_cluster_is_no_page(cast: dict[str, Person], adds: Adds) -> None:
    task = adds()
    client = signed_in(cast["other_lead"])

    found = {client.get(at(task).replace("twist", name)).status_code for name in ("twist", "eau")}

    assert found == {404}
