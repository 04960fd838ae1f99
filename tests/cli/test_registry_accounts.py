"""`grappe registry accounts`: what came in, what was set aside, with the codes of the contract."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from tests.analysis.registry.small_extract import STUDIO, full

from grappe.analysis.registry.build import build
from grappe.cli.main import grappe


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["registry", *map(str, words)])


def test_filings_are_counted_by_model_and_year_and_shown_again(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    table = tmp_path / "export.csv"
    table.write_text(
        f"enterprise_number,year,model,turnover\n{STUDIO},2021,micro,5\n{STUDIO},2021,micro,6\n0400.000.100,2021,micro,1\n",
        "utf-8",
    )
    told = run("accounts", table, "--store", tmp_path / "store")

    assert told.exit_code == 0
    assert "Comptes annuels : 1 dépôt." in told.output
    assert "microschéma                   2021           1" in told.output
    assert "⚠ 1 dépôt corrigé par un dépôt plus récent" in told.output
    assert "⚠ 1 dépôt mis de côté, numéro d’entreprise qui échoue au contrôle modulo 97." in told.output
    columns, _, rest = told.output.partition("\n")
    assert columns == (
        "Colonnes de export.csv : enterprise_number → enterprise · year → year · model → model · turnover → turnover"
    )
    assert rest in run("show", "--store", tmp_path / "store").output


def test_what_is_no_accounts_leaves_with_11_no_store_with_13_and_a_wrong_column_with_2(
    tmp_path: Path,
) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"png")

    refused = run("accounts", picture, "--store", tmp_path / "store")
    assert (refused.exit_code, "aucun des fichiers de comptes connus" in refused.output) == (11, True)
    assert run("accounts", picture, "--store", tmp_path / "nowhere").exit_code == 13
    assert run("accounts", picture, "--store", tmp_path / "store", "--column", "A=colour").exit_code == 2


def test_the_years_of_a_measure_are_told_once_and_what_is_not_read_is_named(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    table = tmp_path / "bel.csv"
    table.write_text(f"BCE;Nom;CA k€ 2020;CA k€ 2021;CA k€ 2022\n{STUDIO};Studio;1;2;3\n", "utf-8")
    told = run("accounts", table, "--store", tmp_path / "store", "--mapping", "bel")

    assert "Colonnes de bel.csv : BCE → enterprise · CA k€ 2020 … CA k€ 2022 → turnover*1000\n" in told.output
    assert "⚠ Colonnes non lues : Nom." in told.output
    assert "schéma non dit                2022           1" in told.output
    again = run("accounts", table, "--store", tmp_path / "store", "--mapping", "bel")
    assert (again.exit_code, again.output) == (0, told.output)


def test_a_column_that_no_table_has_is_refused_with_those_that_they_have(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    table = tmp_path / "t.csv"
    table.write_text(f"BCE;Année;CA\n{STUDIO};2021;1\n", "utf-8")
    told = run("accounts", table, "--store", tmp_path / "store", "--column", "Ommzet=turnover")

    assert told.exit_code == 11
    assert (
        "Ommzet : aucun des tableaux lus n’a de colonne de ce titre. Ils ont : BCE, Année, CA." in told.output
    )
    assert "Comptes annuels" not in run("show", "--store", tmp_path / "store").output
