"""What is done to a cluster: each act leaves one line, and refuses at the field."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from grappe.apps.clusters.acts.axes import set_axis, withdraw_axis
from grappe.apps.clusters.acts.documents import correct_document, file_document, withdraw_document
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.missions import publish_missions
from grappe.apps.clusters.acts.objectives import map_objective, set_objective, withdraw_objective
from grappe.apps.clusters.acts.recognitions import (
    correct_recognition,
    record_recognition,
    withdraw_recognition,
)
from grappe.apps.clusters.acts.statutes import adopt_statutes, correct_statutes, withdraw_statutes
from grappe.apps.clusters.models import (
    Cluster,
    Document,
    MissionList,
    ObjectiveMission,
    Recognition,
    Statutes,
)
from grappe.apps.clusters.queries.missions import list_in_use, missions_of
from grappe.apps.clusters.queries.of_a_day import axes_on, objectives_on, recognitions_known_on, statutes_on
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import first_broken

BY = {"by": "system:tests", "on": dt.date(2010, 3, 1)}


def acts() -> list[str]:
    """The acts of the journal, but for those of the founding."""
    return [act for act in Entry.objects.values_list("act", flat=True) if act != "cluster.founded"]


def last_line() -> tuple[dict[str, Any], dict[str, Any]]:
    entry = Entry.objects.select_related("told").latest("number")
    return json.loads(entry.told.before), json.loads(entry.told.after)


def test_a_cluster_changes_by_fields_told_before_and_after(twist: Cluster) -> None:
    changed = change_identity(twist, **BY, name="TWIST", office_fte=Decimal("2.5"), scope_nace=["59.11"])
    before, after = last_line()

    assert {field: (before[field], after[field]) for field in after if before[field] != after[field]} == {
        "name": ("Cluster TWIST", "TWIST"),
        "office_fte": (None, "2.50"),
        "scope_nace": ([], ["59.11"]),
    }
    assert (changed.name, acts()) == ("TWIST", ["cluster.changed"])
    assert first_broken() is None


def test_what_changes_nothing_leaves_no_line(twist: Cluster) -> None:
    change_identity(twist, **BY, name="Cluster TWIST", scope_nace=[])

    assert acts() == []


@pytest.mark.parametrize("field", ["slug", "id", "colours"])
def test_an_address_never_changes_nor_a_field_that_is_none(twist: Cluster, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        change_identity(twist, **BY, **{field: "x"})


def test_of_several_versions_the_statutes_of_a_day_are_those_in_force(twist: Cluster) -> None:
    first = adopt_statutes(
        cluster=twist,
        title="2007",
        adopted_on=dt.date(2007, 6, 11),
        by="system:tests",
        file=ContentFile(b"%PDF", "s.pdf"),
    )
    adopt_statutes(
        cluster=twist,
        title="2009",
        adopted_on=dt.date(2009, 5, 28),
        in_force_on=dt.date(2009, 7, 1),
        by="system:tests",
    )

    days = [dt.date(2007, 6, 10), dt.date(2007, 6, 11), dt.date(2009, 6, 30), dt.date(2009, 7, 1)]
    found = [statutes_on(twist, day) for day in days]
    assert [one and one.title for one in found] == [None, "2007", "2007", "2009"]
    with first.file.open() as file:
        assert file.read() == b"%PDF"
    assert first.file.name.split("/")[:3] == ["clusters", str(twist.pk), "statutes"]
    assert acts() == ["statutes.adopted", "statutes.adopted"]


def test_a_correction_of_the_statutes_tells_its_reason(twist: Cluster) -> None:
    made = adopt_statutes(cluster=twist, title="2007", adopted_on=dt.date(2007, 6, 11), by="system:tests")

    correct_statutes(made, **BY, reason="Moniteur", in_force_on=dt.date(2007, 7, 13))

    before, after = last_line()
    assert (before["in_force_on"], after["in_force_on"], after["reason"]) == (
        "2007-06-11",
        "2007-07-13",
        "Moniteur",
    )


def test_statutes_in_force_before_their_adoption_are_refused_at_the_field(twist: Cluster) -> None:
    with pytest.raises(ValidationError) as refused:
        adopt_statutes(
            cluster=twist,
            title="S",
            adopted_on=dt.date(2007, 6, 11),
            in_force_on=dt.date(2007, 6, 10),
            by="system:tests",
        )

    assert set(refused.value.message_dict) >= {"in_force_on"}
    assert (Statutes.objects.count(), acts()) == (0, [])


def test_an_objective_is_set_said_otherwise_and_withdrawn_from_a_day_on(twist: Cluster) -> None:
    made = set_objective(cluster=twist, code="b01", text="Lier", source="statutes", **BY)
    again = set_objective(cluster=twist, code="b01", text="Lier les membres", source="statutes", **BY)
    withdraw_objective(again, by="system:tests", on=dt.date(2011, 1, 1))

    assert made == again
    assert [one.text for one in objectives_on(twist, dt.date(2010, 12, 31))] == ["Lier les membres"]
    assert list(objectives_on(twist, dt.date(2011, 1, 1))) == []
    assert acts() == ["objective.set", "objective.changed", "objective.withdrawn"]


def test_an_objective_is_mapped_once_in_each_regime(twist: Cluster) -> None:
    made = set_objective(cluster=twist, code="b01", text="Lier", **BY)

    for regime, code in [("decree_2007", "d2007_1"), ("decree_2024", "d2024_2"), ("decree_2007", "d2007_3")]:
        map_objective(objective=made, regime=regime, code=code, **BY)
    map_objective(objective=made, regime="decree_2024", code="d2024_2", **BY)
    map_objective(objective=made, regime="decree_2024", code=None, **BY)

    assert list(ObjectiveMission.objects.values_list("regime", "code")) == [("decree_2007", "d2007_3")]
    assert acts() == ["objective.set", *["objective.mapped"] * 4]
    assert last_line() == ({"decree_2024": "d2024_2"}, {"decree_2024": None})


@pytest.mark.parametrize(("regime", "code"), [("decree_2007", "d2024_1"), ("decree_1999", "d2007_1")])
def test_an_objective_is_mapped_to_what_its_regime_knows_alone(
    twist: Cluster, regime: str, code: str
) -> None:
    made = set_objective(cluster=twist, code="b01", text="Lier", **BY)

    with pytest.raises(ValidationError) as refused:
        map_objective(objective=made, regime=regime, code=code, **BY)

    assert set(refused.value.message_dict) == {"code"}


def test_an_axis_is_set_named_otherwise_and_withdrawn_from_a_day_on(twist: Cluster) -> None:
    set_axis(cluster=twist, code="ax1", label="3D", since=dt.date(2009, 1, 1), **BY)
    axis = set_axis(cluster=twist, code="ax1", label="Relief", since=dt.date(2009, 1, 1), **BY)
    withdraw_axis(axis, by="system:tests", on=dt.date(2010, 1, 1))

    days = [dt.date(2008, 12, 31), dt.date(2009, 1, 1), dt.date(2009, 12, 31), dt.date(2010, 1, 1)]
    assert [[axis.label for axis in axes_on(twist, day)] for day in days] == [[], ["Relief"], ["Relief"], []]
    assert acts() == ["axis.set", "axis.changed", "axis.withdrawn"]


def test_a_recognition_takes_the_regime_of_its_first_day_where_none_is_said(twist: Cluster) -> None:
    for number, first, last in [(1, 2007, 2010), (2, 2024, 2028)]:
        record_recognition(
            cluster=twist, number=number, starts_on=dt.date(first, 7, 1), ends_on=dt.date(last, 6, 30), **BY
        )

    assert list(Recognition.objects.values_list("regime", flat=True)) == ["decree_2007", "decree_2024"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"ends_on": dt.date(2010, 6, 30)}, "ends_on"),
        ({"starts_on": dt.date(2006, 7, 1)}, "starts_on"),
        ({"number": 1}, "number"),
        ({"subsidy_rate": Decimal(80)}, "subsidy_rate"),
        ({"eligible_cost_cap": Decimal(-1)}, "eligible_cost_cap"),
        ({"regime": "decree_1999"}, "regime"),
    ],
)
def test_a_recognition_is_refused_at_the_field_that_is_wrong(
    twist: Cluster, told: dict[str, Any], field: str
) -> None:
    first = {"number": 1, "starts_on": dt.date(2007, 7, 1), "ends_on": dt.date(2010, 6, 30)}
    second = {"number": 2, "starts_on": dt.date(2010, 7, 1), "ends_on": dt.date(2013, 6, 30)}
    record_recognition(cluster=twist, **first, **BY)

    with pytest.raises(ValidationError) as refused:
        record_recognition(cluster=twist, **{**second, **told}, **BY)

    assert field in refused.value.message_dict
    assert (Recognition.objects.count(), len(acts())) == (1, 1)


def test_a_recognition_is_corrected_for_a_reason(twist: Cluster) -> None:
    made = record_recognition(
        cluster=twist, number=1, starts_on=dt.date(2007, 7, 1), ends_on=dt.date(2010, 6, 30), **BY
    )

    corrected = correct_recognition(made, **BY, reason="Arrêté relu", subsidy_rate=Decimal("0.8"))

    assert corrected.subsidy_rate == Decimal("0.8")
    assert (last_line()[1]["reason"], acts()[-1]) == ("Arrêté relu", "recognition.corrected")


def test_what_was_noted_by_mistake_counts_on_no_day_and_its_place_is_free(twist: Cluster) -> None:
    day = {"starts_on": dt.date(2005, 3, 1), "ends_on": dt.date(2008, 2, 29)}
    statutes = adopt_statutes(cluster=twist, title="2007", adopted_on=dt.date(2007, 6, 11), by="system:tests")
    twice = record_recognition(cluster=twist, number=1, **day, **BY)

    withdraw_statutes(statutes, reason="D’un autre cluster", **BY)
    withdraw_recognition(twice, reason="Inscrite deux fois", **BY)

    told = last_line()[1]
    assert (told["reason"], told["withdrawn_on"]) == ("Inscrite deux fois", "2010-03-01")
    assert acts()[-2:] == ["statutes.withdrawn", "recognition.withdrawn"]
    summer = dt.date(2007, 7, 1)
    assert (statutes_on(twist, summer), list(recognitions_known_on(twist, summer))) == (None, [])
    again = record_recognition(cluster=twist, number=1, **day, **BY)
    assert list(recognitions_known_on(twist, summer)) == [again]
    with pytest.raises(ValidationError, match="1 est déjà notée") as refused:
        record_recognition(cluster=twist, number=1, **day, **BY)
    assert list(refused.value.error_dict) == ["number"]


def test_a_document_is_filed_described_better_and_withdrawn(twist: Cluster) -> None:
    made = file_document(cluster=twist, code="d01", title="Statuts", kind="statutes", chapters=[2, 3], **BY)
    made = correct_document(made, **BY, chapters=[2, 3, 6], confidential=True)
    withdraw_document(made, **BY, reason="Doublon")

    kept = Document.objects.get()
    assert (kept.chapters, kept.confidential, kept.withdrawn_on) == ([2, 3, 6], True, dt.date(2010, 3, 1))
    assert acts() == ["document.filed", "document.corrected", "document.withdrawn"]


@pytest.mark.parametrize("chapters", [[0], [9], ["2"], [True], [2, 2], {"2": 1}])
def test_a_document_serves_chapters_of_the_report_once_each(twist: Cluster, chapters: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        file_document(cluster=twist, code="d01", chapters=chapters, **BY)

    assert set(refused.value.message_dict) == {"chapters"}


@pytest.mark.usefixtures("installation")
def test_the_lists_of_the_law_are_there_from_the_start_and_say_what_their_words_are_worth() -> None:
    found = {regime: list_in_use(regime) for regime in ("decree_2007", "decree_2024")}

    assert [(one.wording, one.missions.count(), one.version) for one in found.values()] == [
        ("unknown", 6, 1),
        ("summary", 4, 1),
    ]


@pytest.mark.usefixtures("installation")
def test_a_better_version_of_a_list_takes_the_place_of_the_last_one_which_stays() -> None:
    labels = {f"d2007_{number}": f"Mot à mot {number}" for number in range(1, 7)}

    publish_missions(
        regime="decree_2007",
        labels=labels,
        wording="verbatim",
        text_title="Article 2",
        since=dt.date(2007, 7, 1),
        **BY,
    )

    assert [one.label for one in missions_of("decree_2007")] == list(labels.values())
    assert MissionList.objects.filter(regime="decree_2007").count() == 2
    assert (last_line()[0]["version"], last_line()[1]["labels"]["d2007_6"]) == (1, "Mot à mot 6")


@pytest.mark.usefixtures("installation")
def test_a_version_of_a_list_without_a_code_that_stood_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        publish_missions(
            regime="decree_2007",
            labels={"d2007_1": "Un"},
            wording="verbatim",
            text_title="T",
            since=dt.date(2007, 7, 1),
            **BY,
        )

    assert set(refused.value.message_dict) == {"labels"}
    assert MissionList.objects.count() == 2
