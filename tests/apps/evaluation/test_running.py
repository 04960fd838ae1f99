"""An evaluation worked out from the platform: figure for figure that of the files, and what may go wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate as evaluated
from grappe.analysis.report.checked import read_checked
from grappe.apps.evaluation.acts import running
from grappe.apps.evaluation.acts.bringing_in import bring_in
from grappe.apps.evaluation.acts.making import attach_file, make_evaluation
from grappe.apps.evaluation.acts.running import Busy, NotWaiting, run
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import figures_of, provenance_of, report_of, results_folder
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.membership import end_membership
from grappe.apps.members.models import MembershipAct

BY, DAY = "system:tests", dt.date(2010, 3, 1)
FILES = ("figures.csv", "audit.csv", "sentences.csv")
State = Evaluation.State


def again(evaluation: Evaluation) -> Evaluation:
    return make_evaluation(cluster=evaluation.cluster, as_of=evaluation.as_of, like=evaluation, by=BY, on=DAY)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has evaluations be worked out without their results, which take seconds."""
    monkeypatch.setattr(running, "_write", lambda *_: [])


def members_total(evaluation: Evaluation) -> float:
    with dossier_of(evaluation.cluster, evaluation.as_of, attached=evaluation) as folder:
        dossier = read_checked(folder)
    figures = evaluated(dossier, asked_of(dossier, evaluation.as_of, today=DAY))
    total: float = figures.filter(figures["figure"] == "members.total")["value"].item()
    return total


@pytest.mark.usefixtures("installation")
def test_twist_from_the_platform_is_figure_for_figure_that_of_its_files(
    twist_folder: Path, tmp_path: Path
) -> None:
    evaluation = run(bring_in(twist_folder, slug=None, by=BY, on=DAY), by=BY)

    heard = running.Heard(step=lambda _: None, warn=lambda _: None)
    running._write(tmp_path / "files", read_checked(twist_folder), "fr", heard)
    assert evaluation.state == State.DONE
    for name in FILES:
        assert (results_folder(evaluation) / name).read_bytes() == (tmp_path / "files" / name).read_bytes(), (
            name
        )
    assert len(figures_of(evaluation)) > 200
    asked = ("report.html", "report.pdf", "report.docx", "figures.csv", "../1/report.pdf")
    assert [report_of(evaluation, name) is not None for name in asked] == [True, True, True, False, False]
    assert provenance_of(evaluation)["tables"] == [
        "axes",
        "cluster",
        "documents",
        "establishments",
        "members",
        "objectives",
        "recognitions",
    ]
    assert provenance_of(evaluation)["files"]["questionnaire"] == "questionnaire.xlsx"
    assert any("15 avril 2010" in remark for remark in evaluation.remarks["fr"])
    assert len({len(remarks) for remarks in evaluation.remarks.values()}) == 1

    before = members_total(evaluation)
    end_membership(
        organisation=evaluation.cluster.organisations.get(code="m01"),
        kind=MembershipAct.Kind.RESIGNED,
        by=BY,
        on=dt.date(2010, 2, 1),
        reason="Lettre du 15 janvier",
    )
    assert (before, members_total(again(evaluation))) == (57, 56)


@pytest.mark.usefixtures("quick")
def test_an_evaluation_that_is_done_has_its_hours_and_its_line(small: Evaluation) -> None:
    done = run(small, by="person:7")

    assert (done.state, done.step) == (State.DONE, "")
    assert done.started_at <= done.seen_at <= done.ended_at
    assert [line.act for line in entries_of(f"evaluation:{done.pk}")][-1] == "evaluation.ended"


def test_what_the_files_say_wrong_refuses_the_evaluation_in_words(small: Evaluation) -> None:
    wrong = ContentFile(b"action_id,member_id\na1,m9\n")
    attach_file(small, name="participations.csv", file=wrong, by=BY, on=DAY)

    refused = run(small, by=BY)

    assert refused.state == State.REFUSED
    assert "m9" in refused.refusals["fr"][0]
    assert {language: len(told) for language, told in refused.refusals.items()} == dict.fromkeys(
        ("fr", "en", "nl", "de"), 2
    )
    assert not results_folder(refused).exists()


def test_what_nobody_foresaw_closes_the_evaluation_and_goes_on_up(
    small: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(running, "write_results", breaks)

    with pytest.raises(RuntimeError, match="out of paper"):
        run(small, by=BY)

    small.refresh_from_db()
    assert (small.state, len(small.refusals["nl"])) == (State.REFUSED, 1)
    assert list(results_folder(small).parent.glob("*")) == []


@pytest.mark.usefixtures("quick")
def test_one_evaluation_of_a_cluster_runs_at_a_time(small: Evaluation) -> None:
    second = again(small)
    running.begin(small, by=BY)

    with pytest.raises(Busy):
        run(second, by=BY)
    with pytest.raises(NotWaiting):
        run(small, by=BY)

    running.end(small, State.DONE, by=BY)
    assert run(second, by=BY).state == State.DONE


@pytest.mark.usefixtures("quick")
def test_an_evaluation_whose_worker_was_killed_makes_room_for_the_next(small: Evaluation) -> None:
    second = again(small)
    running.begin(small, by=BY)
    Evaluation.objects.filter(pk=small.pk).update(seen_at=timezone.now() - running.SILENCE * 2)

    done = run(second, by=BY)

    small.refresh_from_db()
    assert (done.state, small.state) == (State.DONE, State.REFUSED)
    assert "interrompu" in small.refusals["fr"][0]


def test_a_worker_that_was_slow_and_not_dead_does_not_undo_the_closing(small: Evaluation) -> None:
    running.begin(small, by=BY)
    running.end(small, State.REFUSED, by=BY, refusals={"fr": ["Arrêtée."]})

    late = running.end(small, State.DONE, by=BY)

    assert (late.state, late.refusals) == (State.REFUSED, {"fr": ["Arrêtée."]})


def test_the_worker_says_what_it_is_doing(small: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def looks(_: Path, __: object, ___: object, heard: running.Heard) -> list[object]:
        steps.append(Evaluation.objects.get(pk=small.pk).step)
        heard.step("Mise en page" * 50)
        steps.append(Evaluation.objects.get(pk=small.pk).step[:12])
        return []

    monkeypatch.setattr(running, "_write", looks)
    run(small, by=BY)

    assert steps == ["Lecture du dossier", "Mise en page"]
