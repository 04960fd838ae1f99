"""The word impact, refused where the matched comparison found a weak effect, or none that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.report.effects_words import outcome_words
from grappe.analysis.report.raw_impact import WORDS
from grappe.analysis.report.typography import said

WEAK = N_(
    "Le mot « impact » ne tient pas ici ({outcomes}) : la comparaison appariée du chapitre Effets trouve un écart dont la preuve est faible, et qui ne s’attribue pas au cluster."
)
UNSEEN = N_(
    "Le mot « impact » ne tient pas ici ({outcomes}) : la comparaison appariée du chapitre Effets ne montre pas d’effet."
)
OUTCOMES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "value_added_per_fte": re.compile(
            r"\bproducti[vf]it|\bproduktivit|\b(valeur ajoutée|value added|added value|toegevoegde waarde|wertschöpfung)\s+(par|per|pro|je)\b",
            re.IGNORECASE,
        ),
        "value_added": re.compile(
            r"\b(valeur ajoutée|value added|added value|toegevoegde waarde)\b|wertschöpfung", re.IGNORECASE
        ),
        "fte": re.compile(
            r"\b(emplois?|effectifs?|etp|employment|jobs?|staff|ftes?|tewerkstelling|werkgelegenheid|arbeidsplaatsen|banen|vte|vzä)\b|beschäftigung|arbeitspl[aä]tz",
            re.IGNORECASE,
        ),
    }
)
"""How a sentence names an outcome, in the four languages; the first that fits takes its words away."""
MEMBERS = re.compile(
    r"\b(membres?|entreprises?|sociétés?|members?|companies|enterprises|leden|ondernemingen|bedrijven|mitglieder[n]?|unternehmen)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(aucune?s?|ne|pas|sans|ni|nulle?|no|not|none|without|neither|cannot|geen|niet|zonder|noch|keine?[nmrs]?|nicht|ohne|weder)\b|\bn['’]",
    re.IGNORECASE,
)
OF_OUTCOMES = (("employment.", "fte"),)
"""What begins the names of figures that tell an outcome."""
OTHERWISE = ("impact.", "advantage.", "satisfaction.", "doc:", "int:")
"""What begins the proofs that speak of an effect by themselves: answers of members, documents, interviews."""


def refusals(text: str, proofs: Iterable[str], verdict: Verdict | None, language: Language) -> Iterator[str]:
    """Yield why the word impact does not stand in a text, where a matched comparison says otherwise.

    The text calls impact what changed in an outcome that was compared, or in the members at large, it denies
    nothing, and nothing that it rests on speaks of an effect by itself.
    verdict: None where nothing was compared.
    """
    names = list(proofs)
    if verdict is None or any(name.startswith(OTHERWISE) for name in names):
        return
    told = [
        sentence for sentence in _sentences(text) if WORDS.search(sentence) and not DENIED.search(sentence)
    ]
    if not told:
        return
    stands = {one.outcome.column for one in verdict.findings if one.may_say_impact}
    weak = {one.outcome.column for one in verdict.findings if one.strength == "weak"}
    compared = {one.outcome.column: one.outcome for one in verdict.findings}
    named = {outcome for sentence in told for outcome in _outcomes(sentence)} & set(compared)
    named |= {column for start, column in OF_OUTCOMES for name in names if name.startswith(start)} & set(
        compared
    )
    if not named:
        if stands or not any(MEMBERS.search(sentence) for sentence in told):
            return
        named = set(compared)
    for words, columns in ((WEAK, named & weak - stands), (UNSEEN, named - weak - stands)):
        if columns:
            labels = [outcome_words(one, language) for column, one in compared.items() if column in columns]
            yield said(words, language, outcomes=", ".join(labels))


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text; the name of a figure in its braces is no word of them."""
    return re.split(r"(?<=[.!?;])\s+|\n+", re.sub(r"\{[^}]*\}", "", text))


def _outcomes(sentence: str) -> Iterator[str]:
    for column, pattern in OUTCOMES.items():
        if pattern.search(sentence):
            yield column
            sentence = pattern.sub("", sentence)
            if column == "value_added_per_fte":
                # What is counted per head is not counted by itself.
                sentence = re.sub(r"(?i)\b(par|per|pro|je)?\s*\b(etp|fte|vte|vzä)\b", "", sentence)
