"""A value in a sentence: short, on one line, harmless."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.faults import SHOWN, Fault, shown


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("entreprize", "entreprize"),
        (" deux\nlignes\t", "deux lignes"),
        ("1\u202f234", "1 234"),
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("\ud800", "\ufffd"),
        ("x" * (SHOWN + 1), "x" * SHOWN + f"… ({SHOWN + 1})"),
    ],
)
def test_a_value_is_quoted_on_one_short_harmless_line(value: str, quoted: str) -> None:
    assert shown(value) == quoted


def test_a_fault_says_where_what_and_what_to_do() -> None:
    fault = Fault(
        table="members",
        row=2,
        column="kind",
        value="{value}",
        what="« {value} » n’est pas admis.",
        expected="Valeurs attendues : {choices}.",
        remedy="Vouliez-vous dire « {guess} » ?",
        values={"choices": "a, b", "guess": "a"},
    )

    assert fault.sentence("fr") == (
        "members, ligne 2, colonne kind : « {value} » n’est pas admis. Valeurs attendues : a, b. "
        "Vouliez-vous dire « a » ?"
    )
