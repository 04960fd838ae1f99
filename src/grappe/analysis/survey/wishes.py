"""What is asked of a survey beside its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.language.catalogues import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked of a survey beside its answers."""

    by: Sequence[str] = ()
    """Classes of members, or questions, to cross every closed question with."""
    weight_by: Sequence[str] = ()
    """Classes of members to whose margins the answers are raked; none: no weights."""
    language: Language = "fr"
    suppress_below: int = 0
    """Groups of fewer are hidden; below 2 nothing is."""
