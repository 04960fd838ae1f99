"""`grappe evaluate --registry`: figures from the store, and where that is said."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.registry.dossiers.known_dossier import made_dossier
from tests.analysis.registry.peers.known_group import BIG, made_store
from tests.analysis.registry.small_extract import enterprise

from grappe.cli.main import grappe


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, [str(word) for word in words])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, Result]:
    """Return a dossier, a store, the results of one from the other, and what was said."""
    folder = tmp_path_factory.mktemp("registry")
    dossier, store = made_dossier(folder / "dossier"), made_store(folder)
    told = run("evaluate", dossier, "--registry", store, "--out", folder / "out")
    assert told.exit_code == 0, told.output
    return dossier, store, folder / "out", told


def rows(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    told = json.loads((folder / "figures.json").read_text("utf-8"))
    return {(row["figure"], row["key"] or ""): row for row in told}


def test_the_results_tell_the_register_and_list_those_who_could_be_members(
    made: tuple[Path, Path, Path, Result],
) -> None:
    _, _, out, _ = made
    assert rows(out)["sector.companies", "59.11"]["value"] == 13
    assert rows(out)["sector.companies", "59.11"]["source"] == "registry 127 2024-08-30"
    with (out / "prospects.csv").open(encoding="utf-8") as file:
        first, *others = csv.DictReader(file)
    assert (first["enterprise"], first["jobs"], first["register_day"]) == (
        enterprise(BIG),
        "300.0",
        "2024-08-30",
    )
    assert len(others) == 8
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert package["grappe"]["registry"] == {"extract": 127, "day": "2024-08-30"}
    assert "prospects.csv" in {one["path"] for one in package["resources"]}


def test_the_report_says_by_what_register_and_rule(made: tuple[Path, Path, Path, Result]) -> None:
    page = (made[2] / "report.html").read_text("utf-8")
    for words in (
        "extrait n° 127 du 30 août 2024",
        "sécurité sociale (groupe 006), à défaut de la TVA (groupe 001)",
        "1 membre\u202f: le registre lui donne une autre activité que le dossier.",
        "Membre m3",
    ):
        assert words in page, words


def test_the_screen_says_whom_the_register_does_not_know(made: tuple[Path, Path, Path, Result]) -> None:
    told = made[3].stderr
    assert "1 membre sans numéro d’entreprise" in told
    assert "il ne connaît pas le numéro de 1 membre" in told
    assert "il donne à 1 membre une autre activité" in told


def test_explain_shows_the_rows_of_the_store(made: tuple[Path, Path, Path, Result]) -> None:
    dossier, store, _, _ = made
    told = run("explain", dossier, "sector.share[59.11]", "--registry", store)
    assert told.exit_code == 0, told.output
    assert "registre des entreprises (extrait n° 127 du 30 août 2024), Membres (members)" in told.output
    assert "4 / 13 = 0,3077" in told.output


def test_a_claim_on_the_sector_is_audited_against_the_store(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    dossier, store, _, _ = made
    head = "claim_id,statistic,value,unit,figure,key\n"
    right, wrong = tmp_path / "right.csv", tmp_path / "wrong.csv"
    right.write_text(f"{head}a,count,13,count,sector.companies,59.11\n", "utf-8")
    wrong.write_text(f"{head}b,count,14,count,sector.companies,59.11\n", "utf-8")

    alone = run("audit", wrong, "--dossier", dossier)
    held = run("audit", right, "--dossier", dossier, "--registry", store, "--all")
    beside = run("audit", wrong, "--dossier", dossier, "--registry", store)

    assert (alone.exit_code, held.exit_code, beside.exit_code) == (0, 0, 12)
    assert "13 : le dossier donne 13." in held.stdout
    assert "14 : le dossier donne 13, et non ce nombre." in beside.stdout
    assert "il ne connaît pas le numéro de 1 membre" in beside.stderr


def test_the_dossiers_own_claims_are_too(made: tuple[Path, Path, Path, Result], tmp_path: Path) -> None:
    dossier = shutil.copytree(made[0], tmp_path / "dossier")
    (dossier / "claims.csv").write_text(
        "claim_id,statistic,value,unit,figure,key\nb,count,14,count,sector.companies,59.11\n", "utf-8"
    )

    told = run("audit", dossier, "--registry", made[1])

    assert told.exit_code == 12
    assert "14 : le dossier donne 13, et non ce nombre." in told.stdout


def test_claims_without_a_dossier_have_nothing_to_hold_against_a_registry(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text("claim_id,statistic,value,unit\na,count,13,count\n", "utf-8")

    told = run("audit", claims, "--registry", made[1])

    assert told.exit_code == 2
    assert "ajoutez --dossier" in told.output


def test_check_holds_the_classes_that_are_named_against_the_store(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    dossier = shutil.copytree(made[0], tmp_path / "dossier")
    (dossier / "findings.csv").write_text(
        "finding_id,text\nf1,{sector.share[59.11]} et {sector.share[59.12]}\n", "utf-8"
    )

    told = run("check", dossier, "--registry", made[1])

    assert told.exit_code == 0, told.output
    assert "« sector.share[59.12] » n’a pas de résultat" in told.stderr
    assert "sector.share[59.11] »" not in told.stderr
    assert "il donne à 1 membre une autre activité" in told.stderr
    alone = run("check", dossier)
    assert "sector.share" not in alone.stderr
    assert "Registre" not in alone.stderr


@pytest.mark.parametrize("command", ["check", "audit"])
def test_no_store_is_code_13_for_the_others_too(
    made: tuple[Path, Path, Path, Result], tmp_path: Path, command: str
) -> None:
    told = run(command, made[0], "--registry", tmp_path / "nowhere")

    assert told.exit_code == 13
    assert "n’est pas un registre" in told.output


def test_without_the_option_nothing_of_a_register_shows(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    dossier = tmp_path / "dossier"
    shutil.copytree(made[0], dossier)
    (dossier / "sector.csv").write_text(
        "nace,nace_version,region,year,companies\n59.11,2008,BE3,2023,999\n", "utf-8"
    )
    told = run("evaluate", dossier, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    found = rows(tmp_path / "out")
    assert (found["sector.companies", "59.11"]["value"], found["sector.companies", "59.11"]["source"]) == (
        999,
        "sector",
    )
    assert found["peer.p_value", ""]["missing"] == "peers"
    assert not (tmp_path / "out" / "prospects.csv").exists()
    assert 'id="chapter-9"' not in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "registre" not in (tmp_path / "out" / "report.html").read_text("utf-8").lower()


def test_an_earlier_list_of_prospects_goes_when_no_registry_is_asked(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[2], out)
    assert (out / "prospects.csv").exists()
    assert run("evaluate", made[0], "--out", out).exit_code == 0
    assert not (out / "prospects.csv").exists()


def test_small_groups_stay_hidden_and_no_list_gives_them_away(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    dossier, store, _, _ = made
    told = run("evaluate", dossier, "--registry", store, "--suppress-below", "5", "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert not (tmp_path / "out" / "prospects.csv").exists()
    assert rows(tmp_path / "out")["sector.members", "59.11"]["status"] == "suppressed"
    # Anyone counts the companies of the scope, and of the group: less these, three members and two.
    assert rows(tmp_path / "out")["prospects.count", ""]["status"] == "suppressed"
    assert rows(tmp_path / "out")["peer.companies", "turnover"]["status"] == "suppressed"
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "extrait n° 127" in page
    assert "au nombre de –" in page
    assert "Membre m3" not in page
    assert "une autre activité que le dossier" not in page


def test_diff_says_which_figures_a_register_moves(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    assert run("evaluate", made[0], "--out", tmp_path / "without").exit_code == 0
    told = run("diff", tmp_path / "without", made[2], "--json")
    assert told.exit_code == 0, told.output
    moved = {(one["figure"], one["key"]) for one in json.loads(told.output) if one["what"] == "figure"}
    assert ("sector.companies", "59.11") in moved
    assert ("prospects.count", None) in moved
    assert {figure.split(".")[0] for figure, _ in moved} == {"sector", "peer", "prospects"}


def test_a_registry_with_accounts_brings_the_chapter_on_effects(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    page = (made[2] / "report.html").read_text("utf-8")
    # Four members with a number, in three years of accounts: the chapter says that nothing can be told.
    assert 'id="chapter-9"' in page
    assert "Effets non identifiables" in page
    with (made[2] / "effects.csv").open(encoding="utf-8") as file:
        states = {row["state"] for row in csv.DictReader(file)}
    assert states == {"not_identifiable"}
    hidden = tmp_path / "hidden"
    told = run("evaluate", made[0], "--registry", made[1], "--suppress-below", "3", "--out", hidden)
    assert "le chapitre Effets n’est pas écrit" in told.stderr
    assert 'id="chapter-9"' not in (hidden / "report.html").read_text("utf-8")
    assert not (hidden / "effects.csv").exists()


def test_where_no_accounts_are_of_those_years_the_chapter_says_so(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    told = run("evaluate", made[0], "--registry", made[1], "--as-of", "2012-01-01", "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "rien ne peut être comparé" in page
    assert not (tmp_path / "out" / "effects.csv").exists()
    assert "postérieur au jour de référence" in told.stderr
    days = ("--as-of", "2012-01-01", "--as-of", "2024-12-31")
    told = run("evaluate", made[0], "--registry", made[1], *days, "--out", tmp_path / "series")
    assert told.exit_code == 0, told.output
    page = (tmp_path / "series" / "report.html").read_text("utf-8")
    assert "précèdent le plus ancien extrait (1er janvier 2012)" in page


def test_a_folder_that_is_no_store_is_code_13_and_writes_nothing(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    told = run("evaluate", made[0], "--registry", tmp_path, "--out", tmp_path / "out")
    assert (told.exit_code, (tmp_path / "out").exists()) == (13, False)
    assert "n’est pas un registre" in told.stderr


def test_the_clusters_of_a_campaign_share_one_reading(
    made: tuple[Path, Path, Path, Result], tmp_path: Path
) -> None:
    dossier = tmp_path / "dossier"
    shutil.copytree(made[0], dossier)
    for name in ("cluster", "members", "accounts"):
        head, *lines = (dossier / f"{name}.csv").read_text("utf-8").splitlines()
        rest = lines if name == "cluster" else [f"{cluster},{line}" for cluster in "cd" for line in lines]
        if name == "cluster":
            rest = [*lines, *(line.replace("c,Grappe", "d,Autre") for line in lines)]
        else:
            head = f"cluster_id,{head}"
        (dossier / f"{name}.csv").write_text("\n".join([head, *rest]) + "\n", "utf-8")
    told = run("evaluate", dossier, "--registry", made[1], "--each", "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    alone, own = rows(made[2]), rows(tmp_path / "out" / "d")
    assert {key: row["value"] for key, row in own.items()} == {
        key: row["value"] for key, row in alone.items()
    }
    with (tmp_path / "out" / "d" / "prospects.csv").open(encoding="utf-8") as file:
        assert {row["cluster_id"] for row in csv.DictReader(file)} == {"d"}
    hidden = run("evaluate", dossier, "--registry", made[1], "--anonymise", "--out", tmp_path / "hidden")
    assert hidden.exit_code == 0, hidden.output
    assert not (tmp_path / "hidden" / "prospects.csv").exists()
    assert enterprise(BIG) not in (tmp_path / "hidden" / "figures.csv").read_text("utf-8")
    assert enterprise(BIG) in (tmp_path / "out" / "figures.csv").read_text("utf-8")
