"""The name of machine under which a cluster is visited, as it is written."""

from __future__ import annotations

import re

from grappe.analysis.language.catalogues import N_
from grappe.apps.edits.at_field import at_field

LONGEST = 253
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last part has a letter first: `192.0.2.1` and `localhost` are names of no cluster.
NAME = re.compile(rf"(?:{LABEL}\.)+(?=[a-z]){LABEL}")


def domain_of(written: str) -> str:
    """Return a name of machine in small letters, or nothing. Raises ValidationError where it is none."""
    name = written.strip().lower().rstrip(".")
    if name and (len(name) > LONGEST or not NAME.fullmatch(name)):
        raise at_field(
            "domain",
            N_(
                "« {name} » n’est pas un nom de machine. Écrivez-le sans https://, sans port et sans accents, comme twist.example.be."
            ),
            name=written.strip(),
        )
    return name
