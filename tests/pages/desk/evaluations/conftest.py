"""A team, a cluster of two members, and evaluations of it that are done without being worked out anew."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone
from tests.browser import Visit, Visitor
from tests.visitors import signed_in

from grappe.analysis.report.checked import read_checked
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.acts import running
from grappe.apps.evaluation.acts.making import make_evaluation
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import results_folder
from grappe.apps.evaluation.rules.attachments import HELD
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.people.models import Person

DESK = "/bureau/grappes/twist/evaluations/"
DAY, SINCE, BY = dt.date(2024, 3, 1), dt.date(2020, 1, 1), "person:1"
Done = Callable[..., Evaluation]


@pytest.fixture(scope="session")
def twist_results(twist_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an evaluation of the example writes, worked out once for all tests."""
    folder = tmp_path_factory.mktemp("results") / "twist"
    heard = running.Heard(step=lambda _: None, warn=lambda _: None)
    running._write(folder, read_checked(twist_folder), "fr", heard)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = {"accounts": "accounts.csv", "questionnaire": "questionnaire.xlsx"}
    package["grappe"]["platform"] = {"tables": sorted(HELD), "files": files}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder


@pytest.fixture
def book(twist: Cluster) -> Cluster:
    """TWIST with two members."""
    for name in ("Atelier Un", "Atelier Deux"):
        one = enter(cluster=twist, name=name, by=BY, on=SINCE)
        category = twist.categories.get(code="effective")
        admit(organisation=one, category=category, kind="enterprise", by=BY, on=SINCE)
    return twist


@pytest.fixture
def made(book: Cluster) -> Done:
    """Makes an evaluation that waits for nobody has asked for it."""

    def make(**told: object) -> Evaluation:
        return make_evaluation(cluster=book, as_of=told.pop("as_of", DAY), by=BY, on=DAY, **told)  # type: ignore[arg-type]

    return make


@pytest.fixture
def done(made: Done, twist_results: Path) -> Done:
    """Makes an evaluation that is done: its results are those of the example."""

    def make(**told: object) -> Evaluation:
        one, now = made(**told), timezone.now()
        shutil.copytree(twist_results, results_folder(one))
        hours = {"started_at": now, "seen_at": now, "ended_at": now + dt.timedelta(seconds=72)}
        Evaluation.objects.filter(pk=one.pk).update(state=Evaluation.State.DONE, **hours)
        return Evaluation.objects.get(pk=one.pk)

    return make


@pytest.fixture
def moved(done: Done) -> Done:
    """Makes one that is done with a member less, a figure more and one less, and a sentence that says so."""

    def make(**told: object) -> Evaluation:
        one = done(**told)
        folder = results_folder(one)
        rows = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        by_name = {(row["figure"], row["key"]): row for row in rows}
        total, half = by_name["members.total", None], by_name["survey.response_rate", None]
        names = [name for name in total["rows"].split(";") if name != "m01"]
        total |= {"value": 56.0, "n_used": 56, "n_eligible": 56, "rows": ";".join(names)}
        half |= {"value": 0.5}
        by_name["members.by_kind", "research"] |= {"key": "education_"}
        (folder / "figures.json").write_text(json.dumps(rows), encoding="utf-8")
        kept = pl.read_parquet(folder / "rows.parquet")
        gone = (pl.col("figure") == "members.total") & (pl.col("row") == "m01")
        kept.filter(~gone).write_parquet(folder / "rows.parquet")
        sentences = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
        sentences[0] |= {"printed": "Ils sont 56."}
        (folder / "sentences.json").write_text(json.dumps(sentences), encoding="utf-8")
        return one

    return make


@pytest.fixture
def team(cast: dict[str, Person]) -> Client:
    return signed_in(cast["team"])


def token(client: Client, address: str) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found[1]


def entered(visit: Visitor, person: Person, **options: Any) -> Visit:
    """A window of somebody who has come in."""
    one = visit(**options)
    cookie = signed_in(person).cookies["sessionid"]
    one.page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": one.address}])
    return one
