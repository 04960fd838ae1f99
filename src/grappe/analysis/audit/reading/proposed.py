"""A claim that a text suggests, for a person to correct."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedClaim:
    """A row of the table `claims`, as DOSSIER.md has it, to be corrected by a person."""

    claim_id: str
    chapter: int | None
    quote: str
    figure: str = ""
    key: str = ""
    statistic: str = ""
    value: Fraction | None = None
    decimals: int | None = None
    unit: str = ""
    relation: str = "eq"
    level: Fraction | None = None
    base: int | None = None
    of: str = ""
    base_group: str = ""
    why: str = ""
    """What was recognised, in a short sentence."""
    certain: bool = True
    """False where the sentence may mean something else: look twice."""
