"""Files that appear whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say


class CannotWrite(Refusal):
    """A folder cannot be made or written to."""

    exit_code = 2

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        self.why = why
        super().__init__(f"{folder}: {why}")

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say where, why in the system's words, and what to do."""
        words = N_(
            "« {folder} » ne peut être écrit ({why}). Choisissez un autre endroit, ou demandez le droit d’y écrire."
        )
        return [say(words, language, folder=self.folder, why=self.why)]


STAGE = ".grappe-"
"""How the folder is called in which the new files are written."""
ASIDE = ".before"
"""Where the old files wait, beside the new ones, until all are in place."""


@contextmanager
def written_whole(folder: Path, *, instead_of: Iterable[str] = ()) -> Iterator[Path]:
    """Yield a folder to write in; what it holds comes to `folder` only when the block ends well.

    A folder that exists is kept, with its rights: the files are put aside within it meanwhile, and
    when one cannot take its place, those before it give theirs back. instead_of: files of an earlier
    time that go when no new one takes their place. Raises CannotWrite when the place is closed.
    """
    try:
        exists = folder.is_dir()
        if not exists:
            folder.parent.mkdir(parents=True, exist_ok=True)
        place = folder if exists else folder.parent
        _sweep(place)
        stage = place / f"{STAGE}{uuid.uuid4().hex}"
        stage.mkdir()
        try:
            with _held(stage):
                yield stage
                if exists:
                    _put_in_place(stage, folder, frozenset(instead_of))
                else:
                    stage.rename(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error


def _sweep(place: Path) -> None:
    """Throw away what a run that was killed has left: it may hold what a later one hides."""
    for left in place.glob(f"{STAGE}*"):
        with _held(left) as is_ours:
            # An empty one is being made: it is held a moment later.
            if is_ours and any(left.iterdir()):
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold a folder while the block lasts, and no longer than the process; tell whether nobody else did."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _put_in_place(stage: Path, folder: Path, instead_of: frozenset[str]) -> None:
    """Move the new files in, the old ones aside; when one move fails, every earlier one is undone."""
    aside = stage / ASIDE
    undo: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        undo.append((target, source))

    new = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    left = {
        place / name
        for place in {path.parent for path in new}
        for name in instead_of
        if (folder / place / name).is_file()
    }
    try:
        for path in sorted(left | {path for path in new if (folder / path).is_file()}):
            move(folder / path, aside / path)
        for path in new:
            move(stage / path, folder / path)
    except OSError:
        for target, source in reversed(undo):
            target.replace(source)
        raise
