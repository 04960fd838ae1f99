"""Which groups of codings would show what a few people said, alone or beside one another."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.matrix.interviews import Coding, Heard, heard

Group = Sequence[Coding]


def hidden_groups(groups: Sequence[Group], *, below: int) -> frozenset[int]:
    """Return the places of the groups that may not be told apart by stance, nor quoted.

    A group is hidden when fewer than `below` people are behind it, or behind one of its stances or of
    those that are not of it; both of two that overlap, when what one has beyond the other is such a
    group; and any that shares a coding with a hidden one, so that no subtraction brings it back.
    below < 2 hides nothing.
    """
    sets = [frozenset(group) for group in groups]
    hidden = {place for place, group in enumerate(sets) if _is_small(heard(group), below)}
    for place, group in enumerate(sets):
        for other, beside in enumerate(sets):
            if group & beside and _is_small(heard(group - beside), below):
                hidden |= {place, other}
    while True:
        gone = frozenset().union(*(sets[place] for place in hidden))
        more = {place for place, group in enumerate(sets) if group & gone} - hidden
        if not more:
            return frozenset(hidden)
        hidden |= more


def _is_small(found: Heard, below: int) -> bool:
    if below < 2 or not found.interviews:
        return False
    # Where the dossier does not say whom an interview met, it is one person at least.
    people = found.members or found.interviews
    parts = [size for count in found.stances.values() for size in (count, found.interviews - count)]
    return people < below or any(0 < size < below for size in parts)
