"""An evaluation of TWIST in a real browser: started, followed, read, and held against the next one."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from tests.browser import Visitor
from tests.databases import environment_of
from tests.pages.desk.evaluations.conftest import BY, DESK, entered

from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts.bringing_in import bring_in
from grappe.apps.evaluation.queries.evaluations import results_folder
from grappe.apps.members.acts.membership import end_membership
from grappe.apps.members.models import MembershipAct
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

TODAY = dt.date(2026, 11, 26)
LONG = 90_000
"""Milliseconds that an evaluation may take on a machine that does much else."""


def press(page: Page, role: Any, name: str) -> None:
    """Press what is called so, by the keyboard."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


@contextmanager
def at_work(installation: Installation) -> Iterator[None]:
    """A worker of the installation, until the end of the block."""
    words = [sys.executable, "-m", "grappe.cli.main", "worker", "--name", "journey"]
    worker = subprocess.Popen(
        words,
        env=environment_of(installation, installation.data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=60)


@pytest.fixture
def whole(installation: Installation) -> Iterator[None]:
    """Has the pages and the worker keep files in one place, as they do outside of tests."""
    with override_settings(MEDIA_ROOT=str(installation.data / "files")):
        yield


@pytest.fixture
def prepared() -> None:
    """Nothing: TWIST comes from its dossier."""


@pytest.fixture
def twist(whole: None, twist_folder: Path) -> Cluster:  # noqa: ARG001 - where its files lie
    """TWIST, with all that its dossier holds."""
    return bring_in(twist_folder, slug="twist", by=BY, on=TODAY).cluster


def test_an_evaluation_is_started_followed_read_and_held_against_the_next(
    visit: Visitor,
    cast: dict[str, Person],
    twist: Cluster,
    twist_folder: Path,
    twist_results: Path,
    installation: Installation,
) -> None:
    window = entered(visit, cast["team"])
    page = window.go(DESK)
    press(page, "link", "Évaluation au 1er mars 2010")
    press(page, "link", "En préparer une autre à partir d’elle")
    page.wait_for_url("**/nouvelle/?comme=1")
    assert page.get_by_label("Jour de référence").input_value() == "2010-03-01"
    assert page.locator('[name="keep"]:checked').count() == twist.evaluations.get().files.count()

    page.get_by_label("Jour de référence").fill("2009-12-31")
    page.locator('[name="table-letters"]').set_input_files(twist_folder / "letters.csv")
    press(page, "button", "Lancer l’évaluation")
    page.get_by_text("les fichiers que vous avez choisis le sont toujours").first.wait_for()
    assert (
        page.get_by_text("cite le document d06")
        .first.inner_text()
        .endswith(
            "daté du 22 février 2010, après le jour de référence (31 décembre 2009). Choisissez un jour plus tardif, ou retirez-le de cette ligne du fichier."
        )
    )
    assert page.locator('[name="table-letters"]').evaluate("field => field.files[0].name") == "letters.csv"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    window.shoot("evaluation-refused-at-its-form")
    assert (window.axe(), window.beyond()) == ([], 0)
    page.get_by_label("Jour de référence").fill("2010-03-01")
    press(page, "button", "Lancer l’évaluation")
    page.get_by_text("attend son tour").wait_for()
    window.shoot("evaluation-waits")
    assert (window.axe(), window.beyond()) == ([], 0)
    with at_work(installation):
        page.get_by_text("Étape").wait_for(timeout=LONG)
        window.shoot("evaluation-runs")
        page.get_by_text("terminée", exact=True).wait_for(timeout=LONG)

        second = twist.evaluations.get(number=2)
        for name in ("figures.csv", "audit.csv", "sentences.csv"):
            assert (results_folder(second) / name).read_bytes() == (twist_results / name).read_bytes(), name
        assert page.locator(".keys dd").first.inner_text() == "57"

        end_membership(
            organisation=twist.organisations.get(code="m01"),
            kind=MembershipAct.Kind.RESIGNED,
            by=BY,
            on=dt.date(2010, 2, 1),
            reason="Lettre du 15 janvier",
        )
        press(page, "link", "En préparer une autre à partir d’elle")
        page.wait_for_url("**/nouvelle/?comme=2")
        press(page, "button", "Lancer l’évaluation")
        page.get_by_text("terminée", exact=True).wait_for(timeout=LONG)

    press(page, "link", "Comparer avec la précédente")
    page.wait_for_url("**/comparer/**")
    row = page.locator("tr", has=page.get_by_role("link", name="Membres", exact=True))
    assert row.locator("del, ins").all_inner_texts() == ["57", "56"]
    assert (window.axe(), window.beyond()) == ([], 0)
    window.shoot("evaluations-compared")
    press(page, "link", "Membres")
    page.get_by_role("heading", name="D’où il vient").wait_for()
    assert page.get_by_text("56 lignes comptées sur 56.").count() == 1
