"""Words that claim more than a number does, in the four languages."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.strong_words import used_in


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("La majorité des membres connaît la stratégie.", ["majority"]),
        ("Die Mehrheit der Mitglieder kennt die Strategie.", ["majority"]),
        ("De meerderheid van de leden kent de strategie.", ["majority"]),
        ("Most of the members know the strategy.", ["majority"]),
        ("Fast alle Mitglieder sind zufrieden.", ["nearly_all"]),
        ("Nicht alle Mitglieder haben geantwortet.", ["denied"]),
        ("Im Allgemeinen sind sie besser als die Vergleichsgruppe.", ["in_general", "better"]),
        ("Die Allgemeine Versammlung tagte zweimal.", []),
    ],
)
def test_strong_words_are_found_in_every_language(sentence: str, names: list[str]) -> None:
    assert [used.word.name for used in used_in(sentence)] == names
