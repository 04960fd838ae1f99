"""The word impact, refused where a finding rests on nothing but a raw comparison of members and sector."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grappe.analysis.language.catalogues import N_

RAW = ("peer.", "sector.")
"""What begins the names of figures that hold members beside others as they are: who joins is not just anyone,
so that such a figure says what members are like, and not what membership did to them."""
WORDS = re.compile(r"\b(impact(s|é|ée|és|ées|er|e|ed|en)?|auswirkung(en)?|wirkung(en)?)\b", re.IGNORECASE)
REFUSED = N_(
    "Le mot « impact » ne tient pas ici : une comparaison brute des membres et du secteur dit comment ils sont, et non ce que le cluster y a changé."
)


def is_raw_impact(text: str, proofs: Iterable[str]) -> bool:
    """Tell whether words speak of an impact and rest on raw comparisons alone.

    >>> is_raw_impact("L’impact du cluster sur l’emploi est net.", ["peer.percentile_median[fte]"])
    True
    >>> is_raw_impact("L’impact du cluster sur l’emploi est net.", ["peer.p_value", "impact.mean"])
    False
    """
    names = list(proofs)
    # The name of a figure in its braces is no word of the sentence.
    plain = re.sub(r"\{[^}]*\}", "", text)
    return bool(names) and all(name.startswith(RAW) for name in names) and bool(WORDS.search(plain))
