"""A theme of the matrix that no interview was coded under."""

from __future__ import annotations

from typing import Any

from tests.analysis.figures.build import dossier_of
from tests.analysis.matrix.test_triangulation import INTERVIEWS, MEMBERS, QUESTION, codings

from grappe.analysis.matrix.themes import unknown_themes


def told(*themes: str, **tables: Any) -> list[tuple[str | None, str | None]]:
    found = unknown_themes(
        dossier_of(members=MEMBERS, matrix=[{**QUESTION, "themes": list(themes)}], **tables)
    )
    assert {fault.severity for fault in found} <= {"warning"}
    return [(fault.value, fault.values["guess"] and str(fault.values["guess"])) for fault in found]


def test_a_theme_that_nobody_spoke_of_is_told_with_the_nearest() -> None:
    heard = {"interviews": INTERVIEWS, "codings": codings("positive", theme="Masse  critique")}

    assert told("masse critique", "MASSE CRITIQUE ", "mase critique", "autre", **heard) == [
        ("mase critique", "Masse critique"),
        ("autre", ""),
    ]


def test_before_any_coding_no_theme_is_unknown() -> None:
    assert told("masse", interviews=INTERVIEWS) == []


def test_a_theme_is_looked_for_in_its_own_cluster() -> None:
    clusters = [{"cluster_id": name, "name": name} for name in ("c", "d")]
    spoken = [{**row, "cluster_id": "d"} for row in codings("positive", theme="d seul")]

    of_two = dossier_of(
        cluster=clusters,
        members=MEMBERS,
        matrix=[{**QUESTION, "themes": ["d seul"]}, {**QUESTION, "cluster_id": "d", "themes": ["d seul"]}],
        codings=[*codings("positive"), *spoken],
    )

    assert [fault.row for fault in unknown_themes(of_two)] == [2]
