"""What is said of a group of companies, on the screen and on the page alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_

FEW = 5
"""Peers below which quartiles say little."""
FEWEST = 3
"""Peers below which quartiles would be the values of single companies: they are not printed."""
RULE = N_(
    "Activité principale : par version de la NACE, celles du premier groupe qui en déclare, ONSS (006) avant TVA (001)."
)
SURVIVORS = N_(
    "Le registre ne contient que les entités actives de son jour : les entreprises disparues depuis {year} n’y sont pas."
)
WHY: Mapping[str, str] = MappingProxyType(
    {
        "unknown": N_("inconnu du registre"),
        "natural": N_("personne physique, sans comptes annuels"),
        "ending": N_("dissous ou en faillite"),
        "other_place": N_("siège ailleurs"),
        "other_activity": N_("autre activité principale"),
        "no_accounts": N_("pas de comptes dans ces années"),
        "months": N_("exercices qui ne sont pas de douze mois"),
        "no_size": N_("effectif inconnu, alors qu’une taille est demandée"),
        "other_size": N_("autre taille"),
    }
)
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "months": N_("dépôts d’exercices qui ne sont pas de douze mois : {count}"),
        "earlier": N_("dépôts suivis d’un autre dans la même année : {count}"),
        "no_size": N_("dépôts sans effectif, alors qu’une taille est demandée : {count}"),
        "other_size": N_("dépôts d’une autre taille : {count}"),
        "tails": N_("valeurs extrêmes de ratios, coupées : {count}"),
        "model_change": N_("évolutions d’une année à l’autre sous deux modèles de comptes : {count}"),
    }
)
"""What does not count, and how often."""


def numbered(enterprise: int) -> str:
    """Return an enterprise number as people read it.

    >>> numbered(400000196)
    '0400.000.196'
    """
    digits = f"{enterprise:010d}"
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
