"""An archive that is not what it should be is refused with a sentence, and nothing is touched."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from django.db import connection
from tests.apps.backup.states import files, rows

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.backup.checking import checked
from grappe.apps.backup.refusals import UnusableBackup
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.settings.installation import Installation

Changed = dict[str, bytes]


def refused(installation: Installation, file: Path) -> str:
    """The French sentence by which a restoration is refused; what stood must stand, and nothing more."""
    held, kept, there = rows(), files(installation), _names(installation.data)
    with pytest.raises(UnusableBackup) as told:
        restore_backup(installation, file, replace=True)
    assert (rows(), files(installation)) == (held, kept)
    assert _names(installation.data) - there <= {".in-use"}
    assert _schemas() == []
    assert told.value.exit_code == 22
    assert all(str(file) in sentence for language in LANGUAGES for sentence in told.value.sentences(language))
    return told.value.sentences("fr")[0]


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def _schemas() -> list[str]:
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'grappe%'")
        return [name for (name,) in cursor.fetchall()]


def rewritten(
    archive: Path,
    *,
    manifest: Callable[[dict[str, Any]], object] | None = None,
    members: Callable[[Changed], object] | None = None,
    also: tuple[tuple[ZipInfo, bytes], ...] = (),
) -> Path:
    """The archive as someone would change it; its manifest only where they thought of it."""
    with ZipFile(archive) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    told = json.loads(held["manifest.json"])
    if manifest is not None:
        manifest(told)
    held["manifest.json"] = json.dumps(told).encode()
    if members is not None:
        members(held)
    file = archive.with_name("changed.zip")
    with ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name, content in held.items():
            written.writestr(name, content)
        for member, content in also:
            written.writestr(member, content)
    return file


def named(name: str, mode: int = stat.S_IFREG | 0o600) -> ZipInfo:
    member = ZipInfo(name)
    member.external_attr = mode << 16
    return member


def with_files(*names: str) -> Callable[[dict[str, Any]], object]:
    """A manifest that tells of files of no length, as a careful forger would write it."""
    nothing = {"size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    return lambda told: told["members"].update(dict.fromkeys(names, nothing))


def test_what_is_no_archive_or_was_cut_is_refused(installation: Installation, archive: Path) -> None:
    whole = archive.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file = archive.with_name("cut.zip")
        file.write_bytes(whole[:cut])
        assert refused(installation, file).startswith(
            f"« {file} » n’est pas une archive ZIP, ou elle est tronquée."
        )
    assert "ne peut être lue" in refused(installation, archive.with_name("absent.zip"))
    assert "ne peut être lue" in refused(installation, archive.parent)


def test_an_archive_of_something_else_is_refused(installation: Installation, archive: Path) -> None:
    file = archive.with_name("other.zip")
    with ZipFile(file, "w") as written:
        written.writestr("holiday.txt", "sun")

    assert "pas une sauvegarde de Grappe" in refused(installation, file)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_one_changed_byte_is_found(installation: Installation, archive: Path, place: float) -> None:
    whole = bytearray(archive.read_bytes())
    with ZipFile(archive) as opened:
        member = opened.getinfo("files/a/photo.png")
    at = member.header_offset + 60 + int(member.compress_size * place)
    whole[at] ^= 0xFF
    archive.write_bytes(whole)

    assert "son membre « files/a/photo.png »" in refused(installation, archive)


def test_a_sum_a_size_a_member_that_is_not_as_told_is_refused(
    installation: Installation, archive: Path
) -> None:
    def changed(**how: Any) -> str:
        return refused(installation, rewritten(archive, **how))

    name = "tables/people_person.jsonl"
    photo = "files/a/photo.png"

    assert f"« {photo} » n’a pas la somme que dit" in changed(
        members=lambda held: held.update({photo: held[photo][::-1]})
    )
    assert f"« {name} » n’a pas la taille" in changed(
        members=lambda held: held.update({name: held[name] * 2})
    )
    assert f"« {name} » manque" in changed(members=lambda held: held.pop(name))
    assert f"« {name} » manque" in changed(
        members=lambda held: held.pop(name), manifest=lambda told: told["members"].pop(name)
    )
    assert "« files/more » n’a rien à y faire" in changed(
        members=lambda held: held.update({"files/more": b""})
    )
    assert "« more » n’a rien à y faire" in changed(
        manifest=with_files("more"), members=lambda held: held.update({"more": b""})
    )
    assert "pas une sauvegarde de Grappe" in changed(manifest=lambda told: told.pop("tables"))
    assert "pas une sauvegarde de Grappe" in changed(
        members=lambda held: held.update({"manifest.json": b"[" * 9999})
    )


@pytest.mark.parametrize("name", ["files/../../out", "files//out", "/out", "files/a/..", "files/./out"])
def test_a_name_that_leaves_the_folder_is_refused(
    installation: Installation, archive: Path, name: str
) -> None:
    file = rewritten(archive, manifest=with_files(name), also=((named(name), b""),))

    assert f"« {name} » sort du dossier des fichiers" in refused(installation, file)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR])
def test_what_is_no_plain_file_is_refused(installation: Installation, archive: Path, kind: int) -> None:
    file = rewritten(archive, manifest=with_files("files/l"), also=((named("files/l", kind | 0o777), b""),))

    assert "« files/l » n’est pas un fichier (un lien, un dossier)" in refused(installation, file)


@pytest.mark.filterwarnings("ignore:Duplicate name")  # that is what is tried
def test_a_name_given_twice_or_under_a_file_is_refused(installation: Installation, archive: Path) -> None:
    twice = rewritten(archive, also=((named("files/empty"), b""),))
    assert "« files/empty » y est deux fois" in refused(installation, twice)

    under = rewritten(archive, manifest=with_files("files/empty/x"), also=((named("files/empty/x"), b""),))
    assert "« files/empty/x » est sous un fichier" in refused(installation, under)


def test_a_way_of_packing_that_is_not_ours_is_refused(installation: Installation, archive: Path) -> None:
    member = named("files/x")
    member.compress_type = ZIP_LZMA

    file = rewritten(archive, manifest=with_files("files/x"), also=((member, b""),))

    assert "« files/x » est chiffré, ou comprimé" in refused(installation, file)


def test_a_later_version_is_refused(installation: Installation, archive: Path) -> None:
    def changed(**told: Any) -> str:
        return refused(installation, rewritten(archive, manifest=lambda kept: kept.update(told)))

    assert "vient d’une version plus récente de Grappe (99.1)" in changed(grappe="99.1")
    assert "vient d’une version plus récente de Grappe (?)" in changed(format=2)
    assert "contient des migrations que cette version de Grappe" in changed(
        migrations=[["journal", "0099_of_tomorrow"]]
    )


def test_migrations_with_a_hole_are_refused(installation: Installation, archive: Path) -> None:
    file = rewritten(
        archive, manifest=lambda told: told["migrations"].remove(["contenttypes", "0001_initial"])
    )

    assert "ne se suivent pas (contenttypes.0001_initial)" in refused(installation, file)


def test_rows_that_the_database_refuses_are_refused(installation: Installation, archive: Path) -> None:
    name = "tables/clusters_cluster.jsonl"

    def twice(held: Changed) -> None:
        held[name] *= 2
        told = json.loads(held["manifest.json"])
        told["members"][name] = _sum(held[name])
        held["manifest.json"] = json.dumps(told).encode()

    assert "n’entrent pas dans la base" in refused(installation, rewritten(archive, members=twice))


def _sum(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": sha256(content).hexdigest()}


def test_an_archive_that_swells_beyond_the_disk_is_refused_before_it_is_unfolded(
    installation: Installation, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The free place is what the machine says: less than the archive holds, and no larger archive is written.
    monkeypatch.setattr(
        "grappe.apps.backup.checking.shutil.disk_usage", lambda _: SimpleNamespace(free=1_000_000)
    )

    assert "prendrait jusqu’à" in refused(installation, archive)


def test_a_good_archive_is_judged_good(archive: Path) -> None:
    with checked(archive) as backup:
        assert backup.manifest.tables["people_person"].rows == 1
        assert len(list(backup.files())) == 3
