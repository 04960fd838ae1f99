"""What stands after the chapters: questions and sources, who answered, the audit's short, the terms."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.report.made import Reports, made, members
from tests.analysis.report.test_closing import CLUSTER, section, words

from grappe.analysis.audit.of_dossier import audit_of
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.report.asked_annex import asked_annex
from grappe.analysis.report.audit_annex import MOST, audit_annex
from grappe.analysis.report.document import Bullets, Chapter, Paragraph, Run, Table
from grappe.analysis.report.glossary import glossary_annex
from grappe.analysis.report.glossary_terms import TERMS
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.matrix_annex import matrix_annex

Hand = Callable[..., Path]


def rows(source: str) -> dict[str, list[str]]:
    """The rows of a section's tables by their first cell."""
    found = {}
    for row in re.findall(r"<tr[ >].*?</tr>", source, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        bare = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells]
        found[bare[0]] = bare[1:]
    return found


def lines_of(reports: Reports) -> Lines:
    return Lines(reports.results, reports.dossier, reports.dossier.clusters[0], "fr")


def test_a_figure_goes_by_its_name_in_the_audit_not_by_its_id(twist: Reports) -> None:
    sentence = "employment.total et satisfaction.share[joint_offers] reposent sur peu ; a.b ne dit rien."
    annex = audit_annex(
        [Verdict(check="c", claims=("f1",), verdict="unsupported", sentence=sentence)],
        ["f1"],
        lines_of(twist),
    )

    assert "« Emploi total des entreprises membres » et « Membres satisfaits, par action – " in str(
        annex
    ).replace("\\u202f", " ")
    assert "a.b ne dit rien" in str(annex)


def test_who_was_asked_and_who_answered_is_told_class_by_class(twist: Reports) -> None:
    told = rows(section(twist, "asked"))

    assert told["Ensemble"] == ["57", "29", "51 %"]
    assert told["Entreprises"] == ["36", "20", "56 %"]
    assert told["20 à 49 ETP"] == ["5", "5", "100 %"]
    assert told["Liège"] == ["20", "13", "65 %"]
    assert told["Entretiens de groupe"] == ["2"]
    assert told["d12"][0].startswith("Comptes provisoires 2009")


def test_classes_hidden_say_no_number(twist_hidden: Reports) -> None:
    told = rows(section(twist_hidden, "asked"))
    hidden = [cells for cells in told.values() if "masqué (petit groupe)" in cells]

    assert len(hidden) > 3
    assert [
        cells
        for cells in hidden
        if cells not in (["–", "–", "masqué (petit groupe)"], ["masqué (petit groupe)"])
    ] == []
    lines = Lines(twist_hidden.results, twist_hidden.dossier, "twist", "fr")
    names = {line.name for line in lines.of("survey.response_rate_by") if line.is_hidden}
    assert {name for name, cells in told.items() if cells[:1] == ["–"]} == names


def test_the_kind_of_one_document_is_in_the_singular(twist: Reports) -> None:
    documents = next(
        block
        for block in asked_annex(twist.dossier, lines_of(twist)).blocks
        if isinstance(block, Table) and block.caption == "Les documents analysés"
    )

    assert [row.cells[2].text for row in documents.rows[4:8]] == ["Rapport d’activité"] * 2 + [
        "Procès-verbal"
    ] * 2


def test_nothing_gathered_is_said(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")

    assert "ni enquête, ni entretiens, ni documents" in section(reports, "asked")


def test_the_matrix_sets_the_sources_beside_each_question(twist: Reports) -> None:
    source = section(twist, "matrix")
    second = words(source.partition("Q02")[2].partition("Q03")[0])

    assert "ces questions sont celles que Grappe propose" in source
    assert "Chiffres : Membres ( 57 )" in second.replace("\u202f", " ")
    assert "Documents : Statuts de l’ASBL « Cluster TWIST », 11 juin 2007" in second.replace("\u202f", " ")
    assert "Entretiens : 1 entretien, 1 membre rencontré, partagé 1." in second.replace("\u202f", " ")


def test_a_figure_without_a_line_goes_by_its_name_in_the_matrix(twist: Reports) -> None:
    without = twist.results.filter(pl.col("figure") != "members.total")
    annex = matrix_annex(twist.dossier, twist.results, Lines(without, twist.dossier, "twist", "fr"), below=0)

    assert annex is not None
    told = "".join(
        run.text
        for block in annex.blocks
        if isinstance(block, Bullets)
        for item in block.items
        for run in item
    )
    assert "Chiffres\u202f: Membres (non disponible)" in told
    assert "members.total" not in told


def test_a_matrix_of_ones_own_prints_its_answers_with_live_figures(dossier_of: Hand, tmp_path: Path) -> None:
    question: dict[str, object] = {
        "question_id": "A1", "criterion": "impact", "question": "Et alors ?", "figures": "members.total",
        "answer": "Ils sont {members.total}.", "strength": "weak",
    }  # fmt: skip
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), matrix=[question]), tmp_path / "o")
    told = words(section(reports, "matrix")).replace("\u202f", " ")

    assert "A1 · Et alors ?" in told
    assert "Réponse (preuve faible) : Ils sont 6 ." in told
    assert "que Grappe propose" not in told


def test_what_few_said_in_interviews_is_hidden_from_the_matrix(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")

    def heard(below: int) -> list[str]:
        annex = matrix_annex(twist.dossier, twist.results, lines, below=below)
        assert annex is not None
        items = [item for block in annex.blocks if isinstance(block, Bullets) for item in block.items]
        told = ["".join(run.text for run in item) for item in items]
        return [words for words in told if words.startswith("Entretiens")]

    assert len(heard(0)) == len(heard(5)) > 5
    assert [one for one in heard(0) if "masqué" in one] == []
    assert [one for one in heard(5) if "masqué" not in one] == []


def test_questions_that_nothing_sheds_light_on_are_named_in_one_line(
    dossier_of: Hand, tmp_path: Path
) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")
    source = section(reports, "matrix")

    assert "Sans aucune source dans le dossier" in source
    assert "Aucune source dans le dossier." not in source


def test_the_audit_tells_all_of_our_sentences_and_the_grave_of_the_others(twist: Reports) -> None:
    verdicts = audit_of(twist.dossier, twist.results, "fr")
    ids = twist.dossier.tables["findings"]["finding_id"].to_list()
    annex = audit_annex(verdicts, ids, lines_of(twist))
    assert annex is not None
    ours, others = (block for block in annex.blocks if isinstance(block, Table))
    grave = [
        one
        for one in verdicts
        if one.verdict in ("impossible", "unlikely") and not set(ids) & set(one.claims)
    ]

    assert len(ours.rows) == min(
        MOST, len([v for v in verdicts if set(ids) & set(v.claims) and v.verdict != "consistent"])
    )
    assert [row.cells[1].text.replace("\u202f", " ") for row in others.rows] == [
        one.sentence.replace("\u202f", " ")
        for one in sorted(grave, key=lambda one: one.verdict == "unlikely")
    ]


@pytest.mark.parametrize(
    ("count", "left"),
    [(MOST, []), (MOST + 1, ["Et 1 autre, dans audit.csv."]), (MOST + 9, ["Et 9 autres, dans audit.csv."])],
)
def test_a_long_audit_is_cut_and_says_how_much(twist: Reports, count: int, left: list[str]) -> None:
    verdicts = [
        Verdict(check="c", claims=("f1",), verdict="impossible", sentence=f"Phrase {n}.")
        for n in range(count)
    ]
    annex = audit_annex(verdicts, ["f1"], lines_of(twist))
    assert annex is not None

    assert [
        run.text for block in annex.blocks[2:] if isinstance(block, Paragraph) for run in block.runs
    ] == left


def test_an_audit_that_found_nothing_says_so_and_none_has_no_annex(twist: Reports) -> None:
    consistent = audit_annex(
        [Verdict(check="c", claims=("f1",), verdict="consistent", sentence="x")], [], lines_of(twist)
    )

    assert "Rien n’y contredit les chiffres." in str(consistent)
    assert audit_annex([], [], lines_of(twist)) is None


def spoken(text: str) -> set[str]:
    """The terms that a report with this sentence explains."""
    chapter = Chapter(number=1, title="", blocks=(Paragraph(runs=(Run(text),)),))
    annex = glossary_annex([chapter], "fr")
    (table,) = annex.blocks if annex else (None,)
    return {row.cells[0].text for row in table.rows} if isinstance(table, Table) else set()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Une asbl de 12 ETP.", {"asbl", "ETP"}),
        ("Das Medianunternehmen zählt 12 VZÄ im Median.", {"ETP", "Médiane"}),
        ("De mediaan van de leden.", {"Médiane"}),
        ("Les médias parlent du marché, effectivement.", set()),
        ("Multimedia company; the media like it.", set()),
        ("Deux membres effectifs et un adhérent.", {"Membre effectif"}),
        ("Le besoin en fonds de roulement.", {"Fonds de roulement", "Besoin en fonds de roulement"}),
        ("p = 0,03 au test.", {"p"}),
        ("", set()),
    ],
)
def test_the_glossary_has_the_terms_that_are_used_and_no_other(text: str, terms: set[str]) -> None:
    assert spoken(text) == terms


def test_the_group_of_peers_has_one_name() -> None:
    sentences = [message for term in TERMS for message in (term.name, term.meaning)]

    assert "Groupe de référence" in sentences
    assert not [message for message in sentences if "groupe de comparaison" in message.lower()]


def test_the_terms_are_in_the_order_of_the_alphabet(twist: Reports) -> None:
    told = list(rows(section(twist, "glossary")))[1:]

    assert told[0] == "asbl"
    assert told.index("Densité") < told.index("Écart type") < told.index("ETP") < told.index("Médiane")
    assert len(told) <= len(TERMS)


def test_every_annex_is_led_to_and_stands_on_paper(twist: Reports) -> None:
    paper = " ".join(twist.paper_text.split())
    anchors = ("reply", "matrix", "asked", "method", "glossary", "sources", "warnings", "papers")
    titles = [re.search(rf'id="{one}-title">([^<]+)<', twist.source) for one in anchors]

    assert [one for one in anchors if f'href="#{one}"' not in twist.source] == []
    assert [one for one in titles if one is None or html.unescape(one[1]) not in paper] == []


def test_a_dossier_of_two_tables_has_the_annexes_that_say_something(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")
    found = re.findall(r'<section class="chapter annex[^"]*" id="([^"]+)"', reports.source)

    assert found == ["matrix", "asked", "method", "glossary", "sources", "papers"]


def test_the_annex_of_who_answered_says_the_numbers_that_were_computed(twist: Reports) -> None:
    known = twist.results.filter((pl.col("figure") == "survey.response_rate_by") & (pl.col("status") == "ok"))
    annex = asked_annex(twist.dossier, Lines(twist.results, twist.dossier, "twist", "fr"))
    table = annex.blocks[0]
    assert isinstance(table, Table)
    told = [row.cells for row in table.rows if row.indented]

    assert sorted((cells[1].text, cells[2].text) for cells in told) == sorted(
        (str(n), str(round(n * value))) for n, value in known.select("n_used", "value").iter_rows()
    )
