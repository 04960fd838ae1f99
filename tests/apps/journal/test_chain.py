"""What a line of the journal signs, on plain values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from grappe.apps.journal.chain import START, canonical, fingerprint, signature

AT = dt.datetime(2026, 3, 1, 9, 30, 0, 250, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FACTS = {
    "number": 1,
    "at": AT,
    "on": dt.date(2026, 2, 28),
    "act": "member.admitted",
    "subject": "member:12",
    "words": "ab" * 32,
    "previous": START,
}
WORDS = {"salt": "aa", "by": "person:3", "before": "null", "after": '{"name":"Été"}'}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        ({"b": 1, "a": [True, "é"]}, '{"a":[true,"é"],"b":1}'),
        (dt.date(2010, 3, 1), '"2010-03-01"'),
        (AT, '"2026-03-01T08:30:00.000250+00:00"'),
        (Decimal("12.50"), '"12.50"'),
        ("a\x00b", '"a\\u0000b"'),
    ],
)
def test_a_value_has_one_writing(value: object, written: str) -> None:
    assert canonical(value) == written  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, {1: "a"}, b"a", {"a": object()}, "\ud800", AT.replace(tzinfo=None)])
def test_what_could_be_written_in_several_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)  # type: ignore[arg-type]


def test_the_signature_is_the_sha256_of_the_canonical_facts() -> None:
    # Worked out apart, by sha256sum over the text: what is signed today must verify in ten years.
    text = (
        '{"act":"member.admitted","at":"2026-03-01T08:30:00.000250+00:00","number":1,"on":"2026-02-28",'
        f'"previous":"{START}","subject":"member:12","words":"{"ab" * 32}"}}'
    )

    assert canonical({**FACTS}) == text
    assert signature(**FACTS) == "bcd843e15d01d5ebbff08fd075e0835eb07c3179bb19de68ca8e086a8c3e6f37"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("number", 2),
        ("at", AT + dt.timedelta(microseconds=1)),
        ("on", dt.date(2026, 3, 1)),
        ("act", "member.left"),
        ("subject", "member:13"),
        ("words", "ac" * 32),
        ("previous", "1" * 64),
    ],
)
def test_every_fact_of_a_line_is_signed(name: str, other: object) -> None:
    assert signature(**{**FACTS, name: other}) != signature(**FACTS)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_word_of_a_line_is_in_its_fingerprint(name: str) -> None:
    assert fingerprint(**{**WORDS, name: WORDS[name] + "1"}) != fingerprint(**WORDS)
