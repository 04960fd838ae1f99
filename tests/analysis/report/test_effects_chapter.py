"""The chapter Effets, from made panels: what it says, what it refuses to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import pytest
from bench.worlds.made import WORLDS, World, made

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.analysis.registry.effects.comparison import matched_comparison
from grappe.analysis.registry.effects.from_register import Drawn
from grappe.analysis.registry.effects.study import Outcome, Study
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.report.document import Block, Box, Bullets, Chart, Table
from grappe.analysis.report.effects_chapter import effects_blocks, effects_record

STUDY = Study(outcomes=(Outcome("fte"), Outcome("value_added_per_fte")))


@cache
def judged(name: str) -> tuple[Verdict, Drawn]:
    world = WORLDS[name] if name in WORLDS else World(members=30, peers=400)
    rows = made(world, 2)
    group = group_of(codes=["59.11"], region="BE3", year=2017, years=15)
    drawn = Drawn(
        rows=rows,
        group=group,
        day=dt.date(2025, 7, 25),
        sources=("Full.zip",),
        members=world.members + 3,
        absent={"unknown": 2, "no_number": 1},
        completed=0,
    )
    return matched_comparison(rows, STUDY), drawn


def blocks_of(name: str, language: Language = "fr") -> list[Block]:
    verdict, drawn = judged(name)
    return effects_blocks(verdict, drawn, STUDY, language)


def words_of(blocks: list[Any]) -> str:
    return str([asdict(block) for block in blocks])


def test_an_effect_is_printed_with_its_interval_and_the_strength_of_its_evidence() -> None:
    blocks = blocks_of("many members and late effect")

    told = next(block for block in blocks if isinstance(block, Bullets))
    late = told.items[1][0].text
    assert "impact" in late
    assert "Force de la preuve : forte." in late.replace("\u202f", " ")
    assert "Seconde méthode" in late
    assert "impact" not in told.items[0][0].text


def test_the_event_study_is_drawn_with_the_entry_and_its_table_behind() -> None:
    charts = [block for block in blocks_of("many members and late effect") if isinstance(block, Chart)]

    assert len(charts) == 2
    assert "Entrée" in charts[0].svg
    assert [row.cells[0].text for row in charts[0].table.rows][:2] == ["−8", "−7"]
    assert len(charts[0].table.rows) == 16


def test_at_a_small_size_the_chapter_says_that_nothing_can_be_said_and_shows_no_number() -> None:
    blocks = blocks_of("few members")

    box = next(block for block in blocks if isinstance(block, Box))
    assert "non identifiables" in box.title
    assert not any(isinstance(block, (Bullets, Chart)) for block in blocks)
    assert "impact" not in words_of(blocks)


def test_who_was_left_out_is_counted_by_reason() -> None:
    tables = [block for block in blocks_of("few peers") if isinstance(block, Table)]

    counts = {row.cells[0].text: row.cells[1].text for row in tables[-1].rows}
    verdict, drawn = judged("few peers")
    out = sum(drawn.absent.values()) + verdict.matched.members - len(verdict.matched.pairings)
    assert sum(int(count) for count in counts.values()) == out
    assert counts["Sans numéro d’entreprise belge"] == "1"


def test_a_weak_finding_is_never_called_an_impact() -> None:
    verdict, drawn = judged("many members and late effect")
    weak = tuple(replace(one, strength="weak") if one.state == "found" else one for one in verdict.findings)

    blocks = effects_blocks(replace(verdict, findings=weak), drawn, STUDY, "fr")

    assert "ne s’attribue pas au cluster" in words_of(blocks)
    assert "impact" not in words_of(blocks)
    assert not effects_record(replace(verdict, findings=weak), "fr")["may_say_impact"].any()


def test_the_record_holds_a_row_for_each_outcome_and_window_and_no_number_without_a_verdict() -> None:
    found = effects_record(judged("many members and late effect")[0], "en")
    nothing = effects_record(judged("few members")[0], "en")

    assert found.select("outcome", "first_year").rows() == [
        ("fte", 0),
        ("fte", 4),
        ("value_added_per_fte", 0),
        ("value_added_per_fte", 4),
    ]
    assert found.row(1, named=True)["may_say_impact"]
    assert nothing["estimate"].null_count() == len(nothing) == 4
    assert nothing["reasons"].null_count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_each_language(language: Language) -> None:
    words = words_of(blocks_of("many members and late effect", language))

    assert ("Seconde méthode" in words) == (language == "fr")
    assert "{" not in words.replace("{'", "")
