"""Workbooks that are none, swell, lie or are merged."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.broken.builders import ACCOUNTS_ROWS, FIRST_SHEET, case, saved, with_file, with_part, workbook


@case(11, ("accounts.xlsx", "pas un classeur XLSX"))
def an_empty_workbook_file(place: Path) -> Path:
    return with_file(place, "accounts.xlsx", b"")


@case(11, ("accounts.xlsx", "pas un classeur XLSX"))
def a_csv_named_xlsx(place: Path) -> Path:
    return with_file(place, "accounts.xlsx", b"member_id,year\nm1,2009\n")


@case(11, ("accounts.xlsx", "abîmé"))
def a_truncated_workbook(place: Path) -> Path:
    content = saved(workbook({"accounts": ACCOUNTS_ROWS * 200}))
    return with_file(place, "accounts.xlsx", content[: len(content) // 2])


@case(11, ("accounts.xlsx", "abîmé"))
def a_workbook_whose_bytes_rotted(place: Path) -> Path:
    content = bytearray(saved(workbook({"accounts": ACCOUNTS_ROWS * 200})))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.getinfo(FIRST_SHEET).header_offset + 80
    content[start : start + 40] = b"\xff" * 40
    return with_file(place, "accounts.xlsx", bytes(content))


@case(11, ("accounts.xlsx", "protégé"))
def a_workbook_with_a_password(place: Path) -> Path:
    # Excel keeps a protected workbook in an OLE container: this is how one begins.
    return with_file(place, "accounts.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))


@case(11, ("accounts.xlsx", "entités XML"))
def xml_entities_in_a_workbook(place: Path) -> Path:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = saved(workbook({"accounts": ACCOUNTS_ROWS}))
    return with_file(place, "accounts.xlsx", with_part(content, FIRST_SHEET, lambda words: laughs + words))


@case(11, ("accounts.xlsx", "entités XML"))
def an_external_entity_in_utf_16(place: Path) -> Path:
    thief = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'.encode("utf-16")
    content = saved(workbook({"accounts": ACCOUNTS_ROWS}))
    return with_file(place, "accounts.xlsx", with_part(content, "xl/workbook.xml", lambda _: thief))


@case(11, ("accounts.xlsx", "enfle"))
def a_workbook_that_swells(place: Path) -> Path:
    blanks = io.BytesIO()
    with zipfile.ZipFile(blanks, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", b" " * 64 * 2**20)
    return with_file(place, "accounts.xlsx", blanks.getvalue())


@case(11, ("accounts.xlsx", "égarée", "immense"))
def one_cell_at_the_far_end_of_a_sheet(place: Path) -> Path:
    book = workbook({"accounts": ACCOUNTS_ROWS})
    book["accounts"]["XFD1048576"] = "ici"
    return with_file(place, "accounts.xlsx", saved(book))


@case(11, ("accounts.xlsx", "pas un classeur XLSX"))
def a_workbook_without_its_sheet(place: Path) -> Path:
    content = saved(workbook({"accounts": ACCOUNTS_ROWS}))
    return with_file(place, "accounts.xlsx", with_part(content, FIRST_SHEET, lambda _: b"<broken"))


@case(10, ("accounts", "ligne 1", "fusionnées", "feuille « accounts »", "Annuler la fusion"))
def merged_header_cells(place: Path) -> Path:
    book = workbook({"accounts": [["member_id", "year", "fte", "turnover"], ["m1", 2009, 3, 1]]})
    book["accounts"].merge_cells("C1:D1")
    return with_file(place, "accounts.xlsx", saved(book))


@case(10, ("accounts", "accounts.xlsx", "vide"))
def a_workbook_with_nothing_in_it(place: Path) -> Path:
    return with_file(place, "accounts.xlsx", saved(workbook({"accounts": []})))


@case(0, ("notes.xlsx", "aucune feuille", "ignoré"))
def a_workbook_of_no_table(place: Path) -> Path:
    return with_file(place, "notes.xlsx", saved(workbook({"idées": [["à faire"], ["rien"]]})))


@case(10, ("accounts", "deux fois", "accounts.csv", "tout.xlsx, accounts"))
def a_table_as_file_and_as_sheet(place: Path) -> Path:
    dossier = with_file(place, "tout.xlsx", saved(workbook({"accounts": ACCOUNTS_ROWS})))
    (dossier / "accounts.csv").write_text("member_id,year\nm1,2009\n", "utf-8")
    return dossier


@case(10, ("accounts", "ligne 2", "colonne fte", "« 3 ETP »"))
def a_number_with_a_unit_in_a_workbook(place: Path) -> Path:
    rows: list[list[object]] = [["member_id", "year", "fte"], ["m1", 2009, "3 ETP"]]
    return with_file(place, "accounts.xlsx", saved(workbook({"accounts": rows})))
