"""What people send is read as they have it, or refused with a sentence that says what to send."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from grappe.analysis.dossier.refusal import Refusal
from grappe.apps.members.importing import upload
from grappe.apps.members.importing.headings import known_headings
from grappe.apps.members.importing.upload import Sheet, read_upload

CSV = "Dénomination;N° BCE;Code postal\r\nForge Été;0400.000.185;4000\r\n\r\nAtelier « Nord »;;4800\r\n"


def read(name: str, content: bytes, sheet: str | None = None) -> Sheet:
    return read_upload(name, content, known_headings, sheet=sheet)


def workbook(*sheets: tuple[str, list[list[object]]], merge: str = "") -> bytes:
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type] - a new workbook has one
    for title, rows in sheets:
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
        if merge:
            page.merge_cells(merge)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_whatever_its_encoding(encoding: str) -> None:
    found = read("membres.csv", CSV.encode(encoding))

    assert found.headings == ("Dénomination", "N° BCE", "Code postal")
    assert found.rows == ((2, ("Forge Été", "0400.000.185", "4000")), (4, ("Atelier « Nord »", "", "4800")))


def test_a_title_above_the_header_is_passed_over_and_so_is_a_header_that_comes_again() -> None:
    header: list[object] = ["Société", "Code postal", "Date d’adhésion"]
    rows: list[list[object]] = [
        ["Membres au 1er mars"],
        [],
        header,
        ["Forge", 4000, None],
        header,
        ["Lin", 1, None],
    ]

    found = read("liste.xlsx", workbook(("Feuil1", rows)))

    assert [number for number, _ in found.rows] == [4, 6]
    assert found.rows[0][1] == ("Forge", "4000", "")


def test_the_sheet_that_has_the_members_is_read_unless_another_is_named() -> None:
    content = workbook(
        ("Notes", [["Réunion"], ["à faire"]]),
        ("Membres", [["Nom", "BCE"], ["Forge", None]]),
        ("Anciens", [["Nom"], ["Lin"]]),
    )

    likely, named = read("m.xlsx", content), read("m.xlsx", content, sheet="Anciens")

    assert (likely.sheet, likely.others) == ("Membres", ("Notes", "Anciens"))
    assert named.rows[0][1] == ("Lin",)


def test_cells_merged_down_a_column_all_say_what_the_first_one_says() -> None:
    rows: list[list[object]] = [["Société", "Prénom"], ["Forge", "Ada"], [None, "Max"], ["Lin", "Zoé"]]

    found = read("m.xlsx", workbook(("Membres", rows), merge="A2:A3"))

    assert [cells[0] for _, cells in found.rows] == ["Forge", "Forge", "Lin"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", r"C:\Users\ada\membres.csv", "/srv/membres.csv", "..\\membres.csv"]
)
def test_the_folders_before_a_name_are_forgotten(name: str) -> None:
    assert read(name, CSV.encode()).file in ("passwd.csv", "membres.csv")


def with_macro() -> bytes:
    content = io.BytesIO(workbook(("M", [["Nom"], ["Forge"]])))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0")
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO(workbook(("M", [["Nom"], ["Forge"]])))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (upload.MOST_UNPACKED + 1))
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("m.xlsm", b"PK\x03\x04", "macros"),
        ("m.xlsx", with_macro(), "macros"),
        ("m.xlsx", bomb(), "enfle"),
        ("m.xlsx", b"PK\x03\x04 no archive", "abîmé"),
        ("m.xlsx", b"Nom;BCE\nForge;", "abîmé"),
        ("m.csv", workbook(("M", [["Nom"], ["Forge"]])), "vrai nom"),
        ("m.csv", b"\x00\x01\x02\x03" * 10, "binaires"),
        ("m.pdf", b"%PDF-1.7", "ni un CSV ni un classeur"),
        ("m", b"Nom\nForge", "ni un CSV ni un classeur"),
        ("m.csv", b"", "est vide"),
        ("m.csv", b"Nom;BCE\n;\n", "aucune ligne"),
        ("m.csv", b"a" * (upload.MOST_BYTES + 1), "20 Mo"),
        ("m.csv", b"Nom\n" + b"Forge\n" * (upload.MOST_ROWS + 1), "50001 lignes"),
        ("m.csv", (";" * 300 + "x\n").encode() * 2, "301 colonnes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, content: bytes, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(name, content)

    (sentence,) = refused.value.sentences("fr")
    assert words in sentence
    assert name in sentence
