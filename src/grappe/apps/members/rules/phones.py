"""What a telephone number is made of."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_

FEWEST = 3
"""Digits: those of an emergency, or of an extension."""
NO_PHONE = N_("« {value} » n’est pas un numéro de téléphone : écrivez ses chiffres, comme +32 4 123 45 67.")


def is_phone(written: str) -> bool:
    """Tell whether what is written may be dialled; nothing written may stand."""
    return not written or sum(sign.isdigit() for sign in written) >= FEWEST
