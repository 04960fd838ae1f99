"""How names are put in order and compared."""

from __future__ import annotations

import re
import unicodedata


def in_order(name: str) -> str:
    """Return a name without accents, capitals or signs: `Ferronnerie Été, s.a.` is `ferronnerie ete s a`.

    Letters that are no Latin ones stay as they are.
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return re.sub(r"\W+", " ", bare).strip() or name.casefold()
