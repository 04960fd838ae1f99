"""Dossiers that nobody thought of: read or refused in sentences, and what is read is read again alike."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import inspect_dossier
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.dossier.tables import TABLES

Cells = list[list[str]]

FAMILIAR = [
    *["", " ", "0", "1", "-1", "1.0", "1,5", "1 234,5", "80 %", "1e400", "NaN", "NULL", "#N/A", "oui", "non"],
    *[
        "2010-03-01",
        "31/02/2010",
        "0000-01-01",
        "20100-01-01",
        "+2010-01-01",
        "40238",
        "2010-13",
        "9999-12-31",
    ],
    *[
        "m1",
        "m1;m9",
        "c1",
        "c2",
        "@office",
        "enterprise",
        "entreprize",
        "BE",
        "be",
        "FR",
        "Frnce",
        "BE3",
        "59.11",
    ],
    *[
        "4000",
        "75001",
        "0123.456.749",
        "0123.456.748",
        "2008",
        "NACE 2010",
        "=1+1",
        '"',
        ";",
        "\n",
        "\0",
        "²",
        "१",
    ],
]
ANY_CELL = st.one_of(
    st.sampled_from(FAMILIAR), st.text(max_size=12), st.floats().map(str), st.integers().map(str)
)
COLUMNS = sorted({column.name for table in TABLES.values() for column in table.columns} | {"_row", "_plain"})
ANY_HEADER = st.one_of(st.sampled_from(COLUMNS), st.text(max_size=8))


def written(cells: Cells, path: Path, mark: str = ",") -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, delimiter=mark).writerows(cells)


def read_or_refused(folder: Path) -> Dossier | None:
    """Read a dossier; None when it is refused, each refusal and each fault telling itself."""
    try:
        dossier, faults = inspect_dossier(folder)
    except Refusal as refusal:
        told = refusal.sentences("fr")
        dossier = None
    else:
        told = [fault.sentence("fr") for fault in faults]
        json.dumps([fault.as_row("fr") for fault in faults])
    assert [sentence for sentence in told if not sentence.strip()] == []
    return dossier


def reads_again_alike(dossier: Dossier) -> None:
    with TemporaryDirectory() as place:
        for name, frame in dossier.tables.items():
            frame.drop("_row").write_parquet(Path(place) / f"{name}.parquet")
        again, _ = inspect_dossier(place)
    assert again is not None
    assert sorted(again.tables) == sorted(dossier.tables)
    for name, frame in dossier.tables.items():
        assert_frame_equal(again.tables[name].drop("_row"), frame.drop("_row"))


def judged(files: dict[str, Cells], mark: str = ",") -> None:
    with TemporaryDirectory() as place:
        for name, cells in files.items():
            written(cells, Path(place) / f"{name}.csv", mark)
        dossier = read_or_refused(Path(place))
        if dossier is not None:
            reads_again_alike(dossier)


CLUSTER: Cells = [
    ["cluster_id", "name", "region", "scope_nace", "scope_nace_version"],
    ["c1", "A", "BE3", "59.11;62.01", "2008"],
]
GOOD: dict[str, Cells] = {
    "cluster": CLUSTER,
    "members": [
        ["member_id", "name", "kind", "joined_on", "left_on", "founding", "postal_code", "country", "nace"],
        ["m1", "Un", "enterprise", "2007-06-11", "", "oui", "4000", "BE", "59.11"],
        ["m2", "Deux", "research", "01/02/2008", "2009-12-31", "non", "75001", "FR", ""],
    ],
    "accounts": [
        ["member_id", "year", "closed_on", "months", "fte"],
        ["m1", "2009", "2009-12-31", "12", "3,5"],
        ["m2", "2009", "", "", "4"],
    ],
    "recognitions": [
        ["number", "starts_on", "ends_on", "subsidy_rate"],
        ["1", "2007-07-01", "2010-06-30", "80 %"],
    ],
    "interviews": [["interview_id", "held_on", "form", "member_ids"], ["i1", "2010-02-24", "group", "m1;m2"]],
    "meetings": [
        ["meeting_id", "body", "entitled", "present", "represented"],
        ["r1", "board", "10", "8", "1"],
    ],
    "site": [["month", "visits"], ["2010-03", "1200"]],
    "responses": [["response_id", "member_id", "plan"], ["q1", "m1", "oui"]],
}


@example(tables={"accounts": (["*"], [])}, mark=",")
@example(tables={"accounts": (["^.*$", "*"], [["=1+1", "a"]])}, mark=",")
@settings(max_examples=35)
@given(
    tables=st.dictionaries(
        st.sampled_from(sorted(TABLES)),
        st.tuples(
            st.lists(ANY_HEADER, min_size=1, max_size=6),
            st.lists(st.lists(ANY_CELL, max_size=7), max_size=4),
        ),
        max_size=3,
    ),
    mark=st.sampled_from([",", ";", "\t"]),
)
def test_arbitrary_tables_are_read_or_refused_in_sentences(
    tables: dict[str, tuple[list[str], Cells]], mark: str
) -> None:
    judged(GOOD | {name: [header, *rows] for name, (header, rows) in tables.items()}, mark)


@settings(max_examples=35)
@given(data=st.data(), cell=ANY_CELL)
def test_any_cell_of_a_good_dossier_may_become_anything(data: st.DataObject, cell: str) -> None:
    name = data.draw(st.sampled_from(sorted(GOOD)))
    changed = [list(row) for row in GOOD[name]]
    row = data.draw(st.integers(0, len(changed) - 1))
    column = data.draw(st.integers(0, len(changed[row]) - 1))
    changed[row][column] = cell

    judged(GOOD | {name: changed})


def dropped(cells: Cells, at: int) -> Cells:
    return [[cell for place, cell in enumerate(row) if place != at] for row in cells]


def doubled(cells: Cells, at: int) -> Cells:
    return [[*row, row[at]] for row in cells]


def turned(cells: Cells, at: int) -> Cells:
    return [[*row[at:], *row[:at]] for row in cells]


def repeated(cells: Cells, at: int) -> Cells:
    return [*cells, cells[at % len(cells)]]


def reversed_rows(cells: Cells, _at: int) -> Cells:
    return [cells[0], *reversed(cells[1:])]


@settings(max_examples=35)
@given(data=st.data(), change=st.sampled_from([dropped, doubled, turned, repeated, reversed_rows]))
def test_columns_and_rows_may_be_dropped_doubled_or_moved(
    data: st.DataObject, change: Callable[[Cells, int], Cells]
) -> None:
    name = data.draw(st.sampled_from(sorted(GOOD)))

    judged(GOOD | {name: change(GOOD[name], data.draw(st.integers(0, len(GOOD[name][0]) - 1)))})


@settings(max_examples=35)
@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=60).map(lambda words: words.encode("utf-8")))
)
def test_any_bytes_may_stand_for_a_file(content: bytes) -> None:
    for file in (
        "accounts.csv",
        "accounts.xlsx",
        "accounts.parquet",
        "datapackage.json",
        "questionnaire.xlsx",
    ):
        with TemporaryDirectory() as place:
            for name in ("cluster", "members"):
                written(GOOD[name], Path(place) / f"{name}.csv")
            (Path(place) / file).write_bytes(content)

            read_or_refused(Path(place))


ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), ANY_CELL),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
SETTINGS = ["as_of", "period_from", "period_to", "language", "reference", "survey_invited", "asof"]


@settings(max_examples=35)
@given(
    given_settings=st.dictionaries(st.sampled_from(SETTINGS), ANY_JSON, max_size=4),
    resources=st.one_of(
        ANY_JSON,
        st.lists(
            st.fixed_dictionaries(
                {"name": st.one_of(st.sampled_from(sorted(TABLES)), ANY_JSON), "path": ANY_JSON}
            ),
            max_size=3,
        ),
    ),
)
def test_any_datapackage_is_read_or_refused_in_sentences(
    given_settings: dict[str, object], resources: object
) -> None:
    with TemporaryDirectory() as place:
        for name in ("cluster", "members"):
            written(GOOD[name], Path(place) / f"{name}.csv")
        described = {"grappe": given_settings, "resources": resources}
        (Path(place) / "datapackage.json").write_text(json.dumps(described), "utf-8")

        read_or_refused(Path(place))


ANY_SERIES = st.sampled_from(
    [
        pl.Series([1, 2**62]),
        pl.Series([2**64 - 1, 0], dtype=pl.UInt64),
        pl.Series([float("nan"), float("inf")]),
        pl.Series([1e300, -0.0]),
        pl.Series([True, None]),
        pl.Series([None, None]),
        pl.Series(["a", None], dtype=pl.Categorical),
        pl.Series([b"\xff", b"a"]),
        pl.Series([[1], []]),
        pl.Series([["m1", None], None]),
        pl.Series([{"a": 1}, None]),
        pl.Series([-9_000_000, 9_000_000], dtype=pl.Int32).cast(pl.Date),
        pl.Series([2**60, 0]).cast(pl.Datetime("us")),
        pl.Series([0, 86_400_000]).cast(pl.Datetime("ms", "Europe/Brussels")),
        pl.Series([1, 2]).cast(pl.Duration("us")),
        pl.Series([1, 2]).cast(pl.Time),
        pl.Series(["1.50", "2.00"]).cast(pl.Decimal(10, 2)),
    ]
)


@settings(max_examples=35)
@given(data=st.data(), series=ANY_SERIES)
def test_any_type_of_parquet_may_stand_in_any_column(data: st.DataObject, series: pl.Series) -> None:
    table = data.draw(st.sampled_from(sorted(TABLES)))
    required = [column.name for column in TABLES[table].columns if column.required]
    frame = pl.DataFrame({name: ["m1", "m2"] for name in [*required, "extra"]})
    name = data.draw(st.sampled_from([column.name for column in TABLES[table].columns] + ["extra"]))
    with TemporaryDirectory() as place:
        for good in ("cluster", "members"):
            if good != table:
                written(GOOD[good], Path(place) / f"{good}.csv")
        frame.with_columns(series.alias(name)).write_parquet(Path(place) / f"{table}.parquet")

        dossier = read_or_refused(Path(place))

    if dossier is not None:
        reads_again_alike(dossier)
