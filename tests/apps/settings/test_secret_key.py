"""The secret key is made once, and nobody else may read it."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation
from grappe.apps.settings.refusals import BadSettings
from grappe.apps.settings.secret_key import secret_key_of


def installed(data: Path, key: str | None = None) -> Installation:
    return Installation(data=data, database=SQLite(data / "grappe.sqlite3"), secret_key=key)


def refused(data: Path) -> list[str]:
    with pytest.raises(BadSettings) as told:
        secret_key_of(installed(data))
    return told.value.sentences("fr")


def test_a_key_is_made_when_absent_and_kept(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"

    key = secret_key_of(installed(data))

    file = data / "secret-key"
    assert (len(key) >= 50, secret_key_of(installed(data))) == (True, key)
    assert (oct(file.stat().st_mode & 0o777), oct(data.stat().st_mode & 0o777)) == ("0o600", "0o700")
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert secret_key_of(installed(tmp_path / "a")) != secret_key_of(installed(tmp_path / "b"))


def test_programs_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key_of, [installed(tmp_path / "data")] * 8))

    assert len(keys) == 1


def test_a_key_that_was_set_is_used_and_not_kept(tmp_path: Path) -> None:
    assert secret_key_of(installed(tmp_path, "k" * 50)) == "k" * 50
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    secret_key_of(installed(tmp_path))
    file = tmp_path / "secret-key"
    file.chmod(0o640)

    assert refused(tmp_path) == [
        f"La clé secrète « {file} » peut être lue par d’autres. Réservez-la : chmod 600 {file}"
    ]


def test_a_truncated_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.touch(mode=0o600)

    (sentence,) = refused(tmp_path)
    assert sentence == (
        f"La clé secrète « {file} » est vide ou tronquée. Remettez celle de votre copie de sauvegarde, ou effacez "
        "ce fichier : Grappe en fera une autre, et chacun devra s’identifier à nouveau."
    )


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    (sentence,) = refused(in_the_way / "data")
    assert sentence == (
        f"La clé secrète ne peut être lue ni faite dans « {in_the_way / 'data' / 'secret-key'} » "
        f"({os.strerror(20)}). Donnez à GRAPPE_DATA un dossier où Grappe peut écrire."
    )
