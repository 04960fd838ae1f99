"""What the checks look at: the claims of one report, the language to speak, the figures of a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.claim import Claim, Claims
from grappe.analysis.figures.prose import Found
from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import amount, decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report's claims. `figures`: results of the dossier by (figure, key), empty without a dossier."""

    claims: Claims
    language: Language = "fr"
    figures: Found = field(default_factory=dict)

    def result(self, claim: Claim) -> Mapping[str, Any] | None:
        """Return the dossier's result for a claim's figure and key; None where there is none."""
        return self.figures.get((claim.figure, claim.key)) if claim.figure else None

    def percent(self, share: Fraction | float, decimals: int = 0) -> str:
        """Write a share from 0 to 1 as a reader expects it."""
        return amount(float(share), "share", self.language, decimals)

    def chance(self, p: float) -> str:
        """Write a p value as a reader expects it: `0,012`, `< 0,001`."""
        return amount(p, "p", self.language)

    def number(self, value: Fraction | float, decimals: int = 0) -> str:
        """Write a number as a reader expects it; decimals that say nothing go."""
        return decimal(float(value), self.language, decimals, trimmed=True)
