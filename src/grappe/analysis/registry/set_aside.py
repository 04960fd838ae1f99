"""The rows of an extract that cannot be taken as they stand: kept apart with the reason, never dropped."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_

REASONS = MappingProxyType(
    {
        "broken": N_(
            "ligne mal formée : guillemet non refermé, nombre de colonnes différent, ou ligne démesurée"
        ),
        "number": N_("numéro qui n’a pas dix chiffres"),
        "modulo97": N_("numéro qui échoue au contrôle modulo 97"),
        "date": N_("date qui n’est pas du calendrier (jj-mm-aaaa)"),
        "empty": N_("valeur indispensable absente"),
        "nace": N_("code NACE inconnu dans sa version"),
        "code": N_("groupe d’activités ou rang (MAIN, SECO, ANCI) hors de sa liste"),
        "twice": N_("second enregistrement du même numéro"),
    }
)
"""Why a row is set aside, in the words that the screen says."""
EXAMPLES = 5
"""Rows of each reason that the catalogue repeats."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of one table set aside for one reason."""

    table: str
    reason: str
    count: int
    examples: tuple[str, ...]
    """The first of them, as they are written in the file."""
