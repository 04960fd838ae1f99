"""Plain tables: a block at a time as row by row, and as people really write them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.registry.small_extract import BAKER, SHOP, STUDIO, full

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.registry.accounts import table_blocks
from grappe.analysis.registry.accounts.filing import Apart
from grappe.analysis.registry.accounts.judging import judged
from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.accounts.plain_table import Sheet, sheets
from grappe.analysis.registry.accounts.table_fields import guessed
from grappe.analysis.registry.accounts.written_amounts import Marks, amount_of, amounts, is_nothing
from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import read_catalogue

TITLES = "Numéro BCE;Exercice;Date de clôture;Début d’exercice;Mois;Modèle;Consolidation;Devise;Date de dépôt;Référence;Chiffre d’affaires;ETP;Total du bilan;Valeur ajoutée"
CELLS = (
    [
        STUDIO,
        BAKER.replace(".", ""),
        f"BE {BAKER}",
        SHOP,
        "BTW BE 0400.000.197",
        "0400000100",
        "",
        "12",
        "400000197.0",
    ],
    ["2021", "2021.0", "31/12/2020", "", "l’an dernier", "0021"],
    ["", "30/06/2021", "2021-12-31 00:00:00", "2021-02-30", "31-3-2022", "n’importe"],
    ["", "", "01/07/2020", "2021-13-01", "2022-01-01"],
    ["", "12", "18.0", "douze", "0"],
    ["", "complet", "m87-f", "Consolidé", "VOL", "autre"],
    ["", "", "U1", "C1", "oui"],
    ["", "EUR", "€", "usd"],
    ["", "2022-06-30", "jamais"],
    ["", "2022-00000001"],
)
NUMBERS = ["", "n.a.", "12", "1 234,56", "1.234,56", "1,234.56", "1.234", "1,234", "(12)", "-5", "€ 7", "abc", "1e3", "12 34", "5,", ".5", "0.123", "− 3"]  # fmt: skip

FORMS = Path(__file__).parents[1] / "dossier" / "data" / "xlsform_examples"


def by_rows(sheet: Sheet) -> tuple[list[tuple[object, ...]], list[tuple[str, str]]]:
    rows, aside = [], []
    for _, one in sheet.filings():
        found = one if isinstance(one, Apart) else judged(one)
        if isinstance(found, Apart):
            aside.append((found.reason, found.written))
        else:
            rows.append(tuple(found.row.values()))
    return rows, aside


def at_once(sheet: Sheet) -> tuple[list[tuple[object, ...]], list[tuple[str, str]]]:
    rows: list[tuple[object, ...]] = []
    aside: list[tuple[str, str]] = []
    for good, bad in sheet.frames():
        rows += good.drop("place").rows()
        aside += bad.select("reason", "text").rows()
    return rows, aside


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(full(tmp_path / "extract"), tmp_path / "store")
    return tmp_path / "store"


def kept(store: Path, name: str = "accounts") -> pl.DataFrame:
    (folder,) = sorted(store.glob("accounts-*"))[-1:]
    return pl.read_parquet(folder / f"{name}.parquet")


def reasons(store: Path) -> dict[str, int]:
    found = read_catalogue(store).accounts
    assert found is not None
    return {apart.reason: apart.count for apart in found.set_aside}


def table(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_block_at_once_is_what_its_rows_are_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    row = st.tuples(*(st.sampled_from(cells) for cells in CELLS), *[st.sampled_from(NUMBERS)] * 4)
    rows = data.draw(st.lists(row, min_size=1, max_size=12))
    file = table(
        tmp_path_factory.mktemp("t") / "t.csv", "\n".join([TITLES, *(";".join(cells) for cells in rows)])
    )
    (sheet,) = sheets(file, {})

    assert sheet.columnar
    assert at_once(sheet) == by_rows(sheet)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(NUMBERS),
            st.from_regex(r"[-+(]?[0-9]{0,4}[., ][0-9]{0,3}[.,]?[0-9]{0,4}\)?", fullmatch=True),
        )
    )
)
@settings(deadline=None)
def test_amounts_are_read_at_once_as_one_by_one(cells: list[str]) -> None:
    marks = Marks()
    column = pl.Series("a", cells, dtype=pl.String)
    marks.see([column])
    values, wrong = amounts(column, marks)

    one = [None if is_nothing(cell) else amount_of(cell.strip(), marks) for cell in cells]
    assert values.to_list() == one
    assert wrong.to_list() == [
        value is None and not is_nothing(cell) for value, cell in zip(one, cells, strict=True)
    ]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1 234,56", "1\u202f234"], [1234.56, 1234.0]),
        (["1.234", "1.234,56"], [1234.0, 1234.56]),
        (["1,234", "1,234.56"], [1234.0, 1234.56]),
        (["1.234", "12.5"], [1.234, 12.5]),
        (["1.234", "2.345.678"], [1234.0, 2345678.0]),
        (["1.234", "12"], [None, 12.0]),
        (["1,234", "1.234", "1.234,5", "1,234.5"], [None, None, 1234.5, 1234.5]),
        (["(1 234)", "€ 7", "7 EUR", "\u2212 3"], [-1234.0, 7.0, 7.0, -3.0]),
    ],
)
def test_one_mark_is_read_as_the_other_cells_of_the_table_use_it(
    cells: list[str], values: list[float | None]
) -> None:
    marks = Marks()
    marks.see([pl.Series("a", cells)])

    assert [amount_of(cell, marks) for cell in cells] == values


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Chiffre d’affaires (milliers EUR) 2021", ("turnover", 1000.0, 2021)),
        ("Turnover\nth EUR\n2021", ("turnover", 1000.0, 2021)),
        ("Total bilan en M€", ("total_assets", 1e6, None)),
        ("Fonds propres (EUR)", ("equity", 1.0, None)),
        ("Bénéfice", ("profit", None, None)),
        ("9900 2021", ("9900", None, 2021)),
        ("2058", ("2058", None, None)),
        ("Effectif (ETP) 2021", ("fte", 1.0, 2021)),
        ("Indépendance financière (%)", ("financial_independence", 0.01, None)),
        ("Code de consolidation", ("consolidation", 1.0, None)),
    ],
)
def test_a_title_tells_a_field_its_unit_and_its_year(
    title: str, meaning: tuple[str, float | None, int | None]
) -> None:
    found = guessed(title)

    assert found is not None
    assert (found.field, found.factor, found.year) == meaning


@pytest.mark.parametrize("title", ["Omzet mil EUR", "Indépendance financière", "Année 2021", "2021", "Nom"])
def test_a_title_that_could_mean_two_things_is_not_guessed(title: str) -> None:
    assert guessed(title) is None


def test_a_row_per_company_and_a_column_per_year_is_a_filing_per_year(tmp_path: Path, store: Path) -> None:
    file = table(
        tmp_path / "bel.csv",
        "Nom;Numéro BCE;Chiffre d’affaires (k€) 2020;Chiffre d’affaires (k€) 2021;ETP 2020;ETP 2021;Date de clôture\n"
        f"Studio;{STUDIO};1.234,5;n.a.;12;n.a.;31/12/2021\nPain;{BAKER};5;6,5;;2;31/12/2021\n",
    )
    seen = []
    add_accounts([file], store, seen=seen.append)

    assert kept(store).select("enterprise", "year", "turnover", "fte").rows() == [
        (int(STUDIO.replace(".", "")), 2020, 1234500.0, 12.0),
        (int(BAKER.replace(".", "")), 2020, 5000.0, None),
        (int(BAKER.replace(".", "")), 2021, 6500.0, 2.0),
    ]
    assert reasons(store) == {}
    assert seen[0].unread == ("Nom", "Date de clôture")


def test_a_workbook_with_merged_titles_and_a_sheet_per_subject_is_read_whole(
    tmp_path: Path, store: Path
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Montants en milliers d’euros"])
    first.append(["Numéro BCE", "Chiffre d’affaires", None, "ETP", None])
    first.append([None, 2020, 2021, 2020, 2021])
    first.append([STUDIO, 1.5, 2.25, 3, 1.234])
    for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        first.merge_cells(cells)
    second = book.create_sheet("autre")
    for row in (["Numéro BCE", "Exercice", "Chiffre d’affaires"], [BAKER, 2020, 7]):
        second.append(row)
    book.create_sheet("notes").append(["Source : base commerciale"])
    book.save(tmp_path / "merged.xlsx")
    add_accounts([tmp_path / "merged.xlsx"], store)

    assert kept(store).select("enterprise", "year", "turnover", "fte").rows() == [
        (int(STUDIO.replace(".", "")), 2020, 1500.0, 3.0),
        (int(STUDIO.replace(".", "")), 2021, 2250.0, 1.234),
        (int(BAKER.replace(".", "")), 2020, 7.0, None),
    ]


def test_windows_letters_and_semicolons_are_read(tmp_path: Path, store: Path) -> None:
    (tmp_path / "w.csv").write_bytes(
        f"Numéro BCE;Année;Bénéfice (€)\n{STUDIO};2021;-1 234,56\n".encode("cp1252")
    )
    add_accounts([tmp_path / "w.csv"], store)

    assert kept(store)["profit"].to_list() == [-1234.56]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"BCE;Année;CA;CA\n{STUDIO};2021;1;2", "« CA » et « CA »"),
        (f"BCE;Année;CA;Omzet\n{STUDIO};2021;1;2", "« CA » et « Omzet »"),
        (f"BCE;CA\n{STUDIO};1", "aucune colonne ne dit l’année"),
        ("Nom;Année;CA\nStudio;2021;1", "aucune colonne ne dit le numéro d’entreprise"),
        (f"BCE;Année;Nom\n{STUDIO};2021;Studio", "aucune colonne ne dit une mesure"),
    ],
)
def test_a_table_that_does_not_tell_enough_is_refused_with_what_lacks(
    tmp_path: Path, store: Path, text: str, said: str
) -> None:
    with pytest.raises(Unreadable) as told:
        add_accounts([table(tmp_path / "t.csv", text)], store)

    assert said in told.value.sentences()[0]
    assert read_catalogue(store).accounts is None


def test_of_two_columns_that_say_the_same_the_one_that_a_person_names_is_read(
    tmp_path: Path, store: Path
) -> None:
    file = table(tmp_path / "t.csv", f"BCE;Année;CA;Omzet\n{STUDIO};2021;1;2")
    add_accounts([file], store, columns={"Omzet": "turnover*1000"})

    assert kept(store)["turnover"].to_list() == [2000.0]


def test_what_is_said_of_a_title_holds_for_each_year_that_follows_it(tmp_path: Path, store: Path) -> None:
    file = table(tmp_path / "t.csv", f"BCE;Operating revenue 2020;Operating revenue 2021\n{STUDIO};1;2")
    add_accounts([file], store, columns={"Operating revenue": "turnover*1000"})

    assert kept(store)["turnover"].to_list() == [1000.0, 2000.0]


def test_rubrics_of_a_table_that_lacks_some_are_neither_judged_nor_made_up(
    tmp_path: Path, store: Path
) -> None:
    file = table(
        tmp_path / "t.csv",
        f"BCE;Année;Modèle;20/58;29/58;9900;9087\n{STUDIO};2021;abrégé;100;60;30;2,5\n",
    )
    add_accounts([file], store)

    (row,) = kept(store).iter_rows(named=True)
    assert (row["total_assets"], row["value_added"], row["fte"]) == (100.0, None, 2.5)
    assert reasons(store) == {}


def test_rubrics_in_thousands_may_be_half_a_thousand_out(tmp_path: Path, store: Path) -> None:
    head = "Montants en k€\nBCE;Année;Modèle;40/41;40;41\n"
    file = table(
        tmp_path / "t.csv", head + f"{STUDIO};2021;abrégé;101;60;40\n{STUDIO};2022;abrégé;104;60;40\n"
    )
    add_accounts([file], store)

    assert kept(store)["year"].to_list() == [2021]
    assert reasons(store) == {"identity": 1}


def test_a_ratio_of_two_measures_is_made_of_them(tmp_path: Path, store: Path) -> None:
    file = table(
        tmp_path / "t.csv", f"BCE;Année;Valeur ajoutée;ETP\n{STUDIO};2021;500;4\n{STUDIO};2022;500;0\n"
    )
    add_accounts([file], store)

    assert kept(store)["value_added_per_fte"].to_list() == [125.0, None]


def test_a_quote_left_open_costs_its_own_line(tmp_path: Path, store: Path) -> None:
    rows = [f'{STUDIO};{year};"x{year}";{year}' for year in range(2001, 2020)]
    rows[4] = f'{STUDIO};2005;"x2005;2005'
    file = table(tmp_path / "t.csv", "\n".join(["BCE;Année;Nom;CA", *rows, ""]))
    add_accounts([file], store)

    assert kept(store)["year"].to_list() == [year for year in range(2001, 2020) if year != 2005]
    assert reasons(store) == {"broken": 1}
    assert "t.csv 6 :" in kept(store, "set_aside")["text"][0]


def test_blocks_of_a_few_bytes_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f'{STUDIO};{year};"deux\n""lignes"" {year}";1 234,{year % 90 + 10}' for year in range(1950, 2020)]
    file = table(tmp_path / "t.csv", "\r\n".join(["BCE;Année;Nom;CA", *rows]))
    (sheet,) = sheets(file, {})
    whole = at_once(sheet)
    monkeypatch.setattr(table_blocks, "BLOCK", 50)

    assert at_once(sheet) == whole
    assert len(whole[0]) == 70


def test_a_semicolon_table_with_a_reference_number_is_not_taken_for_the_portals(
    tmp_path: Path, store: Path
) -> None:
    file = table(tmp_path / "t.csv", f"BCE;Année;CA;Reference number\n{STUDIO};2021;5;2022-00000001\n")
    add_accounts([file], store)

    assert kept(store).select("reference", "turnover").rows() == [("2022-00000001", 5.0)]


def test_a_workbook_of_excel_before_2007_is_read_too(store: Path) -> None:
    with pytest.raises(Unreadable) as told:
        add_accounts([FORMS / "simple_loop.xls"], store)

    assert "Colonnes lues : type, name, label" in told.value.sentences()[0]


def test_titles_of_several_lines_are_read_as_one(tmp_path: Path, store: Path) -> None:
    titles = '"BvD ID number"\t"Chiffre d\'affaires\nth EUR\n2021"\t"Number of employees\n2021"\t"VA par ETP\n2021"'
    file = table(tmp_path / "t.csv", f"Export\n{titles}\nBE{STUDIO.replace('.', '')}\t12\t3\t5\n")
    add_accounts([file], store)

    assert kept(store).select("year", "turnover", "fte", "value_added_per_fte").rows() == [
        (2021, 12000.0, 3.0, 5.0)
    ]
    assert kept(store)["enterprise"].to_list() == [int(STUDIO.replace(".", ""))]
