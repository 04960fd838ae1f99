"""Which documents are asked of whoever applies, and how an application stands by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document: its code, and what the applicant reads (of the usual ones, French to be said)."""

    code: str
    label: str


IDENTITY = Wanted(
    "identity",
    N_("Extrait de la Banque-Carrefour des Entreprises, ou statuts, de moins de trois mois"),
)
PRESENCE = Wanted(
    "presence",
    N_(
        "Preuve qu’une personne travaille dans la région : bilan social, attestation de l’ONSS ou de votre caisse d’assurances sociales"
    ),
)


def usual(*, in_region: bool) -> tuple[Wanted, ...]:
    """Return what is asked where a cluster has said nothing: proof of presence of those who need it alone."""
    return (IDENTITY, PRESENCE) if in_region else (IDENTITY,)


def standing_of(documents: Iterable[str]) -> str:
    """Return the state of an open application from those of its documents.

    One that lacks makes it incomplete, even beside one that waits to be read; refused ones were asked anew.
    """
    states = set(documents)
    if "asked" in states:
        return "incomplete"
    return "received" if "received" in states else "complete"
