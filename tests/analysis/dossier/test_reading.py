"""Excel's habits and the kinds of files: however a dossier is written, it reads to the same typed tables."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused
from grappe.analysis.dossier.reading import inspect_dossier, read_dossier

Files = dict[str, str]
Writer = Callable[..., Path]
Tables = dict[str, pl.DataFrame]
TWIST = Path(__file__).parents[3] / "examples" / "twist"


def same(tables: Tables | Dossier, wanted: Tables) -> None:
    """Equal tables, row numbers apart: a title above the header moves them."""
    found = tables.tables if isinstance(tables, Dossier) else tables
    assert sorted(found) == sorted(wanted)
    for name, frame in wanted.items():
        assert_frame_equal(found[name].drop("_row"), frame.drop("_row"), check_column_order=False)


def each(files: Files, change: Callable[[str], str]) -> Files:
    return {name: change(words) for name, words in files.items()}


def cells(words: str) -> list[list[str]]:
    return [line.split(",") for line in words.splitlines()]


def lines(rows: list[list[str]], mark: str) -> str:
    return "".join(mark.join(row) + "\n" for row in rows)


def quoted(cell: str) -> str:
    return f'"{cell}"' if ";" in cell else cell


def with_semicolons(words: str) -> str:
    return lines([[quoted(cell) for cell in row] for row in cells(words)], ";")


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text_cells(words: str) -> list[list[object]]:
    return [[cell or None for cell in row] for row in cells(words)]


def typed_cells(words: str) -> list[list[object]]:
    """Cells as Excel types them: days are days, numbers numbers, postal codes numbers too."""
    return [[typed_cell(cell) for cell in row] for row in cells(words)]


def typed_cell(cell: str) -> object:
    for kind in (float, dt.datetime.fromisoformat):
        try:
            return kind(cell)  # type: ignore[operator]
        except ValueError:
            continue
    return {"true": True, "false": False, "": None}.get(cell, cell)


def test_semicolons_are_read_like_commas(plain: Files, plain_tables: Tables, write: Writer) -> None:
    same(read_dossier(write(each(plain, with_semicolons))), plain_tables)


def test_tabs_are_read_like_commas(plain: Files, plain_tables: Tables, write: Writer) -> None:
    tabs = {name.replace(".csv", ".tsv"): lines(cells(words), "\t") for name, words in plain.items()}

    same(read_dossier(write(tabs)), plain_tables)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le with its mark"])
def test_every_encoding_of_excel_is_read(
    encoding: str, plain: Files, plain_tables: Tables, write: Writer
) -> None:
    def encoded(words: str) -> bytes:
        if encoding == "utf-16-le with its mark":
            return b"\xff\xfe" + words.encode("utf-16-le")
        return words.encode(encoding)

    same(read_dossier(write({name: encoded(words) for name, words in plain.items()})), plain_tables)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_end_of_line_is_read(end: str, plain: Files, plain_tables: Tables, write: Writer) -> None:
    same(read_dossier(write(each(plain, lambda words: words.replace("\n", end)))), plain_tables)


@pytest.mark.parametrize(
    ("written", "as_people_write"),
    [
        ("1234567.89", '"1234567,89"'),
        ("1234567.89", "1 234 567.89"),
        ("1234567.89", '"1\u202f234\u202f567,89"'),
        ("1234567.89", '"1\u00a0234\u00a0567,89"'),
        ("1234567.89", '"1.234.567,89"'),
        ("1234567.89", '"1,234,567.89"'),
        ("1234567.89", "1’234’567.89"),
        ("1234567.89", "1.23456789e6"),
        ("-1200.5", '"- 1 200,5"'),
        ("-1200.5", "\u22121200.50"),
        ("2008-12-31", "31/12/2008"),
        ("2008-12-31", "31.12.2008"),
        ("2008-12-31", "31-12-2008"),
        ("2008-12-31", "2008-12-31 00:00:00"),
        ("2008-12-31", "2008-12-31T00:00:00Z"),
        (",12,12.5", ",12.0,12.5"),
        ("m1,2009,", "m1,2009.0,"),
    ],
)
def test_a_number_or_a_day_may_be_written_so(
    written: str, as_people_write: str, plain: Files, plain_tables: Tables, write: Writer
) -> None:
    assert written in plain["accounts.csv"]
    changed = plain | {"accounts.csv": plain["accounts.csv"].replace(written, as_people_write)}

    same(read_dossier(write(changed)), plain_tables)


@pytest.mark.parametrize(
    ("file", "written", "as_people_write"),
    [
        ("members.csv", "true", "oui"),
        ("members.csv", "true", "VRAI"),
        ("members.csv", "true", "1"),
        ("members.csv", "false", "Non"),
        ("members.csv", "enterprise,", "Enterprise ,"),
        ("members.csv", "0123.456.749", "123456749"),
        ("members.csv", "0123.456.749", "123456749.0"),
        ("members.csv", "0123.456.749", "BE 0123.456.749"),
        ("members.csv", "0123.456.749", "TVA BE0123456749"),
        ("members.csv", ",4000,", ",4000.0,"),
        ("members.csv", ",4000,", ",B-4000,"),
        ("members.csv", "59.11", "5911"),
        ("members.csv", "59.11,2008", "59.11,NACE-BEL 2008"),
        ("members.csv", "member_id,name", "Member-ID ,NAME"),
        ("site.csv", "2010-03", "03/2010"),
        ("site.csv", "2010-03", "2010-03-01"),
        ("recognitions.csv", "0.8", "80 %"),
        ("recognitions.csv", "0.8", '"0,8"'),
        ("interviews.csv", "m1;m2", " m1 ; m2;"),
        ("cluster.csv", "59.11;62.01", "5911; 6201"),
        ("accounts.csv", "2009,,,3.25", "2009,#N/A,NULL,3.25"),
    ],
)
def test_a_code_a_flag_or_a_list_may_be_written_so(
    file: str, written: str, as_people_write: str, plain: Files, plain_tables: Tables, write: Writer
) -> None:
    assert written in plain[file]
    changed = plain | {file: plain[file].replace(written, as_people_write)}

    same(read_dossier(write(changed)), plain_tables)


def test_a_title_may_stand_above_the_header(plain: Files, plain_tables: Tables, write: Writer) -> None:
    title = "Notre cluster, mis à jour en mars\n\n"

    dossier = read_dossier(write(each(plain, lambda words: title + words)))

    same(dossier, plain_tables)
    assert dossier.tables["accounts"]["_row"].to_list() == [4, 5, 6]


def test_blank_rows_and_blank_columns_are_passed_over(
    plain: Files, plain_tables: Tables, write: Writer
) -> None:
    def padded(words: str) -> str:
        rows = [[*row, "", " "] for row in cells(words)]
        return lines([rows[0], [" "] * 3, *rows[1:], [""] * 5, []], ",")

    same(read_dossier(write(each(plain, padded))), plain_tables)


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(plain: Files, write: Writer) -> None:
    rows = plain["accounts.csv"].splitlines(keepends=True)

    accounts = read_dossier(write(plain | {"accounts.csv": "".join([*rows[:2], "\n", *rows[2:]])})).tables

    assert accounts["accounts"]["_row"].to_list() == [2, 4, 5]


@pytest.mark.parametrize("as_cells", [text_cells, typed_cells])
def test_workbooks_of_one_table_each_are_read(
    as_cells: Callable[[str], list[list[object]]], plain: Files, plain_tables: Tables, write: Writer
) -> None:
    books = {
        name.replace(".csv", ".xlsx"): workbook({"Feuil1": as_cells(words)}) for name, words in plain.items()
    }

    same(read_dossier(write(books)), plain_tables)


def test_one_workbook_holds_all_tables(plain: Files, plain_tables: Tables, tmp_path: Path) -> None:
    sheets = {name.removesuffix(".csv").title(): typed_cells(words) for name, words in plain.items()}
    path = tmp_path / "Tout.xlsx"
    path.write_bytes(workbook({"Lisez-moi": [["Bonjour"]], **sheets, "actions": []}))

    same(read_dossier(path), plain_tables)


def test_a_workbook_named_after_a_table_may_hold_others(
    plain: Files, plain_tables: Tables, write: Writer
) -> None:
    sheets = {name.removesuffix(".csv"): typed_cells(words) for name, words in plain.items()}

    same(read_dossier(write({"members.xlsx": workbook(sheets)})), plain_tables)


@pytest.mark.parametrize("folder", ["", "Dossier 2010/", "a/"])
def test_a_zip_is_read_with_or_without_the_folder_it_was_made_of(
    folder: str, plain: Files, plain_tables: Tables, tmp_path: Path
) -> None:
    archive = tmp_path / "dossier.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, words in plain.items():
            target.writestr(folder + name, words)

    same(read_dossier(archive), plain_tables)


def test_a_folder_unpacked_into_a_folder_keeps_its_settings(plain: Files, write: Writer) -> None:
    settings = {"datapackage.json": '{"grappe": {"as_of": "2010-03-01"}}'}
    folder = write({f"twist/{name}": words for name, words in (plain | settings).items()})

    assert read_dossier(folder).settings.as_of == (dt.date(2010, 3, 1),)


def parquet(frame: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def test_parquet_of_text_is_read_like_csv(plain: Files, plain_tables: Tables, write: Writer) -> None:
    texts = {
        name.replace(".csv", ".parquet"): parquet(
            pl.DataFrame(cells(words)[1:], schema=dict.fromkeys(cells(words)[0], pl.String), orient="row")
        )
        for name, words in plain.items()
    }

    same(read_dossier(write(texts)), plain_tables)


def test_parquet_that_is_typed_is_read_like_csv(plain_tables: Tables, write: Writer) -> None:
    typed = {f"{name}.parquet": parquet(frame.drop("_row")) for name, frame in plain_tables.items()}

    same(read_dossier(write(typed)), plain_tables)


def test_parquet_as_pandas_types_it_is_read_like_csv(plain_tables: Tables, write: Writer) -> None:
    """A column of whole numbers with holes is made of fractions there, and days carry an hour."""
    loose = {
        name: frame.drop("_row")
        .with_columns(pl.col(pl.Date).cast(pl.Datetime("ns")))
        .with_columns(pl.col(pl.Int64).cast(pl.Float64))
        for name, frame in plain_tables.items()
    }
    loose["members"] = loose["members"].with_columns(
        pl.col("postal_code").cast(pl.Float64), pl.col("kind").cast(pl.Categorical)
    )
    loose["accounts"] = loose["accounts"].with_columns(pl.col("exports").fill_null(float("nan")))

    same(
        read_dossier(write({f"{name}.parquet": parquet(frame) for name, frame in loose.items()})),
        plain_tables,
    )


def test_a_dossier_may_mix_its_kinds(plain: Files, plain_tables: Tables, write: Writer) -> None:
    mixed: dict[str, str | bytes] = {
        "cluster.csv": plain["cluster.csv"],
        "members.xlsx": workbook({"members": typed_cells(plain["members.csv"])}),
        "comptes.xlsx": workbook({"Accounts": typed_cells(plain["accounts.csv"])}),
        "site.tsv": lines(cells(plain["site.csv"]), "\t"),
        "recognitions.parquet": parquet(plain_tables["recognitions"].drop("_row")),
        "tables/interviews.csv": plain["interviews.csv"],
    }

    same(read_dossier(write(mixed)), plain_tables)


def test_the_twist_example_is_the_same_as_workbooks_and_as_parquet(write: Writer) -> None:
    wanted = read_dossier(TWIST)
    package = {"datapackage.json": '{"grappe": {"as_of": "2010-03-01"}}'}
    form = {"questionnaire.xlsx": (TWIST / "questionnaire.xlsx").read_bytes()}
    typed = {
        f"{name}.parquet": parquet(
            frame.drop("_row", "cluster_id") if name != "cluster" else frame.drop("_row")
        )
        for name, frame in wanted.tables.items()
    }

    found = read_dossier(write(package | form | typed))

    same(found, dict(wanted.tables))
    assert found.questionnaire == wanted.questionnaire


def test_every_fault_is_told_at_once_in_the_order_of_the_tables(plain: Files, write: Writer) -> None:
    broken = plain | {
        "members.csv": plain["members.csv"].replace("research", "reserch").replace("4000", "40000"),
        "accounts.csv": plain["accounts.csv"].replace("12.5", "douze"),
        "cluster.csv": plain["cluster.csv"].replace("BE3", "BE33"),
    }

    with pytest.raises(DossierRefused) as refusal:
        read_dossier(write(broken))

    assert [(f.table, f.row, f.column, f.value) for f in refusal.value.faults] == [
        ("cluster", 2, "region", "BE33"),
        ("members", 2, "postal_code", "40000"),
        ("members", 3, "kind", "reserch"),
        ("accounts", 2, "fte", "douze"),
    ]


def test_references_are_not_blamed_for_a_cluster_table_that_is_missing(plain: Files, write: Writer) -> None:
    del plain["cluster.csv"]

    _, faults = inspect_dossier(write(plain))

    assert [(f.table, f.what) for f in faults if f.severity == "fault"] == [
        ("cluster", "la table manque, ou n’a aucune ligne.")
    ]


def test_a_campaign_keeps_keys_and_references_within_each_cluster(write: Writer) -> None:
    files = {
        "cluster.csv": "cluster_id,name\nc1,A\nc2,B\n",
        "members.csv": "cluster_id,member_id,name,kind,joined_on\n"
        + "".join(f"{c},m1,{c},enterprise,2008-01-01\n" for c in ("c1", "c2")),
        "accounts.csv": "cluster_id,member_id,year\nc1,m1,2009\nc2,m1,2009\n",
    }
    assert read_dossier(write(files)).clusters == ["c1", "c2"]

    files["members.csv"] = files["members.csv"].replace("c2,m1", "c2,m2")
    _, faults = inspect_dossier(write(files, "broken"))

    assert [(f.table, f.row, f.column, f.value) for f in faults] == [("accounts", 3, "member_id", "m1")]


def test_extra_columns_are_kept_as_they_are(plain: Files, write: Writer) -> None:
    header, *rows = plain["site.csv"].splitlines()
    files = plain | {"site.csv": "\n".join([f"{header},_row,note", *(f"{row},9,vu" for row in rows)])}

    site = read_dossier(write(files)).tables["site"]

    assert site.select("_row", "_row_", "note").rows() == [(2, "9", "vu"), (3, "9", "vu")]
