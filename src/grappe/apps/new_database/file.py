"""The file of a new SQLite database."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def made_for_its_owner(file: Path) -> None:
    """Make an empty file that its owner alone reads, whatever the usual of who runs this; SQLite fills it.

    What SQLite keeps beside it is as it is. A file that is there stays as it is, with who may read it. Where
    none can be made, the database itself says why.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
