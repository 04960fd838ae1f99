"""The key that signs sessions and links, made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from grappe.analysis.language.catalogues import N_
from grappe.apps.settings.installation import KEY_FILE, SHORTEST_KEY, Installation
from grappe.apps.settings.refusals import BadSettings, Misset

RANDOM_BYTES = 64
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret_key_of(installation: Installation) -> str:
    """Return the key that was set, else the one in the data folder, which is made when absent (mode 0600).

    Raises BadSettings when the folder cannot be written, or when others may read the key.
    """
    if installation.secret_key is not None:
        return installation.secret_key
    file = installation.data / KEY_FILE
    try:
        if not file.exists():
            _make(file)
        kept, mode = file.read_text("ascii").strip(), file.stat().st_mode
    except (OSError, UnicodeDecodeError) as failed:
        raise BadSettings(
            Misset(
                N_(
                    "La clé secrète ne peut être lue ni faite dans « {file} » ({reason}). "
                    "Donnez à GRAPPE_DATA un dossier où Grappe peut écrire."
                ),
                {"file": str(file), "reason": getattr(failed, "strerror", None) or str(failed)},
            )
        ) from failed
    if mode & OTHERS:
        raise BadSettings(
            Misset(
                N_("La clé secrète « {file} » peut être lue par d’autres. Réservez-la : chmod 600 {file}"),
                {"file": str(file)},
            )
        )
    if len(kept) < SHORTEST_KEY:
        raise BadSettings(
            Misset(
                N_(
                    "La clé secrète « {file} » est vide ou tronquée. Remettez celle de votre copie de sauvegarde, "
                    "ou effacez ce fichier : Grappe en fera une autre, et chacun devra s’identifier à nouveau."
                ),
                {"file": str(file)},
            )
        )
    return kept


def _make(file: Path) -> None:
    """Write a new key, whole or not at all; of two programs that start together, the first one's is kept."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{KEY_FILE}-")  # born with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(RANDOM_BYTES) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        Path(draft).unlink()
