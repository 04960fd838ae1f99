"""The matched comparison asked for a dossier: which group, and when there is no question to ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.figures.build import Rows, dossier_of
from tests.analysis.registry.peers.known_group import FIRST, SECOND, made_store, number

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.registry.effects.of_dossier import STUDY, effects_of, group_of_cluster
from grappe.analysis.registry.effects.verdict import FEW_MEMBERS
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.register import Register


def written(eight: int) -> str:
    digits = f"{number(eight):010d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def dossier(accounts: Rows | None = None, **cluster: Any) -> Dossier:
    return dossier_of(
        cluster=[{"cluster_id": "c", "region": "BE3", **cluster}],
        members=[
            {
                "cluster_id": "c",
                "member_id": str(n),
                "name": str(n),
                "kind": "enterprise",
                "enterprise_number": written(n),
                "joined_on": dt.date(2023, 1, 1),
                "nace": "59.11",
                "nace_version": "2008",
            }
            for n in (FIRST, SECOND)
        ],
        **({} if accounts is None else {"accounts": accounts}),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("dossier"))


def test_the_group_is_of_the_scope_else_of_the_members_classes() -> None:
    scoped = group_of_cluster(dossier(scope_nace=["59", "62.01"], scope_nace_version="2008"), "c", 2023)
    unscoped = group_of_cluster(dossier(), "c", 2023)

    assert scoped is not None
    assert (scoped.nace, scoped.region, scoped.first_year) == (("59", "62.01"), "BE3", 2004)
    assert unscoped is not None
    assert unscoped.nace == ("59.11",)


def test_without_a_before_and_an_after_there_is_no_question(store: Path) -> None:
    with opened("polars") as engine:
        assert effects_of(dossier(), "c", Register(store, engine), year=2023) is None


def test_a_year_that_the_dossier_tells_makes_a_question_and_two_members_get_no_answer(store: Path) -> None:
    told = dossier(
        accounts=[{"member_id": str(FIRST), "year": 2020, "months": 12, "fte": 9.0, "value_added": 4e4}]
    )
    with opened("polars") as engine:
        judged = effects_of(told, "c", Register(store, engine), year=2023, study=replace(STUDY, before=2))

    assert judged is not None
    assert judged.drawn.completed == 1
    assert judged.drawn.members == 2
    assert [reason.message for reason in judged.verdict.reasons][:1] == [FEW_MEMBERS]
    assert {one.state for one in judged.verdict.findings} == {"not_identifiable"}
