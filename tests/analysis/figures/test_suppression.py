"""Small groups do not show, neither in a line nor by subtraction."""

from __future__ import annotations

import datetime as dt
from functools import cache
from random import Random
from typing import Any

import polars as pl
import pytest
from tests.analysis.figures.attacker import COUNTS, COVERAGE, SPLITS, read_at_sight, recovered
from tests.analysis.figures.build import asked_on, dossier_of, member
from tests.analysis.figures.random_dossiers import random_dossier

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate, evaluate_readings
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.figures.suppression import suppressed

ATTACKED = [figures()[name] for name in dict.fromkeys((*COVERAGE, *COUNTS, *SPLITS))]
SPELLS = ("joined", "left", "answers")
POSTAL_CODES = ("4000", "5000", "1000", "7000", "9000")
RATE_OF_ENTERPRISES = ("survey.response_rate_by", "kind:enterprise")
HIDDEN = ("value", "n_used", "n_eligible", "low", "high", "level", "method", "rows", "missing")


def shown(results: pl.DataFrame, below: int) -> dict[tuple[str, str], str]:
    lines = suppressed(results, below).to_dicts()
    return {(line["figure"], line["key"] or ""): line["status"] for line in lines}


def with_kinds(**sizes: int) -> Dossier:
    """Return a dossier with so many members of each kind, all categorised and seated in Liège."""
    spells = [
        member(f"{kind}{place}", kind=kind, category="effective", postal_code="4000")
        for kind, size in sizes.items()
        for place in range(size)
    ]
    accounts = [
        {"member_id": spell["member_id"], "year": 2008, "fte": 5.0}
        for spell in spells
        if spell["kind"] == "enterprise"
    ]
    return dossier_of(members=spells, accounts=accounts)


@cache
def a_crowd() -> pl.DataFrame:
    """30 enterprises, 12 research actors, 8 schools, 2 associations."""
    dossier = with_kinds(enterprise=30, research=12, education=8, association_public=2)
    return evaluate(dossier, asked_on(dossier))


def test_nothing_is_hidden_unless_asked() -> None:
    assert suppressed(a_crowd(), 0).equals(a_crowd())
    assert suppressed(a_crowd(), 1).equals(a_crowd())


def test_a_class_below_the_threshold_is_hidden_and_the_next_smallest_with_it() -> None:
    status = shown(a_crowd(), 5)

    assert status["members.by_kind", "association_public"] == "suppressed"
    assert status["members.by_kind", "education"] == "suppressed"
    assert status["members.by_kind", "research"] == "ok"
    assert status["members.by_kind", "enterprise"] == "ok"
    assert status["members.total", ""] == "ok"


def test_a_threshold_is_itself_shown() -> None:
    assert set(shown(a_crowd(), 2).values()) <= {"ok", "not_available"}


def test_a_hidden_line_keeps_its_name_and_nothing_else() -> None:
    lines = suppressed(a_crowd(), 5).filter(figure="members.by_kind", key="association_public").to_dicts()

    assert [line["status"] for line in lines] == ["suppressed"]
    assert {name: lines[0][name] for name in HIDDEN} == dict.fromkeys(HIDDEN)


def test_what_shows_the_size_of_the_enterprises_is_hidden_with_them() -> None:
    dossier = with_kinds(enterprise=9, research=2)

    status = shown(evaluate(dossier, asked_on(dossier)), 5)

    # 11 members are shown; the enterprises would give the two research actors away.
    assert status["members.total", ""] == "ok"
    hidden = (
        ("members.by_kind", "research"),
        ("members.by_kind", "enterprise"),
        ("employment.n", ""),
        ("employment.mean", ""),
        ("members.enterprises_in_region", ""),
    )
    assert {status[place] for place in hidden} == {"suppressed"}


def test_a_target_is_hidden_with_its_figure() -> None:
    crowd = with_kinds(enterprise=30, research=3, education=8)
    targets = [
        {"figure": "members.by_kind", "key": "research", "value": 6.0},
        {"figure": "members.total", "value": 50.0, "key": None},
    ]
    dossier = dossier_of(
        members=crowd.tables["members"].drop("cluster_id", "_row").to_dicts(), targets=targets
    )

    status = shown(evaluate(dossier, asked_on(dossier)), 5)

    assert status["target.reached", "members.by_kind[research]"] == "suppressed"
    assert status["target.reached", "members.total"] == "ok"


def test_few_answers_are_hidden() -> None:
    answers = [{"response_id": f"r{place}", "member_id": f"enterprise{place}"} for place in range(3)]
    members = with_kinds(enterprise=30).tables["members"].drop("cluster_id", "_row").to_dicts()
    dossier = dossier_of(members=members, responses=answers)

    status = shown(evaluate(dossier, asked_on(dossier)), 5)

    assert status["survey.responses", ""] == "suppressed"


def of_forty(answers: int) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what is published below 5 of 40 members at the start, of whom one left, and their answers."""
    members = [member(f"m{place}", joined_on=dt.date(2005, 1, 1)) for place in range(40)]
    members[0]["left_on"] = dt.date(2009, 1, 1)
    responses = [{"response_id": f"r{place}", "member_id": f"m{place + 1}"} for place in range(answers)]
    dossier = dossier_of(members=members, responses=responses)
    lines = suppressed(evaluate(dossier, asked_on(dossier)), 5).to_dicts()
    return {(line["figure"], line["key"] or ""): line for line in lines}


@pytest.mark.parametrize("answers", [2, 37])
def test_few_answers_or_few_silent_hide_the_rate_with_the_number(answers: int) -> None:
    published = of_forty(answers)

    for name in (("survey.responses", ""), ("survey.response_rate", ""), RATE_OF_ENTERPRISES):
        assert published[name]["status"] == "suppressed"
        assert published[name]["rows"] is None


@pytest.mark.parametrize("answers", [0, 5, 34])
def test_enough_answers_and_enough_silent_show(answers: int) -> None:
    published = of_forty(answers)

    assert published["survey.response_rate", ""]["value"] == answers / 39
    assert published[RATE_OF_ENTERPRISES]["status"] == "ok"


def test_one_who_left_is_not_told_by_those_who_stayed() -> None:
    published = of_forty(0)

    for name in ("members.left", "members.joined", "members.retention"):
        assert published[name, ""]["status"] == "suppressed"


def test_those_who_only_passed_are_not_told_by_the_difference() -> None:
    members = [member(f"m{place}", joined_on=dt.date(2005, 1, 1)) for place in range(40)]
    for one in members[:10]:
        one["left_on"] = dt.date(2009, 1, 1)
    members += [member(f"n{place}") for place in range(8)]
    members[40]["left_on"] = dt.date(2009, 1, 1)
    dossier = dossier_of(members=members)

    # 11 left, of whom 10 were there on the first day: one joined and left.
    assert shown(evaluate(dossier, asked_on(dossier)), 5)["members.retention", ""] == "suppressed"


def test_a_short_list_of_rows_is_left_out_and_its_value_stays() -> None:
    dossier = with_kinds(enterprise=30)
    asked = asked_on(dossier, invited={"c": 40})

    line = suppressed(evaluate(dossier, asked), 5).filter(figure="survey.invited").to_dicts()[0]

    assert (line["status"], line["value"], line["rows"]) == ("ok", 40, None)


def test_few_members_under_the_median_are_hidden() -> None:
    members = [member(f"m{place}") for place in range(12)]
    accounts = [{"member_id": f"m{place}", "year": 2008, "fte": 9.0 if place else 1.0} for place in range(12)]
    peers = [{"peer_id": f"p{place}", "year": 2008, "fte": 5.0} for place in range(12)]
    dossier = dossier_of(members=members, accounts=accounts, peers=peers)

    results = evaluate(dossier, asked_on(dossier))

    above = results.filter(figure="peer.members_above_median", key="fte").to_dicts()[0]
    assert (above["value"], above["n_used"]) == (11, 12)
    assert shown(results, 5)["peer.members_above_median", "fte"] == "suppressed"


@cache
def figures_at_random(seed: int) -> pl.DataFrame:
    return evaluate(*random_dossier(seed))


@pytest.mark.parametrize("below", [2, 3, 5, 10])
def test_no_line_tells_a_small_group_at_sight(below: int) -> None:
    told = {}
    for seed in range(30):
        lines = suppressed(figures_at_random(seed), below).to_dicts()
        for name, sizes in read_at_sight(lines).items():
            if any(0 < size < below for size in sizes):
                told[seed, name] = sizes
    assert told == {}


def crowd(seed: int) -> Dossier:
    """Return a dossier whose groups are of all sizes, so that some are small, alone, or all there is."""
    chance = Random(seed)  # noqa: S311 - made-up data needs no secrecy
    kinds = chance.choices(("enterprise", "research", "education", "association_public"), (10, 3, 1, 1), k=60)
    few = chance.choice((4, 8, 15, 30, 60))
    leaving, answering = chance.choice((0, 0.05, 0.3)), chance.choice((0.05, 0.5, 0.9))
    spells: list[dict[str, Any]] = [
        member(
            f"m{place}",
            kind=kind,
            category=chance.choice(("effective", "adherent", None) if few % 2 else ("effective",)),
            postal_code=chance.choices(POSTAL_CODES, (10, 3, 1, 1, 1))[0],
            country=chance.choice((None, None, None, "FR")),
            joined_on=chance.choice((dt.date(2005, 1, 1), dt.date(2005, 1, 1), dt.date(2008, 1, 1))),
            left_on=dt.date(2009, 1, 1) if chance.random() < leaving else None,
        )
        for place, kind in enumerate(kinds[:few])
    ]
    accounts = [
        {"member_id": spell["member_id"], "year": 2008, "fte": chance.choice((3.0, 3.0, 12.0, 20.5, 30.0))}
        for spell in spells
        if chance.random() < chance.choice((0.1, 0.6, 1.0))
    ]
    answers = [
        {"response_id": f"r{place}", "member_id": spell["member_id"]}
        for place, spell in enumerate(spells)
        if spell["left_on"] is None and chance.random() < answering
    ]
    return dossier_of(members=spells, accounts=accounts, responses=answers)


@cache
def figures_of_a_crowd(seed: int) -> pl.DataFrame:
    dossier = crowd(seed)
    return evaluate_readings(dossier, readings_of(dossier.tables, asked_on(dossier)), ATTACKED)


def sizes_of(lines: list[dict[str, Any]]) -> dict[str, float]:
    """Return the true size of each group that nobody may learn when it is small."""
    names = {name: group for name, group in COUNTS.items() if figures()[name].key or group in SPELLS}
    found = {}
    for line in lines:
        figure, of = line["figure"], f":{line['key']}" if line["key"] else ""
        if line["status"] == "ok" and figure in names:
            found[names[figure] + (line["key"] or "")] = line["value"]
        if line["status"] == "ok" and figure in SPLITS:
            inside = round(line["value"] * line["n_used"])
            found[SPLITS[figure][0] + of] = inside
            found[SPLITS[figure][1] + of] = line["n_used"] - inside
    found["passed"] = found.get("left", 0) - found.get("gone", 0)
    found["of 20"] = found.get("below 21", 0) - found.get("size:0-9", 0) - found.get("size:10-19", 0)
    return found


@pytest.mark.parametrize("below", [2, 3, 5, 10])
def test_an_attacker_recovers_no_small_group_by_subtraction(below: int) -> None:
    given_away = {}
    for seed in range(40):
        results = figures_of_a_crowd(seed)

        known = recovered(suppressed(results, below).to_dicts())

        small = {name: size for name, size in sizes_of(results.to_dicts()).items() if 0 < size < below}
        given_away |= {(seed, name): size for name, size in small.items() if known.get(name) == size}
    assert given_away == {}


def test_the_attacker_recovers_a_class_hidden_alone() -> None:
    lines = a_crowd().to_dicts()
    hidden = next(line for line in lines if line["key"] == "association_public")
    hidden |= {"status": "suppressed", "value": None}

    assert recovered(lines)["kind:association_public"] == 2


def test_an_activity_is_hidden_with_those_it_nests_in() -> None:
    members = [
        member(f"m{place}", nace=nace, nace_version="2008", postal_code="4000")
        for place, nace in enumerate(["59.11"] * 8 + ["59.12"] * 2)
    ]
    sector = [
        {"nace": nace, "nace_version": "2008", "region": "BE3", "companies": 500}
        for nace in ("59", "59.11", "59.12", "62.01")
    ]
    dossier = dossier_of(members=members, sector=sector)

    status = shown(evaluate(dossier, asked_on(dossier)), 5)

    # 10 in the division less 8 in a class are the 2 of the other; a share times its companies as well.
    hidden = [
        (figure, nace) for figure in ("sector.members", "sector.share") for nace in ("59", "59.11", "59.12")
    ]
    assert {status[place] for place in hidden} == {"suppressed"}
    assert status["sector.members", "62.01"] == "ok"
    assert status["sector.companies", "59.12"] == "ok"


def test_that_members_outnumber_a_sector_is_hidden_with_their_number() -> None:
    members = [
        member(f"m{place}", nace="59.11", nace_version="2008", postal_code="4000") for place in range(4)
    ]
    sector = [{"nace": "59.11", "nace_version": "2008", "region": "BE3", "companies": 3}]
    scope = [{"name": "C", "region": "BE3", "scope_nace": ["59.11"], "scope_nace_version": "2008"}]
    dossier = dossier_of(cluster=scope, members=members, sector=sector)

    hidden = suppressed(evaluate(dossier, asked_on(dossier)), 5)

    # More than the 3 companies and fewer than 5: it would be 4.
    told = hidden.filter(pl.col("figure").is_in(["sector.members", "sector.share", "prospects.count"]))
    assert set(told["status"]) == {"suppressed"}
    assert told["missing"].null_count() == 3
