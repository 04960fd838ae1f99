"""Which sentences of a report are not what they were: numbers or words moved, they came or went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from grappe.analysis.report.sentence_data import Sentence

ONE_EACH = ("draft", "outlook")
"""Kinds of sentences of which each has a name of its own, whatever it says."""
Change = Literal["moved", "reworded", "appeared", "disappeared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedSentence:
    """A sentence that is not what it was."""

    name: str
    cluster_id: str
    kind: str
    chapter: int
    change: Change
    before: str
    after: str
    figures: tuple[str, ...]
    """The figures that it prints, and whose values moved."""


def moved_sentences(old: Iterable[Sentence], new: Iterable[Sentence]) -> list[MovedSentence]:
    """Return the sentences that print something else than before, in the order of the new report.

    A sentence is the same one where a finding still says it in the same words, or a rule of the same class
    drafted it; what else a finding says now is what it said then in other words, in their order.
    """
    groups: dict[tuple[str, str, str], tuple[list[Sentence], list[Sentence]]] = {}
    for side, sentences in ((1, new), (0, old)):
        for one in sentences:
            name = one.sentence_id if one.kind in ONE_EACH else one.source
            groups.setdefault((one.cluster_id, one.kind, name), ([], []))[side].append(one)
    found = [pair for before, after in groups.values() for pair in _paired(before, after)]
    return [_moved(before, after) for before, after in found if _print(before) != _print(after)]


def _paired(old: list[Sentence], new: list[Sentence]) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    left = list(old)
    same: dict[str, Sentence] = {}
    for one in new:
        twin = next((other for other in left if other.text == one.text), None)
        if twin is not None:
            left.remove(twin)
            same[one.sentence_id] = twin
    for one in new:
        if one.sentence_id in same:
            yield same[one.sentence_id], one
        else:
            yield (left.pop(0) if left else None), one
    for one in left:
        yield one, None


def _print(sentence: Sentence | None) -> str | None:
    return None if sentence is None else sentence.printed


def _moved(before: Sentence | None, after: Sentence | None) -> MovedSentence:
    one = after or before
    assert one is not None  # noqa: S101 - a pair has one sentence at least
    change: Change = "moved"
    if before is None:
        change = "appeared"
    elif after is None:
        change = "disappeared"
    elif before.text != after.text and one.kind != "outlook":
        # Its text is what is printed: other numbers are no other words.
        change = "reworded"
    then, now = (sentence.figures if sentence else {} for sentence in (before, after))
    return MovedSentence(
        name=one.sentence_id,
        cluster_id=one.cluster_id,
        kind=one.kind,
        chapter=one.chapter,
        change=change,
        before=before.printed if before else "",
        after=after.printed if after else "",
        figures=tuple(name for name in dict.fromkeys((*now, *then)) if now.get(name) != then.get(name)),
    )
