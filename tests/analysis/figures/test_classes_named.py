"""A class that a finding or the matrix names, and that its figure does not have."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from tests.analysis.figures.build import asked_on, asking, dossier_of, member

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.figures.classes_named import lines_of_classes, unknown_classes
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.prose import unknown_names

MEMBERS = [member("a"), member("b")]
FORM = asking("satisfaction:fairs", "satisfaction:training")
ANSWERS = [{"response_id": "r", "member_id": "a", "q0": "a", "q1": "b"}]


def dossier(text: str = "", evidence: tuple[str, ...] = (), **more: Any) -> Dossier:
    finding = {"finding_id": "f", "text": text, "evidence": list(evidence)}
    return dossier_of(FORM, members=MEMBERS, responses=ANSWERS, findings=[finding], **more)


def told(of: Dossier) -> list[Fault]:
    return unknown_classes(of, lines_of_classes(of, [asked_on(of)]))


def test_a_class_of_an_open_list_that_nobody_has_is_told_with_those_there_are() -> None:
    (fault,) = told(dossier("Ici {satisfaction.share[faires]|1}, là {satisfaction.share[training]}."))

    assert (fault.table, fault.column, fault.row, fault.value, fault.severity) == (
        "findings",
        "text",
        2,
        "satisfaction.share[faires]",
        "warning",
    )
    assert "Classes connues : fairs, training. Vouliez-vous dire « fairs » ?" in fault.sentence("fr")


def test_a_class_of_a_closed_list_and_one_of_a_figure_without_classes_are_told() -> None:
    closed, plain = told(dossier(evidence=("members.by_kind[enterprises]", "doc:d1", "members.total[x]")))

    assert closed.column == plain.column == "evidence"
    assert "« enterprise »" in closed.sentence("fr")
    assert "n’a pas de classes" in plain.sentence("fr")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{members.by_kind[entreprise]}", "Vouliez-vous dire « enterprise » ?"),
        ("{members.total[x]}", "ce chiffre n’a pas de classes. Écrivez-le sans crochets : members.total."),
        ("{members.by_kind[zzz]}", "Classes connues : enterprise, research"),
    ],
)
def test_a_class_that_a_figure_can_never_have_is_a_fault(text: str, said: str) -> None:
    (fault,) = unknown_names(dossier(text))

    assert (fault.severity, fault.table, fault.column, fault.row) == ("fault", "findings", "text", 2)
    assert said in fault.sentence("fr")


def test_a_class_of_an_open_list_is_no_fault() -> None:
    assert unknown_names(dossier("{satisfaction.share[faires]} {members.by_kind[enterprise]}")) == []


def test_a_figure_by_class_that_is_printed_without_its_class_is_told() -> None:
    (fault,) = told(dossier("Soit {members.by_kind} membres.", evidence=("members.by_kind",)))

    assert (fault.severity, fault.column, fault.value) == ("warning", "text", "members.by_kind")
    assert "Dites laquelle : members.by_kind[enterprise]." in fault.sentence("fr")


def test_the_matrix_is_asked_too_in_its_answers_and_its_figures() -> None:
    question = {
        "question_id": "q",
        "answer": "{satisfaction.share[nothing]}",
        "figures": ["satisfaction.share[fairs]", "satisfaction.share[nothing]", "satisfaction.share"],
    }

    assert [(f.column, f.value) for f in told(dossier(matrix=[question]))] == [
        ("answer", "satisfaction.share[nothing]"),
        ("figures", "satisfaction.share[nothing]"),
    ]


@pytest.mark.parametrize("text", ["{finance.result[2009]}", "{members.totl[x]}", "{rien}", "{members.total}"])
def test_a_figure_that_is_not_there_or_not_known_is_told_elsewhere(text: str) -> None:
    assert told(dossier(text)) == []


def test_each_cluster_has_its_own_classes() -> None:
    clusters = [{"cluster_id": name, "name": name} for name in ("c", "d")]
    findings = [
        {"cluster_id": name, "finding_id": "f", "text": "{actions.by_axis[ax1]}"} for name in ("c", "d")
    ]
    lines = pl.DataFrame({"cluster_id": ["c", "d"], "figure": ["actions.by_axis"] * 2, "key": ["ax1", "ax2"]})

    assert [
        fault.row for fault in unknown_classes(dossier_of(cluster=clusters, findings=findings), lines)
    ] == [3]


def test_a_province_where_nobody_is_is_no_fault_and_one_that_is_not_there_is() -> None:
    members = [member("a", postal_code="4000")]
    text = "{members.enterprises_by_province[BE35]} {members.enterprises_by_province[BE99]}"
    of = dossier_of(members=members, findings=[{"finding_id": "f", "text": text}])

    assert [fault.value for fault in told(of)] == ["members.enterprises_by_province[BE99]"]


def test_the_results_of_a_whole_evaluation_tell_the_same() -> None:
    of = dossier("{satisfaction.share[no]} {members.by_kind[no]}")

    assert unknown_classes(of, evaluate(of, asked_on(of))) == told(of)
    assert len(told(of)) == 2


def test_nothing_is_worked_out_where_no_class_is_named() -> None:
    of = dossier("{members.total}")

    assert lines_of_classes(of, [asked_on(of)]).equals(
        pl.DataFrame(schema={"cluster_id": pl.String, "figure": pl.String, "key": pl.String})
    )
