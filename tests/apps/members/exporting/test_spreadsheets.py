"""Lists go out as files that a spreadsheet opens without harm, and come back as they went."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.bulk import Newcomer, Stay, enter_many
from grappe.apps.members.exporting.lists import LISTS, Table, table
from grappe.apps.members.exporting.spreadsheets import as_csv, as_xlsx
from grappe.apps.members.importing.acts.receiving import receive
from grappe.apps.members.importing.headings import known_headings
from grappe.apps.members.importing.upload import read_upload

BY, DAY = "person:1", dt.date(2026, 3, 1)
EVIL = ("=cmd|'/c calc'!A1", "+32 4 123", "@SUM(A1)", "-1+1", "\t=1", "\r=1")
ROWS = Table("Essai", ("Nom", "Jour", "ETP", "Oui"), [(words, DAY, Decimal("4.50"), True) for words in EVIL])


def test_a_text_that_a_spreadsheet_would_run_is_a_text_in_both_files() -> None:
    lines = as_csv(ROWS, "fr").decode("utf-8-sig").splitlines()
    page = load_workbook(io.BytesIO(as_xlsx(ROWS, "fr"))).active
    assert page is not None

    assert lines[1] == "'=cmd|'/c calc'!A1;2026-03-01;4,5;oui"
    for row, words in zip(page.iter_rows(min_row=2), EVIL, strict=True):
        cell = row[0]
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert str(cell.value).strip() == words.strip()
        assert (row[1].value.date(), row[2].value) == (DAY, 4.5)


@pytest.fixture
def book(twist: Cluster, effective: Category) -> Cluster:
    stay = Stay(joined_on=dt.date(2020, 2, 1), category=effective, kind="research", founding=True)
    gone = Stay(
        joined_on=dt.date(2010, 1, 1), category=effective, kind="enterprise", left_on=dt.date(2012, 1, 1)
    )
    enter_many(
        cluster=twist,
        newcomers=[
            Newcomer(
                name="=Forge",
                profile={
                    "website": "https://forge.be",
                    "phone": "+32 4 123",
                    "skills": ["acier", "inox"],
                    "does": {"fr": "Forge ; soudure"},
                },
                identity={
                    "legal_name": "Forge SA",
                    "enterprise_number": "0400000185",
                    "street": "rue du Fer 3",
                    "postal_code": "4000",
                    "place": "Liège",
                    "country": "BE",
                },
                stays=[stay],
                activities=[{"nace": "25.50", "nace_version": 2008, "main": True}],
                sites=[{"postal_code": "4000", "fte": Decimal("4.50"), "since": dt.date(2019, 1, 1)}],
                contacts=[
                    {"first_name": "Ada", "last_name": "Roy", "email": "ada@forge.be", "phone": "+32 1"}
                ],
            ),
            Newcomer(name="Lin", stays=[gone]),
        ],
        by=BY,
        on=DAY,
    )
    return twist


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(LISTS))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_taken_away_comes_back_and_nothing_is_new(
    book: Cluster, name: str, suffix: str, language: Language
) -> None:
    made = table(book, name, day=DAY, language=language)
    content = as_csv(made, language) if suffix == "csv" else as_xlsx(made, language)

    again = receive(cluster=book, name=f"{name}.{suffix}", content=content, by=BY, on=DAY)

    assert (again.counts["new"], again.counts["errors"], again.counts["changes"]) == (0, 0, 0), [
        (row.number, row.verdict) for row in again.rows.all()
    ]
    assert len(again.columns) == len(made.headings)


def test_a_list_is_of_those_that_were_asked_for_in_their_order(book: Cluster) -> None:
    lin, forge = book.organisations.order_by("-name").values_list("pk", flat=True)

    both = table(book, "organisations", day=DAY, language="fr", only=[lin, forge])
    none = table(book, "organisations", day=DAY, language="fr", only=[])

    assert [row[1] for row in both.rows] == ["Lin", "=Forge"]
    assert none.rows == []


def test_headings_are_known_in_every_language(book: Cluster) -> None:
    for language in LANGUAGES:
        made = table(book, "organisations", day=DAY, language=language)
        read = read_upload("m.csv", as_csv(made, language), known_headings)

        assert known_headings(list(read.headings)) == len(made.headings)
