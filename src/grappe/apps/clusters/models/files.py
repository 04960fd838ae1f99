"""Where the files of a cluster lie: under names that nobody guesses."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any


def place_of(thing: Any, name: str) -> str:
    """Return the place of a file in the files of the installation: by cluster, by kind of thing."""
    kind, given = thing._meta.model_name, PurePosixPath(name).name
    return f"clusters/{thing.cluster_id}/{kind}/{secrets.token_hex(8)}/{given}"
