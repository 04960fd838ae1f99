"""`grappe explain` shows the definition, the rows and the arithmetic."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from grappe.cli.main import grappe


def explain(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["explain", *map(str, words)])


def test_a_median_can_be_redone_by_hand(twist_folder: Path) -> None:
    told = explain(twist_folder, "employment.median").output.splitlines()

    assert told[0] == "Emploi médian par entreprise"
    assert "  Valeur             13 (13)" in told
    assert "  Calculé sur        21 sur 36" in told
    assert "  Intervalle à 95 %  8,0\u00a0–\u00a016,0 (rangs des valeurs observées)" in told
    assert "Rang : (21 − 1) × 0,5 + 1 = 11." in told
    assert "La valeur de ce rang est 13." in told


def test_a_mean_shows_its_sum_and_what_it_is_read_with(twist_folder: Path) -> None:
    added, beside = explain(twist_folder, "employment.mean").output.rstrip().splitlines()[-2:]

    assert added.endswith(" / 21 = 498 / 21 = 23,7143")
    assert beside == "À lire avec les quartiles : 6, médiane 13, 20."


def test_a_subsidy_over_two_rates_shows_rate_costs_and_days(twist_folder: Path) -> None:
    last = explain(twist_folder, "finance.subsidy_due", "2010|maintien").output.rstrip().splitlines()[-1]

    assert last == "1 × 154000 × 181/365 + 0.8 × 154000 × 184/365 = 138\u202f473,4247"


def test_a_gap_shows_what_it_is_made_of(twist_folder: Path) -> None:
    last = explain(twist_folder, "finance.gap", "2010|maintien").output.rstrip().splitlines()[-1]

    assert last.count(" − ") == 3
    assert " = " in last


def test_a_share_shows_its_numbers_and_its_key_may_be_given_apart(twist_folder: Path) -> None:
    apart = explain(twist_folder, "impact.share", "clients_outside")
    together = explain(twist_folder, "impact.share[clients_outside]")

    assert apart.output == together.output
    assert apart.output.rstrip().splitlines()[-1] == "11 / 24 = 0,4583"


def test_a_figure_by_class_without_key_shows_each_class(twist_folder: Path) -> None:
    told = explain(twist_folder, "members.by_kind").output

    assert [line.split("– ")[1] for line in told.splitlines() if line.startswith("Membres par nature –")] == [
        "Entreprises",
        "Acteurs de la recherche",
        "Éducation et formation",
        "Associations et entités publiques",
    ]


def test_rows_left_aside_are_marked(twist_folder: Path) -> None:
    told = explain(twist_folder, "employment.total").output

    assert sum(line.startswith("·  m") for line in told.splitlines()) == 36 - 21


def test_a_figure_that_is_not_available_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\n")

    told = explain(tmp_path, "employment.mean", "--as-of", "2010-03-01")

    assert told.exit_code == 0
    assert "Il manque" in told.output
    assert "la table accounts" in told.output


def test_a_share_of_fewer_companies_than_members_says_why_it_is_none(tmp_path: Path) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name,region\nc,Grappe,BE3\n")
    members = "member_id,name,kind,joined_on,nace,nace_version,postal_code\n"
    row = "{},Un,enterprise,2009-01-01,59.11,2008,4000\n"
    (tmp_path / "members.csv").write_text(members + row.format("m1") + row.format("m2"))
    (tmp_path / "sector.csv").write_text("nace,nace_version,region,year,companies\n59.11,2008,BE3,2009,1\n")

    told = explain(tmp_path, "sector.share[59.11]", "--as-of", "2010-03-01")

    assert told.exit_code == 0
    assert "Pourquoi" in told.output
    assert "Il manque" not in told.output
    assert "il y a plus de membres que d’entreprises du secteur" in told.output


def test_an_unknown_figure_is_refused_with_the_nearest(twist_folder: Path) -> None:
    told = explain(twist_folder, "employement.mean")

    assert told.exit_code == 2
    assert (
        "« employement.mean » n’est pas au catalogue. Vouliez-vous dire « employment.mean » ?" in told.output
    )


def test_an_unknown_class_is_refused_with_those_that_are(twist_folder: Path) -> None:
    told = explain(twist_folder, "members.by_kind", "entreprise")

    assert told.exit_code == 2
    assert "Classes : enterprise, research, education, association_public." in told.output


def test_a_target_is_explained(twist_folder: Path) -> None:
    told = explain(twist_folder, "target.reached", "members.total")

    assert told.exit_code == 0
    assert told.output.startswith("Cible atteinte – Membres")


def test_english_is_spoken_on_request(twist_folder: Path) -> None:
    told = explain(twist_folder, "members.total", "--language", "en").output

    assert "1 March 2010" in told
