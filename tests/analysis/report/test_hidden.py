"""A hidden line gives nothing away: no value, no point of a chart, no total to subtract from."""

from __future__ import annotations

import re

import polars as pl
import pytest
from tests.analysis.report.made import Reports

from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live


def test_hidden_lines_say_so_and_nothing_else(twist_hidden: Reports) -> None:
    lines = Lines(twist_hidden.results, twist_hidden.dossier, "twist", "fr")
    hidden = [line for line in lines if line.is_hidden]

    assert len(hidden) > 20
    assert {lines.with_unit(line) for line in hidden} == {"masqué (petit groupe)"}
    for line in hidden:
        row = re.search(rf'<tr id="{line.anchor}">(.*?)</tr>', twist_hidden.source)
        assert row is not None
        assert not re.search(r">[^<]*\d[^<]*<", row[1].replace(line.name, "")), row[1]


def test_what_was_known_and_is_hidden_stands_nowhere(twist: Reports, twist_hidden: Reports) -> None:
    # The two members in research, hidden, are in no chart and in no table behind one.
    chart = re.search(
        r'<span class="title">Membres par nature</span>.*?</figure>', twist_hidden.source, re.DOTALL
    )
    whole = re.search(r'<span class="title">Membres par nature</span>.*?</figure>', twist.source, re.DOTALL)

    assert whole is not None
    assert "Acteurs de la recherche" in whole[0]
    assert chart is not None
    assert "Acteurs de la recherche" not in chart[0]


def test_no_picture_counts_members_one_by_one(twist: Reports, twist_hidden: Reports) -> None:
    assert 'class="emblem"' in twist.source
    assert "chaque point est une entreprise" in twist.source
    assert 'class="emblem"' not in twist_hidden.source
    assert "chaque point est une entreprise" not in twist_hidden.source


def test_the_map_says_nothing_of_the_rest_when_a_province_is_hidden(twist_hidden: Reports) -> None:
    hidden = twist_hidden.results.filter(
        (pl.col("figure") == "members.enterprises_by_province") & (pl.col("status") == "suppressed")
    )

    assert len(hidden) > 0
    assert "ne sont pas sur cette carte" not in twist_hidden.source
    assert "Les provinces de petits groupes sont masquées." in twist_hidden.source


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Il y a {members.total} membres. {members.by_kind[research]} acteurs cherchent. Ils étaient {members.by_kind[research]|acteur|acteurs}. Fin.",
            "Il y a 57 membres. Une phrase n’est pas montrée ici : un de ses nombres porte sur un groupe trop petit. Fin.",
        ),
        (
            "{members.by_kind[research]} acteurs",
            "Une phrase n’est pas montrée ici : un de ses nombres porte sur un groupe trop petit.",
        ),
        ("Les {members.by_kind[research]@name} cherchent.", "Les Acteurs de la recherche cherchent."),
    ],
)
def test_a_sentence_with_a_hidden_number_is_withheld_as_a_whole(
    twist_hidden: Reports, written: str, read: str
) -> None:
    lines = Lines(twist_hidden.results, twist_hidden.dossier, "twist", "fr")
    hidden = lines.get("members.by_kind", "research")
    words = "".join(run.text for run in live(written, lines))

    assert hidden is not None
    assert hidden.is_hidden
    assert re.sub(r"\s", " ", words) == read


def test_no_sentence_of_the_report_prints_a_hidden_number_as_a_noun(twist_hidden: Reports) -> None:
    assert "Une phrase n’est pas montrée ici" in twist_hidden.page_text
    assert not re.search(r"masqué \(petit groupe\)\s+(?:[a-z]{2,})", twist_hidden.page_text)


def test_the_method_says_that_groups_are_hidden(twist: Reports, twist_hidden: Reports) -> None:
    assert "les petits groupes sont masqués" in twist_hidden.paper_text.replace("\n", " ")
    assert "les petits groupes sont masqués" not in twist.page_text
