from __future__ import annotations

import polars as pl
import pytest

from grappe.analysis.vocabulary import nace
from grappe.analysis.vocabulary.unknown import UnknownCodeError

LEVELS = {
    # 33 = 17 sections and 16 subsections (DA, DB ...)
    "2003": {1: 33, 2: 62, 3: 228, 4: 539, 5: 881, 7: 2095},
    "2008": {1: 21, 2: 88, 3: 272, 4: 615, 5: 943, 7: 1385},
    "2025": {1: 22, 2: 87, 3: 287, 4: 651, 5: 977, 7: 1253},
}


@pytest.mark.parametrize("version", nace.VERSIONS)
def test_a_version_has_the_codes_that_its_source_counts(version: str) -> None:
    levels = dict(nace.table(version).group_by("level").len().iter_rows())

    assert levels == LEVELS[version]


@pytest.mark.parametrize("version", nace.VERSIONS)
def test_every_code_has_one_row_and_a_french_and_a_dutch_label(version: str) -> None:
    table = nace.table(version)

    assert table["code"].n_unique() == table.height
    assert table.select(pl.col("label_fr", "label_nl").null_count()).row(0) == (0, 0)


@pytest.mark.parametrize(
    ("version", "orphans"),
    [("2003", ["98.901", "98.902", "98.903", "98.904", "98.905"]), ("2008", []), ("2025", [])],
)
def test_every_code_below_a_section_has_a_parent_that_exists(version: str, orphans: list[str]) -> None:
    table = nace.table(version)
    below = table.filter(pl.col("code").str.contains(r"\d"))

    assert below.filter(pl.col("parent").is_null())["code"].to_list() == orphans
    assert set(table["parent"].drop_nulls()) - set(table["code"]) == set()


def test_a_code_carries_its_digits_its_place_and_its_labels() -> None:
    row = nace.table("2008").row(by_predicate=pl.col("code") == "59.111", named=True)

    assert row == {
        "code": "59.111",
        "digits": "59111",
        "level": 5,
        "parent": "59.11",
        "section": "J",
        "label_fr": "Production de films cinématographiques",
        "label_nl": "Productie van bioscoopfilms",
        "label_de": "Produktion von Kinofilmen",
        "label_en": None,
    }


@pytest.mark.parametrize(
    ("written", "version", "code"),
    [
        ("59.11", "2008", "59.11"),
        ("5911", "2008", "59.11"),
        (" 59.11 ", "2008", "59.11"),
        ("59.\u00a011", "2008", "59.11"),
        ("59,11", "2008", "59.11"),
        ("59.111", "2008", "59.111"),
        ("59111", "2008", "59.111"),
        ("59.11.1", "2008", "59.111"),
        ("59.12", "2008", "59.12"),
        ("59.120", "2008", "59.120"),
        ("59120", "2008", "59.120"),
        ("59.110", "2008", None),  # 59.11 is cut into 59.111 to 59.114
        ("59110", "2008", None),
        ("59.1", "2008", "59.1"),  # a group, not a class that lost its zero
        ("591", "2008", "59.1"),
        ("59", "2008", "59"),
        ("J", "2008", "J"),
        ("j", "2008", "J"),
        ("V", "2008", None),
        ("V", "2025", "V"),
        ("DA", "2003", "DA"),
        ("DA", "2008", None),
        ("01.11", "2008", "01.11"),
        ("1.11", "2008", "01.11"),
        ("111", "2008", "01.11"),
        ("1110", "2008", "01.110"),
        ("1.1", "2008", "01.1"),
        ("1", "2008", "01"),
        ("11", "2008", "11"),
        ("161", "2008", "16.1"),  # as written, though 01.61 exists
        ("1.61", "2008", "01.61"),
        ("59.111.01", "2025", "59.11101"),
        ("5911101", "2025", "59.11101"),
        ("92.11", "2003", "92.11"),
        ("92.11", "2008", None),
        ("591.1", "2008", None),
        ("59.11Z", "2008", None),
        ("cinéma", "2008", None),
        ("", "2008", None),
        (".", "2008", None),
    ],
)
def test_a_code_is_read_as_people_write_it(written: str, version: str, code: str | None) -> None:
    assert nace.canonical(written, version) == code


def test_both_readings_of_a_lost_zero_are_told() -> None:
    assert nace.readings("161", "2008") == ("16.1", "01.61")


@pytest.mark.parametrize("version", nace.VERSIONS)
def test_every_code_is_read_from_its_dots_from_its_digits_and_from_the_map(version: str) -> None:
    table = nace.table(version)

    assert nace.canonical_column(table["code"], version).to_list() == table["code"].to_list()
    assert nace.canonical_column(table["digits"], version).to_list() == table["code"].to_list()


@pytest.mark.parametrize("version", nace.VERSIONS)
def test_the_map_says_what_the_function_says(version: str) -> None:
    written, codes = nace.canonical_map(version)

    assert written.n_unique() == written.len()
    assert codes.to_list() == [nace.canonical(text, version) for text in written]


def test_a_column_keeps_its_length_and_is_empty_where_the_code_is_unknown() -> None:
    written = pl.Series("nace", ["5911", None, "nonsense", "59.11"])

    assert nace.canonical_column(written, "2008").to_list() == ["59.11", None, None, "59.11"]


def test_a_column_of_nothing_is_read_as_nothing() -> None:
    assert nace.canonical_column(pl.Series("nace", [None], pl.String), "2008").to_list() == [None]


@pytest.mark.parametrize(
    ("code", "ancestor", "version", "within"),
    [
        ("59.11", "59.11", "2008", True),
        ("59.111", "59.11", "2008", True),
        ("59.11", "59.1", "2008", True),
        ("59.11", "59", "2008", True),
        ("59.11", "J", "2008", True),
        ("J", "J", "2008", True),
        ("59.11", "59.111", "2008", False),
        ("59.20", "59.1", "2008", False),
        ("61.10", "J", "2008", True),
        ("61.10", "J", "2025", False),
        ("61.10", "K", "2025", True),
        ("15.11", "DA", "2003", True),
        ("15.11", "D", "2003", True),
        ("92.11", "59", "2008", False),  # 92.11 is no code of 2008
    ],
)
def test_a_code_is_within_its_ancestors(code: str, ancestor: str, version: str, *, within: bool) -> None:
    assert nace.is_within(code, ancestor, version) is within


@pytest.mark.parametrize(("ancestor", "version"), [("J", "2008"), ("59.1", "2025"), ("DA", "2003")])
def test_descendants_are_the_codes_within(ancestor: str, version: str) -> None:
    within = [code for code in nace.table(version)["code"] if nace.is_within(code, ancestor, version)]

    assert nace.descendants(ancestor, version) == frozenset(within)


def test_ancestors_go_from_the_nearest_to_the_section() -> None:
    assert nace.ancestors("59.111", "2008") == ("59.11", "59.1", "59", "J")
    assert nace.ancestors("15.11", "2003") == ("15.1", "15", "DA", "D")


@pytest.mark.parametrize(
    ("code", "version", "language", "label"),
    [
        ("59.111", "2008", "fr", "Production de films cinématographiques"),
        ("59.111", "2008", "en", "Production de films cinématographiques"),  # no English: French
        ("59.111", "2025", "en", "Motion picture production activities"),
        ("A", "2003", "nl", "Landbouw, jacht en bosbouw"),
        ("A", "2003", "de", "Agriculture, chasse et sylviculture"),  # no German: French
    ],
)
def test_a_label_falls_back_to_the_nearest_language(
    code: str, version: str, language: str, label: str
) -> None:
    assert nace.label(code, version, language) == label


def test_615_classes_have_the_kinds_that_the_official_table_counts() -> None:
    classes = nace.table("2008").filter(level=4)["code"]
    found = [nace.successors(code) for code in classes]

    kinds = pl.Series([one.kind for one in found]).value_counts()
    assert dict(kinds.iter_rows()) == {"1:1": 351, "1:n": 11, "n:1": 135, "n:n": 118}
    assert sum(len(one.targets) > 1 for one in found) == 129
    assert sum(len(one.targets) for one in found) == 940


def test_650_of_651_classes_of_2025_come_from_somewhere() -> None:
    classes = nace.table("2025").filter(level=4)["code"]

    assert [code for code in classes if nace.predecessors(code).kind == "none"] == ["46.89"]


def test_links_lead_from_codes_of_2008_to_codes_of_2025() -> None:
    links = nace.correspondence()

    assert set(links["code_2008"]) - set(nace.table("2008")["code"]) == set()
    assert set(links["code_2025"]) - set(nace.table("2025")["code"]) == set()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("62.01", nace.Correspondence("62.01", "1:1", ("62.10",))),
        ("59.11", nace.Correspondence("59.11", "n:n", ("59.11", "60.20"))),
        ("46.51", nace.Correspondence("46.51", "n:1", ("46.50",))),
        ("59.111", nace.Correspondence("59.11", "n:n", ("59.11", "60.20"))),  # Belgian: asked by its class
    ],
)
def test_what_became_of_a_code_is_told_with_its_kind(code: str, expected: nace.Correspondence) -> None:
    assert nace.successors(code) == expected


def test_where_a_code_comes_from_is_told_with_its_kind() -> None:
    assert nace.predecessors("62.10") == nace.Correspondence("62.10", "1:1", ("62.01",))
    assert nace.predecessors("46.50") == nace.Correspondence("46.50", "1:n", ("46.51", "46.52", "46.66"))


def test_nothing_converts_a_code_in_silence() -> None:
    assert [name for name in vars(nace) if "convert" in name.lower()] == []


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(ValueError, match="no NACE version '2010': expected one of 2003, 2008, 2025"):
        nace.table("2010")


def test_a_code_given_as_known_and_unknown_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match=r"no code '92\.11' in NACE 2008"):
        nace.label("92.11", "2008", "fr")
