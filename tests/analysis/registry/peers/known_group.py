"""A store of fifteen companies and their accounts, few enough for every answer to be worked out by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.analysis.registry.small_extract import FULL, Rows, enterprise, establishment, full

from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.build import build

FILM, CODE = "59111", "62010"
PEERS = [4000100 + n for n in range(6)]
BIG, ODD, SILENT = 4000110, 4000111, 4000112
"""A company of another size; one whose year has fifteen months; one that gave no accounts."""
BANKRUPT, PERSON, ELSEWHERE, CODER = 4000120, 4000121, 4000122, 4000123
"""A bankrupt company; a natural person; a company of Brussels; one of another activity."""
FIRST, SECOND = 4000200, 4000201
"""The members that are in the group."""
STRANGER = 4999999
"""In no extract."""
LEGAL = [*PEERS, BIG, ODD, SILENT, BANKRUPT, ELSEWHERE, CODER, FIRST, SECOND]

ROWS: Rows = {
    **FULL,
    "enterprise": [
        [enterprise(n), "AC", "050" if n == BANKRUPT else "000", "2", "610", "", "01-02-2003"] for n in LEGAL
    ]
    + [[enterprise(PERSON), "AC", "000", "1", "", "", "01-02-2003"]],
    "establishment": [[establishment(20000003), "15-08-1999", enterprise(PERSON)]],
    "denomination": [
        [enterprise(n), "1", "001", f"Société {n % 1000}"] for n in [*LEGAL, PERSON]
    ],
    "address": [
        [enterprise(n), "REGO", "", "", "1000" if n == ELSEWHERE else "4000", "", "", "", "", "", "", "", ""]
        for n in LEGAL
    ]
    + [[establishment(20000003), "BAET", "", "", "5000", "", "", "", "", "", "", "", ""]],
    "contact": [],
    "activity": [
        [enterprise(n), "006", "2008", CODE if n == CODER else FILM, "MAIN"] for n in [*LEGAL, PERSON]
    ],
}  # fmt: skip
TURNOVER = {
    # By company, of 2021, 2022 and 2023, thousands of EUR.
    **{n: (100 * (i + 1), 110 * (i + 1), 121 * (i + 1)) for i, n in enumerate(PEERS)},
    FIRST: (100, 200, 363),
    SECOND: (1000, 900, 810),
    BIG: (9000, 9000, 9000),
    ODD: (5000, 5000, 5000),
    BANKRUPT: (1, 1, 1),
    ELSEWHERE: (1, 1, 1),
    CODER: (1, 1, 1),
}
"""Each peer grows by a tenth a year; the first member doubles, then adds 81.5 %; the second loses a tenth."""


def made_store(folder: Path) -> Path:
    """Make the store in a folder."""
    store = folder / "store"
    build(full(folder / "extract", ROWS), store)
    table = folder / "accounts.csv"
    with table.open("w", encoding="utf-8", newline="") as sink:
        told = csv.writer(sink)
        told.writerow(
            [
                "enterprise_number",
                "year",
                "months",
                "model",
                "fte",
                "turnover",
                "value_added",
                "value_added_per_fte",
            ]
        )
        for eight, amounts in TURNOVER.items():
            for year, thousands in zip((2021, 2022, 2023), amounts, strict=True):
                fte = 300 if eight == BIG else 10
                told.writerow(
                    [
                        enterprise(eight),
                        year,
                        15 if eight == ODD else 12,
                        "m02" if (eight, year) == (PEERS[0], 2023) else "m01",
                        fte,
                        thousands * 1000,
                        thousands * 500,
                        thousands * 500 / fte,
                    ]
                )
    add_accounts([table], store)
    return store


def number(eight: int) -> int:
    """Return the whole number of an enterprise."""
    return int(enterprise(eight).replace(".", ""))
