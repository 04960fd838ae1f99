"""`grappe peers`: the group in words, its numbers on the screen and as files, refusals in a sentence."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from tests.analysis.registry.peers.known_group import (
    BIG,
    ELSEWHERE,
    FIRST,
    PEERS,
    PERSON,
    SECOND,
    made_store,
)
from tests.analysis.registry.small_extract import enterprise, full

from grappe.analysis.registry.build import build
from grappe.cli.main import grappe

GROUP = ["--nace", "59.11", "--region", "BE3", "--size", "1-49", "--year", "2023", "--years", "3"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("known"))


@pytest.fixture
def members(tmp_path: Path) -> Path:
    file = tmp_path / "membres.csv"
    rows = [
        ("nom", "numéro d’entreprise", "joined_on", "left_on"),
        ("Un", enterprise(FIRST), "01/01/2010", ""),
        ("Deux", f"BE {enterprise(SECOND)}", "2012-03-04", ""),
        ("Grand", enterprise(BIG).replace(".", ""), "", ""),
        ("Ailleurs", enterprise(ELSEWHERE), "", ""),
        ("Parti", enterprise(PEERS[0]), "2010-01-01", "2020-05-05"),
        ("Sans", "", "", ""),
        ("Encore un", enterprise(FIRST), "", ""),
    ]
    file.write_text("\n".join(";".join(row) for row in rows) + "\n", "utf-8")
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(grappe, ["peers", *(str(word) for word in words)])


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_the_group_is_said_in_words_and_its_members_by_name(store: Path, members: Path) -> None:
    done = run("--store", store, *GROUP, "--members", members)

    assert done.exit_code == 0, done.output
    for words in (
        "Personnes morales dont une activité principale est 59.11",
        "siège : Région wallonne, de 1 à 49 ETP.",
        "Registre du 30 août 2024",
        "ONSS (006) avant TVA (001)",
        "Sociétés, de toute taille : 11 ; avec des comptes qui comptent en 2023 : 8.",
        "Un (Société 200)",
        "hors du groupe : Grand (Société 110) (autre taille)",
        "hors du groupe : Ailleurs (Société 122) (siège ailleurs)",
        "dépôts d’exercices qui ne sont pas de douze mois : 3",
        "Membres qui ne l’étaient pas au 31 décembre 2023, et ne comptent pas : 1.",
        "Membres sans numéro d’entreprise, qui ne sont pas cherchés au registre : 1.",
        "Lignes dont le numéro est déjà celui d’un autre membre, comptées une fois : 1.",
    ):
        assert words in done.output


def test_the_files_say_what_the_screen_does(store: Path, members: Path, tmp_path: Path) -> None:
    done = run("--store", store, *GROUP, "--members", members, "--out", tmp_path / "out")

    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out" / "peers.json").read_text("utf-8"))
    assert (told["companies"], told["with_accounts"], told["day"]) == (13, 8, "2024-08-30")
    assert "Société 200" in (tmp_path / "out" / "peers.html").read_text("utf-8")
    quartiles = rows_of(tmp_path / "out" / "quartiles.csv")
    last = next(row for row in quartiles if (row["measure"], row["year"]) == ("turnover", "2023"))
    assert (float(last["median"]), last["companies"]) == (423_500, "6")
    standings = rows_of(tmp_path / "out" / "members.csv")
    assert {row["enterprise"] for row in standings if row["state"] == "in_group"} == {
        enterprise(FIRST),
        enterprise(SECOND),
    }
    assert next(row["state"] for row in standings if row["enterprise"] == enterprise(BIG)) == "other_size"


def test_the_files_call_members_as_their_list_does_and_as_the_register_does(
    store: Path, members: Path, tmp_path: Path
) -> None:
    run("--store", store, *GROUP, "--members", members, "--out", tmp_path / "out")

    told = json.loads((tmp_path / "out" / "peers.json").read_text("utf-8"))
    first = next(one for one in told["members"] if one["enterprise"] == enterprise(FIRST))
    assert (first["name"], first["own_name"], first["own_id"]) == ("Société 200", "Un", None)
    for file in ("members.csv", "trends.csv"):
        names = {
            row["enterprise"]: (row["name"], row["own_name"]) for row in rows_of(tmp_path / "out" / file)
        }
        assert names[enterprise(SECOND)] == ("Société 201", "Deux")
    away = {row["enterprise"]: row["own_name"] for row in rows_of(tmp_path / "out" / "members.csv")}
    assert away[enterprise(BIG)] == "Grand"
    page = (tmp_path / "out" / "peers.html").read_text("utf-8")
    assert all(name in page for name in ("Deux", "Société 201", "Grand", "Société 110"))


def test_a_member_of_two_rows_is_called_as_in_the_one_of_the_day(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    rows = [
        "member_id,Entreprise,Nom,BCE,joined_on,left_on",
        f"m1,Autrefois SA,Ancien,{enterprise(FIRST)},2001-01-01,2003-01-01",
        f"m7,Aujourd’hui SA,Nouveau,{enterprise(FIRST)},2010-01-01,",
    ]
    file.write_text("\n".join(rows) + "\n", "utf-8")
    done = run("--store", store, *GROUP, "--members", file, "--json")

    (told,) = json.loads(done.stdout)["members"]
    assert (told["own_name"], told["own_id"]) == ("Aujourd’hui SA", "m7")


def test_a_title_above_the_members_is_not_taken_for_their_header(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text(f"Membre,Nom\nFirme,BCE\nUn,{enterprise(FIRST)}\n", "utf-8")

    done = run("--store", store, *GROUP, "--members", file)

    assert done.exit_code == 0, done.output
    assert "Société 200" in done.output


def test_prospects_bear_their_source_and_name_no_natural_person(
    store: Path, members: Path, tmp_path: Path
) -> None:
    run("--store", store, *GROUP, "--members", members, "--out", tmp_path / "out")
    found = rows_of(tmp_path / "out" / "prospects.csv")

    assert enterprise(PEERS[0]) in {row["enterprise"] for row in found}, "one that has left may come back"
    assert not {enterprise(PERSON), enterprise(FIRST)} & {row["enterprise"] for row in found}
    assert {row["register_day"] for row in found} == {"2024-08-30"}
    assert all("prospection directe" in row["notice"] for row in found)


def test_a_program_reads_one_object(store: Path) -> None:
    done = run("--store", store, *GROUP, "--json")

    told = json.loads(done.stdout)
    assert told["group"]["nace"] == ["59.11"]
    assert told["members"] == []


def test_members_may_come_as_a_workbook_with_a_title(store: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Liste des membres"], [], ["Naam", "Ondernemingsnummer"], ["Un", enterprise(FIRST)]):
        sheet.append(row)
    book.save(tmp_path / "leden.xlsx")
    done = run("--store", store, *GROUP, "--members", tmp_path / "leden.xlsx")

    assert "Société 200" in done.output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--nace", "99.99", "--year", "2023"], 2, "Le code « 99.99 » n’est pas de la NACE 2008."),
        (["--nace", "59", "--year", "2023", "--region", "Liège"], 2, "n’est ni une région ni une province"),
        (["--nace", "59", "--year", "2023", "--size", "petit"], 2, "n’est pas une taille"),
        (["--nace", "59", "--year", "2023", "--nace-version", "2010"], 2, "n’existe pas. Attendu : 2003"),
        (["--nace", "59", "--year", "2023", "--measures", "bonheur"], 2, "Mesure inconnue : bonheur."),
        (["--nace", "59", "--year", "2023", "--master", "local[2]"], 2, "ne va qu’avec --engine spark"),
        (["--nace", "59", "--year", "2023", "--day", "hier"], 2, "hier"),
        (
            ["--nace", "59", "--year", "2023", "--day", "2001-01-01"],
            13,
            "ne connaît rien du 1er janvier 2001",
        ),
        (["--nace", "59", "--year", "2023", "--members", "absent.csv"], 11, "n’existe pas"),
    ],
)
def test_what_defines_no_group_is_refused_in_a_sentence(
    store: Path, words: list[str], code: int, sentence: str
) -> None:
    done = run("--store", store, *words)

    assert (done.exit_code, sentence in done.output) == (code, True), done.output


def test_a_wrong_number_is_told_with_its_line(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("nom,BCE\nUn,0400.000.100\nDeux,abc\n", "utf-8")
    done = run("--store", store, *GROUP, "--members", file, "--out", tmp_path / "out")

    assert done.exit_code == 10
    assert "m.csv, ligne 2, colonne BCE" in done.output
    assert "modulo 97" in done.output
    assert "ligne 3" in done.output
    assert not (tmp_path / "out").exists()


def test_a_file_without_numbers_says_what_it_has(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("nom,ville\nUn,Liège\n", "utf-8")
    done = run("--store", store, *GROUP, "--members", file)

    assert done.exit_code == 11
    assert "Colonnes lues : nom, ville. Nommez-la enterprise_number." in done.output


def test_a_difference_is_told_with_its_unit_and_never_from_one_or_two_peers(
    store: Path, members: Path
) -> None:
    alone = run("--store", store, *GROUP, "--members", members, "--measures", "fte")
    assert re.search(r"entreprises, 6 ; écart 0\sETP ; p = 1", alone.output), alone.output

    # All but two of the peers are members too.
    file = members.with_name("presque.csv")
    rows = [enterprise(n) for n in (FIRST, SECOND, *PEERS[:4])]
    file.write_text("BCE\n" + "\n".join(rows) + "\n", "utf-8")
    two = run("--store", store, *GROUP, "--members", file)
    assert two.output.count("moins de 3 entreprises comparables ; l’écart serait") == 3
    assert "pas de quartiles" in two.output


def test_a_group_of_nobody_says_so(store: Path) -> None:
    done = run("--store", store, "--nace", "01.11", "--year", "2023")

    assert done.exit_code == 0
    assert "pas de quartiles. Élargissez" in done.output


def test_a_store_without_accounts_says_how_to_add_them(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    done = run("--store", tmp_path / "store", *GROUP)

    assert done.exit_code == 13
    assert "grappe registry accounts" in done.output
    assert run("--store", tmp_path / "nowhere", *GROUP).exit_code == 13


def test_who_reads_the_first_line_alone_has_all_the_files(store: Path, tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "grappe.cli.main",
        "peers",
        "--store",
        store,
        *GROUP,
        "--out",
        tmp_path / "out",
    ]
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, text=True) as asked:
        assert asked.stdout is not None
        asked.stdout.readline()
        asked.stdout.close()

    assert (tmp_path / "out" / "peers.html").is_file()
