"""Names that a cluster may not have in addresses: the platform's own begin with them."""

from __future__ import annotations

TAKEN = frozenset(
    {
        "autorite",
        "bureau",
        "compte",
        "documents",
        "fichiers",
        "invitation",
        "langue",
        "mail",
        "sante",
        "static",
    }
)
