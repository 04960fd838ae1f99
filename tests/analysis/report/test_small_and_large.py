"""From two tables and six members to a campaign of hundreds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.analysis.report.made import Reports, made, members

from grappe.analysis.report.document import Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live


def test_two_tables_make_a_report_that_says_what_is_missing(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    reports = made(
        dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(6)), tmp_path / "o"
    )

    assert "Au jour de référence, le cluster compte" in reports.page_text
    assert "Projet de texte" in reports.page_text
    assert "Il manque la table meetings" in reports.page_text
    assert "Le dossier ne dit rien de ce chapitre." not in reports.page_text
    assert "majorité" not in reports.page_text


def test_one_member_is_one_member(dossier_of: Callable[..., Path], tmp_path: Path) -> None:
    reports = made(
        dossier_of(cluster=[{"cluster_id": "c", "name": "Mini"}], members=members(1)), tmp_path / "o"
    )

    assert re.search(r"le cluster compte\s+1\s+membre\.", reports.page_text)


def test_a_mean_never_stands_without_its_median(twist: Reports) -> None:
    table = re.findall(
        r'<th scope="row"[^>]*>Participation aux conseils d’administration</th>.*?</tr>\s*<tr.*?</tr>',
        twist.source,
        re.DOTALL,
    )

    assert len(table) == 1
    assert (
        "médiane 69\u202f%, quartiles 46\u202f–" in re.sub(r"[\u00a0]", "\u202f", table[0])
        or "médiane" in table[0]
    )


def test_a_campaign_ranks_nothing_and_says_what_is_missing(campaign: Reports) -> None:
    names = campaign.dossier.tables["cluster"]["name"].to_list()
    first = re.search(r"Chaque cluster dans cette répartition.*?</table>", campaign.source, re.DOTALL)

    assert first is not None
    assert [name for name in names if name in first[0]] == names
    positions = [first[0].index(name) for name in names]
    assert positions == sorted(positions)
    assert "Ce que les dossiers ne permettent pas de dire" in campaign.page_text
    assert "sans classement" in campaign.page_text


def test_a_figure_named_in_prose_stays_whole(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")

    runs = live("Écart de {finance.gap[2011|maintien]} et {members.total|1}.", lines)

    gap, total = lines.get("finance.gap", "2011|maintien"), lines.get("members.total")
    assert gap is not None
    assert total is not None
    assert runs == (
        Run("Écart de "),
        Run("32\u202f000\u00a0€", gap.anchor, gap.number),
        Run(" et "),
        Run("57,0", total.anchor, total.number),
        Run("."),
    )
