"""What a report is told beside its figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.registry.dossiers.effects import Effects


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the audit found, and below how many people what they said is hidden."""

    verdicts: tuple[Verdict, ...] = ()
    below: int = 0
    """Less than 2 hides nothing. The results come hidden already; interviews do not."""
    effects: Effects | None = None
    """What changed after members joined, beside companies like them; None where no register was asked."""
    warn: Callable[[str], None] | None = None
    """Who hears what the readers of the reports must know; nobody but the progress where None."""


ALONE = Around()
"""Nothing was audited, nothing is hidden."""
