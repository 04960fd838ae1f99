"""A small extract in the real layout, and updates of it: companies few enough to be known by heart."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from grappe.analysis.registry.layout import TABLES, table

Rows = Mapping[str, Sequence[Sequence[str]]]


def enterprise(eight: int) -> str:
    """Return an enterprise's number, dotted, from its first eight digits."""
    ten = f"{eight:08d}{97 - eight % 97:02d}"
    return f"{ten[:4]}.{ten[4:7]}.{ten[7:]}"


def establishment(eight: int) -> str:
    """Return an establishment's number, dotted."""
    ten = f"{eight:08d}{97 - eight % 97:02d}"
    return f"{ten[0]}.{ten[1:4]}.{ten[4:7]}.{ten[7:]}"


STUDIO, BAKER, BANK = enterprise(4000001), enterprise(4000002), enterprise(4000003)
"""A company with its seat in Liège; a natural person with a shop in Namur; a company of Paris."""
SHOP, ANNEX = establishment(20000001), establishment(20000002)
FULL: Rows = {
    "code": [
        ["Nace2008", "59111", "FR", "Production de films cinématographiques"],
        ["Nace2008", "10712", "FR", "Boulangerie artisanale"],
        ["Nace2008", "62010", "FR", "Programmation informatique"],
        ["Nace2003", "92111", "FR", "Production de films"],
    ],
    "enterprise": [
        [STUDIO, "AC", "000", "2", "610", "", "01-02-2003"],
        [BAKER, "AC", "000", "1", "", "", "15-08-1999"],
        [BANK, "AC", "000", "2", "014", "", "30-06-2010"],
    ],
    "establishment": [[SHOP, "15-08-1999", BAKER], [ANNEX, "01-01-2005", STUDIO]],
    "branch": [],
    "denomination": [
        [STUDIO, "2", "001", "Studio Maas"],
        [STUDIO, "1", "001", 'Studio "Meuse"'],
        [STUDIO, "1", "002", "SM"],
        [SHOP, "1", "003", "Au bon pain"],
        [BAKER, "1", "001", "Dupont, Anne"],
        [BANK, "0", "001", "Banque de la Seine"],
    ],
    "address": [
        [STUDIO, "REGO", "", "", "4000", "Luik", "Liège", "Kade", "Quai", "1", "", "", ""],
        [ANNEX, "BAET", "", "", "1000", "Brussel", "Bruxelles", "", "", "", "", "", ""],
        [SHOP, "BAET", "", "", "5000", "Namen", "Namur", "", "Rue de Fer", "7", "", "", ""],
        [BANK, "REGO", "Frankrijk", "France", "75008", "Parijs", "Paris", "", "", "", "", "", ""],
    ],
    "contact": [[STUDIO, "ENT", "WEB", "studio.example"]],
    "activity": [
        [STUDIO, "001", "2008", "62010", "MAIN"],
        [STUDIO, "006", "2008", "59111", "MAIN"],
        [STUDIO, "001", "2008", "59111", "SECO"],
        [STUDIO, "001", "2003", "92111", "MAIN"],
        [SHOP, "003", "2008", "10712", "MAIN"],
        [BANK, "001", "2008", "62010", "MAIN"],
        [BANK, "001", "2008", "59111", "MAIN"],
    ],
}
BROKEN_NAMES: Rows = {
    **FULL,
    "denomination": [*FULL["denomination"], ["0400.000.100", "1", "001", "Faux numéro"]],
}
UNQUOTED = {"StartDate", "DateStrikingOff"}


def written(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> str:
    """Return rows as the registry writes them: quoted, but for dates and for what is blank."""
    lines = [",".join(f'"{column}"' for column in columns)]
    for row in rows:
        cells = [
            cell if column in UNQUOTED or not cell else '"' + cell.replace('"', '""') + '"'
            for column, cell in zip(columns, row, strict=True)
        ]
        lines.append(",".join(cells))
    return "\r\n".join([*lines, ""])


def full(folder: Path, rows: Rows = FULL, *, number: int = 127, day: str = "30-08-2024") -> Path:
    """Write a full extract as a folder of CSV files."""
    folder.mkdir(parents=True)
    (folder / "meta.csv").write_text(meta("full", number, day), "utf-8")
    for one in TABLES:
        text = written(rows.get(one.name, []), [column.official for column in one.columns])
        (folder / one.file).write_text(text, "utf-8")
    return folder


def update(
    folder: Path,
    *,
    gone: Mapping[str, Sequence[str]],
    brought: Rows,
    number: int = 128,
    day: str = "02-09-2024",
) -> Path:
    """Write an update: for each table, the numbers that go and the rows that come."""
    folder.mkdir(parents=True)
    (folder / "meta.csv").write_text(meta("update", number, day), "utf-8")
    (folder / "code.csv").write_text(
        written(FULL["code"], [column.official for column in table("code").columns]), "utf-8"
    )
    for one in TABLES:
        if one.name == "code":
            continue
        keys = [[key] for key in gone.get(one.name, [])]
        (folder / f"{one.name}_delete.csv").write_text(written(keys, [one.key.official]), "utf-8")
        text = written(brought.get(one.name, []), [column.official for column in one.columns])
        (folder / f"{one.name}_insert.csv").write_text(text, "utf-8")
    return folder


def meta(kind: str, number: int, day: str) -> str:
    """Return what an extract says of itself."""
    said = [
        ("SnapshotDate", day),
        ("ExtractType", kind),
        ("ExtractNumber", str(number)),
        ("Version", "1.0.0"),
    ]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("Variable", "Value"), *said])
    return text.getvalue()


def zipped(folder: Path) -> Path:
    """Pack an extract as it is downloaded."""
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as sink:
        for file in sorted(folder.iterdir()):
            sink.write(file, file.name)
    return archive
