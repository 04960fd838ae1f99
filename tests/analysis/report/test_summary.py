"""One page that says what is strong and what is weak, and no more than the figures allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader
from tests.analysis.report.made import Reports, made, members
from tests.analysis.report.test_closing import CLUSTER, section, words

from grappe.analysis.figures.promises import promises
from grappe.analysis.report.document import Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.points import Point
from grappe.analysis.report.sentences import shortened
from grappe.analysis.report.summary_rules import points

Hand = Callable[..., Path]
LONG = "Association momentanée pour l’étude, la promotion et la conservation du patrimoine audiovisuel de la région et d’ailleurs, asbl"


def pages(reports: Reports) -> list[str]:
    return [
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(reports.paper.read_bytes())).pages
    ]


def found(reports: Reports, figure: str, **changes: float) -> list[Point]:
    """The points once a figure's lines are changed, those of that figure alone."""
    values = [pl.lit(value).alias(name) for name, value in changes.items()]
    results = reports.results.filter(pl.col("figure") == figure).with_columns(values)
    cluster = reports.dossier.clusters[0]
    return points(Lines(results, reports.dossier, cluster, "fr"))


def test_it_holds_on_the_page_after_the_cover(twist: Reports) -> None:
    paper = pages(twist)

    assert paper[1].startswith("La synthèse Ce que l’évaluateur conclut")
    assert "que dit l’annexe" in paper[1]
    assert paper[2].startswith("L’essentiel")


def test_what_the_evaluator_concludes_is_whole_where_all_of_it_holds(twist: Reports) -> None:
    summary = pages(twist)[1]
    whole = twist.dossier.tables["findings"].filter(pl.col("kind") == "conclusion")["text"].to_list()
    plain = [text.partition("{")[0] for text in whole] + [text.rpartition("}")[2] for text in whole]

    assert len(whole) == 4
    squeezed = re.sub(r"\s", "", summary)
    assert [text for text in plain if re.sub(r"\s", "", text) not in squeezed] == []


def test_each_scenario_has_its_first_loss_and_the_largest_is_said(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    told = ["".join(run.text for run in one.runs) for one in points(lines)]
    (losses,) = [words for words in told if "prévoient une perte" in words]

    assert "«\u202fmaintien\u202f» dès 2010" in losses
    assert "«\u202fcommissions\u202f» dès 20" in losses
    assert "La plus forte est de −94\u202f000\xa0€, en 2013 («\u202fmaintien\u202f»)." in losses


def test_it_holds_on_one_page_whatever_the_length_of_what_people_write(
    dossier_of: Hand, tmp_path: Path
) -> None:
    findings = [
        {
            "finding_id": f"f{n}",
            "chapter": 1 + n % 8,
            "kind": kind,
            "text": f"{LONG} " * 30,
            "strength": "weak",
        }
        for kind, count in (("conclusion", 20), ("recommendation", 40))
        for n in range(count)
    ]
    for place, finding in enumerate(findings):
        finding["finding_id"] = f"f{place}"
    reports = made(
        dossier_of(cluster=CLUSTER, members=members(9, name=LONG), findings=findings), tmp_path / "o"
    )
    paper = pages(reports)

    assert "La synthèse" in paper[1]
    assert "chiffres du catalogue" in paper[1]
    assert "C20" in paper[1]
    assert "R40" in paper[1]
    assert paper[2].startswith("L’essentiel")


def test_each_point_leads_to_papers_and_says_how_well_it_is_supported(twist: Reports) -> None:
    source = section(twist, "summary")
    items = [item for item in source.split("<li")[1:] if 'class="fig"' in item or 'href="#' in item]

    assert len(items) == source.count("<li") > 12
    assert [
        item
        for item in items
        if "ppui fort" not in item and "ppui modéré" not in item and "ppui faible" not in item
    ] == []


def test_without_findings_it_is_a_draft_that_nobody_signed(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")
    said = words(section(reports, "summary"))

    assert '<div class="box draft">' in section(reports, "summary")
    assert "personne ne l’a signée" in said
    assert "Ce que l’évaluateur conclut" not in said
    assert "personne ne l’a signée" in pages(reports)[1]


def test_figures_that_settle_nothing_are_said_to_settle_nothing(dossier_of: Hand, tmp_path: Path) -> None:
    rows = [row | {"joined_on": "2000-01-01"} for row in members(6)]
    reports = made(dossier_of(cluster=CLUSTER, members=rows), tmp_path / "o")
    said = words(section(reports, "summary"))

    assert "ne permettent de dire ni ce qui est fort ni ce qui est faible" in said
    assert "Ce qui est fort" not in said
    assert "par des règles, que dit l’annexe" not in said


@pytest.mark.parametrize(
    ("low", "high", "sides"),
    [(0.51, 0.9, ["strong"]), (0.5, 0.9, []), (0.4, 0.6, []), (0.1, 0.5, []), (0.1, 0.49, ["weak"])],
)
def test_a_majority_is_said_only_where_the_whole_interval_is(
    twist: Reports, low: float, high: float, sides: list[str]
) -> None:
    assert [one.side for one in found(twist, "advantage.share", low=low, high=high)] == sides


@pytest.mark.parametrize(("value", "sides"), [(2 / 3, ["strong"]), (0.66, []), (0.5, []), (0.49, ["weak"])])
def test_presence_is_strong_from_two_thirds_and_weak_under_one_half(
    twist: Reports, value: float, sides: list[str]
) -> None:
    assert [one.side for one in found(twist, "board.attendance", value=value)] == sides


@pytest.mark.parametrize(
    ("used", "support"), [(57, "strong"), (46, "strong"), (45, "moderate"), (29, "moderate"), (5, "moderate")]
)
def test_an_interval_on_one_side_is_support_enough_for_moderate(
    twist: Reports, used: int, support: str
) -> None:
    assert [one.support for one in found(twist, "advantage.share", n_used=used, low=0.6)] == [support]


@pytest.mark.parametrize(("used", "support"), [(8, "strong"), (5, "moderate"), (3, "weak")])
def test_without_an_interval_the_support_is_the_coverage(twist: Reports, used: int, support: str) -> None:
    lines = found(twist, "board.attendance", value=0.9, n_used=used, n_eligible=8)

    assert [(one.support, one.basis) for one in lines] == [(support, f"{used} sur 8")]


@pytest.mark.parametrize(
    ("units", "support"), [(5, "strong"), (4, "moderate"), (3, "moderate"), (2, "weak"), (1, "weak")]
)
def test_all_of_very_few_are_no_strong_support(twist: Reports, units: int, support: str) -> None:
    lines = found(twist, "board.attendance", value=0.9, n_used=units, n_eligible=units)

    assert [one.support for one in lines] == [support]


def test_what_is_hidden_makes_no_point(twist: Reports, twist_hidden: Reports) -> None:
    hidden = twist.results.with_columns(pl.lit("suppressed").alias("status"))
    lines = Lines(twist_hidden.results, twist_hidden.dossier, "twist", "fr")
    anchors = {run.anchor for one in points(lines) for run in one.runs if run.anchor}

    assert points(Lines(twist.results, twist.dossier, "twist", "fr")) != []
    assert points(Lines(hidden, twist.dossier, "twist", "fr")) == []
    assert len(anchors) > 10
    assert anchors & {line.anchor for line in lines if line.is_hidden} == set()


def test_a_figure_stays_whole_where_a_sentence_is_cut() -> None:
    runs = (Run("Ils sont "), Run("1 234", "p1-1", 1), Run(" membres au jour dit."))

    assert shortened(runs, 200) == runs
    assert shortened(runs, 12) == (Run("Ils sont "), Run("…"))
    assert shortened(runs, 24) == (Run("Ils sont "), Run("1 234", "p1-1", 1), Run(" membres…"))


def test_names_of_others_are_never_read_as_figures(twist: Reports) -> None:
    results = twist.results.filter(pl.col("figure") == "finance.result").with_columns(
        pl.col("key").str.replace("maintien", "{members.total}")
    )
    runs = next(
        one.runs for one in points(Lines(results, twist.dossier, "twist", "fr")) if one.side == "weak"
    )

    assert "{members.total}" in "".join(run.text for run in runs)


@pytest.mark.parametrize(("used", "support"), [(5, "weak"), (18, "moderate"), (29, "strong")])
def test_what_is_said_beside_peers_is_supported_by_their_part_of_all_member_enterprises(
    twist: Reports, used: int, support: str
) -> None:
    results = twist.results.filter(
        pl.col("figure").is_in(["peer.adjusted_p", "peer.hodges_lehmann", "members.by_kind"])
    ).with_columns(
        n_used=pl.when(pl.col("figure") == "peer.adjusted_p").then(pl.lit(used)).otherwise("n_used")
    )

    (told,) = points(Lines(results, twist.dossier, "twist", "fr"))

    assert (told.support, told.basis) == (support, f"{used} entreprises membres sur 36")
    assert "p :" not in "".join(run.text for run in told.runs)


@pytest.mark.parametrize(("groups", "sides"), [(8, []), (34, []), (35, ["weak"])])
def test_a_network_is_weak_only_where_no_group_without_the_office_can_hold_half(
    twist: Reports, groups: int, sides: list[str]
) -> None:
    here = pl.col("figure") == "network.without_office"
    results = twist.results.filter(
        pl.col("figure").is_in(["network.without_office", "network.components", "members.total"])
    ).with_columns(value=pl.when(here).then(pl.lit(float(groups))).otherwise("value"))

    assert [one.side for one in points(Lines(results, twist.dossier, "twist", "fr"))] == sides


def test_what_is_recommended_on_money_comes_before_what_is_as_well_supported(
    dossier_of: Hand, tmp_path: Path
) -> None:
    findings = [
        {
            "finding_id": f"f{n}",
            "chapter": 1,
            "kind": "recommendation",
            "text": f"Faire {n}.",
            "evidence": "",
            "strength": "moderate",
        }
        for n in range(1, 6)
    ]
    findings[3]["evidence"] = "finance.result"
    findings[4]["strength"] = "strong"
    folder = dossier_of(cluster=CLUSTER, members=members(6), findings=findings)
    said = words(section(made(folder, tmp_path / "o"), "summary"))

    assert re.findall(r"Faire \d", said) == ["Faire 5", "Faire 4", "Faire 1", "Faire 2", "Faire 3"]


@pytest.mark.parametrize(
    ("due", "value", "said"),
    [
        ("2010-02-28", 60, [("weak", "Cibles du plan d’action manquées (1 sur 1) : Membres.")]),
        ("2010-06-30", 60, []),
        ("2010-02-28", 50, [("strong", "Cibles du plan d’action atteintes (1 sur 1) : Membres.")]),
    ],
)
def test_a_target_is_missed_only_once_it_is_due(
    twist: Reports, due: str, value: float, said: list[tuple[str, str]]
) -> None:
    target = twist.dossier.tables["targets"].filter(pl.col("figure") == "members.total").head(1)
    target = target.with_columns(value=pl.lit(float(value)), due_on=pl.lit(due).str.to_date())
    dossier = replace(twist.dossier, tables={**twist.dossier.tables, "targets": target})
    results = twist.results.filter(pl.col("figure") == "members.total")
    lines = Lines(results, dossier, "twist", "fr")
    promised = list(promises(dossier, results, "twist", lines.day))

    told = points(lines, promised)

    assert [(one.side, "".join(run.text for run in one.runs).replace("\u202f", " ")) for one in told] == said
