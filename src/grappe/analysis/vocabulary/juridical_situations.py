"""Situations of an enterprise in the Crossroads Bank, by code.

Source: `code.csv` of the open extract, category JuridicalSituation. The extract gives no day for them.
"""

from __future__ import annotations

ENDING = frozenset(
    ("010", "011", "012", "013", "014", "015", "016", "048", "049", "050", "051", "052", "053", "112")
)
"""Dissolved, in liquidation, bankrupt or stopped: what is left to do is to end."""
