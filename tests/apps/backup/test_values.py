"""A value of each kind goes out of a database and back, and is written the same whichever it came from."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.test.utils import isolate_apps

from grappe.apps.backup.rows.postgresql import load_into_postgresql
from grappe.apps.backup.rows.snapshot import snapshot
from grappe.apps.backup.rows.sqlite import load_into_sqlite
from grappe.apps.backup.rows.values import line_of, row_of
from grappe.apps.search.passages import Passage, set_index

FIRST = {
    "yes": True,
    "small": -3,
    "large": 2**62,
    "real": 0.1,
    "exact": Decimal("1234.50"),
    "words": 'É’\\N\t\n"« ; 🍇',
    "day": dt.date(1850, 2, 28),
    "at": dt.datetime(2026, 11, 26, 10, 42, 0, 120000, tzinfo=dt.UTC),
    "whole_second": dt.datetime(1999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    "hour": dt.time(7, 5, 0, 1),
    "long": dt.timedelta(days=-3, seconds=5, microseconds=7),
    "key": uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"),
    "raw": bytes(range(256)),
    "told": {"é": [1, None, True, "x\\u0041"], "n": 1.5},
    "address": "2001:db8::1",
}
WRITTEN = [
    1,
    -3,
    2**62,
    0.1,
    Decimal("1234.50"),
    FIRST["words"],
    "1850-02-28",
    "2026-11-26 10:42:00.120000",
    "1999-12-31 23:59:59",
    "07:05:00.000001",
    -259194999993,
    "00112233445566778899aabbccddeeff",
    FIRST["raw"],
    FIRST["told"],
    "2001:db8::1",
    None,
]


@pytest.fixture
def everything(installation: Any) -> Iterator[type[models.Model]]:
    """A table with a column of each kind, and one of itself."""
    assert installation
    with isolate_apps("grappe.apps.journal"):

        class Everything(models.Model):
            yes = models.BooleanField()
            small = models.SmallIntegerField()
            large = models.BigIntegerField()
            real = models.FloatField()
            exact = models.DecimalField(max_digits=12, decimal_places=2)
            words = models.TextField()
            day = models.DateField()
            at = models.DateTimeField()
            whole_second = models.DateTimeField()
            hour = models.TimeField()
            long = models.DurationField()
            key = models.UUIDField()
            raw = models.BinaryField()
            told = models.JSONField()
            address = models.GenericIPAddressField()
            after = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
            twice = models.GeneratedField(
                expression=models.F("small") * 2, output_field=models.IntegerField(), db_persist=True
            )

            class Meta:
                app_label = "journal"

        with connection.schema_editor() as editor:
            editor.create_model(Everything)
        yield Everything


def test_a_value_is_written_the_same_from_either_database(everything: Any) -> None:
    everything.objects.create(**FIRST)

    with snapshot() as moment:
        columns = moment.columns("journal_everything")
        (row,) = moment.rows("journal_everything")

    assert "twice" not in columns
    told = dict(zip(columns, row, strict=True))
    # One writes 1234.5 and the other "1234.50", one é and the other its number: read, they are the same.
    told["exact"] = Decimal(str(told["exact"]))
    told["told"] = json.loads(str(told["told"]))
    assert list(told.values()) == [1, *WRITTEN]


@pytest.mark.parametrize("exact", ["1234.50", 1234.5])
def test_what_either_database_writes_goes_into_this_one(everything: Any, exact: str | float) -> None:
    columns = [field.column for field in everything._meta.local_concrete_fields if field.column != "twice"]
    row = [2, *WRITTEN[:4], exact, *WRITTEN[5:13], json.dumps(FIRST["told"]), *WRITTEN[14:]]
    # The second comes before the one that it names.
    rows = [[1, *row[1:-1], 2], row]
    load = load_into_sqlite if connection.vendor == "sqlite" else load_into_postgresql

    load([("journal_everything", columns, iter(rows))], {"journal_everything": 41})

    kept = everything.objects.get(pk=2)
    assert {name: getattr(kept, name) for name in FIRST if name != "raw"} == {
        name: value for name, value in FIRST.items() if name != "raw"
    }
    assert (bytes(kept.raw), kept.twice) == (FIRST["raw"], -6)
    assert everything.objects.get(pk=1).after_id == 2
    assert everything.objects.create(**FIRST).pk == 42
    assert (
        everything.objects.filter(at=FIRST["at"], key=FIRST["key"], yes=True, long=FIRST["long"]).count() == 3
    )


def test_words_are_found_after_rows_came_in_without_the_triggers_that_index_them(installation: Any) -> None:
    assert installation
    with isolate_apps("grappe.apps.journal"):

        class Told(Passage):
            class Meta:
                app_label = "journal"

        with connection.schema_editor() as editor:
            editor.create_model(Told)
            set_index(editor, "journal_told")
    Told.objects.create(words="ancien")
    load = load_into_sqlite if connection.vendor == "sqlite" else load_into_postgresql

    load([("journal_told", ["id", "words"], iter([[7, "animation"], [8, "recherche"]]))], {})

    assert [told.pk for told in Told.objects.filter(words__tells="anim")] == [7]
    assert not Told.objects.filter(words__tells="ancien")
    Told.objects.create(words="animal")
    assert Told.objects.filter(words__tells="anim").count() == 2


def test_a_row_that_names_another_that_is_not_there_is_refused(everything: Any) -> None:
    columns = [field.column for field in everything._meta.local_concrete_fields if field.column != "twice"]
    row = [1, *WRITTEN[:4], "1.00", *WRITTEN[5:13], "{}", WRITTEN[14], 77]
    load = load_into_sqlite if connection.vendor == "sqlite" else load_into_postgresql

    with pytest.raises(IntegrityError):
        load([("journal_everything", columns, iter([row]))], {})

    assert everything.objects.count() == 0


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[1]", b"[1,2,3]", b"{}", b'[1,{"base64":"?"}]', b'[1,{"other":""}]', b"[1,[2]]"]
)
def test_a_line_that_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind: told as one refusal
        row_of(line, 2)


def test_a_row_is_read_as_it_was_written() -> None:
    row = [None, 1, 0.1, "é\u2028\n", b"\x00\xff"]

    line = line_of(row)

    assert line.count(b"\n") == 1
    assert row_of(line, 5) == row
