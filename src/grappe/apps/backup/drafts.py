"""A file that appears whole or not at all, readable by its owner alone."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.refusals import WouldReplace

DRAFT = ".grappe-backup-"


@contextmanager
def draft_of(file: Path) -> Iterator[IO[bytes]]:
    """Give a draft to write; it takes its name at the end of the block, on the disk for good.

    Never in the place of another file. Raises WouldReplace, OSError.
    """
    _sweep(file.parent)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=DRAFT)  # born with mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
            refuse_to_replace(file)
            draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)


def refuse_to_replace(file: Path) -> None:
    """Raise WouldReplace when something has that name."""
    if file.exists() or file.is_symlink():
        raise WouldReplace(
            N_("« {file} » existe déjà : rien n’a été écrit. Donnez un autre nom."), file=str(file)
        )


def sync_folder(folder: Path) -> None:
    """Have the names of a folder on the disk for good."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Throw away the drafts of backups that were killed: the one of a backup that lives is locked."""
    for left in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):
            if not left.stat().st_size:
                continue  # one that is being made: it is locked a moment later
            handle = os.open(left, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(handle)
