"""Files that appear whole or not at all."""

from __future__ import annotations

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


@contextmanager
def written_whole(folder: Path, *, instead_of: Iterable[str] = ()) -> Iterator[Path]:
    """Yield a folder to write in; what it holds comes to `folder` only when the block ends well.

    A folder that exists is kept, with its rights: the files are put aside within it meanwhile, and
    each takes its place in one step of the file system. instead_of: files of an earlier time that go
    when no new one takes their place. Raises CannotWrite when the place is closed.
    """
    try:
        exists = folder.is_dir()
        if not exists:
            folder.parent.mkdir(parents=True, exist_ok=True)
        stage = (folder if exists else folder.parent) / f".grappe-{uuid.uuid4().hex}"
        stage.mkdir()
        try:
            yield stage
            if exists:
                new = {path.name for path in stage.iterdir()}
                _moved(stage, folder)
                for name in set(instead_of) - new:
                    (folder / name).unlink(missing_ok=True)
            else:
                stage.rename(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error


def _moved(stage: Path, folder: Path) -> None:
    for path in sorted(stage.rglob("*")):
        target = folder / path.relative_to(stage)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            path.replace(target)
