"""Zips that are broken, climb, swell or hide."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from pathlib import Path

from tests.broken.builders import MEMBERS, case, good_zip, zipped


@case(11, ("dossier.zip", "abîmée"))
def an_empty_zip_file(place: Path) -> Path:
    (place / "dossier.zip").write_bytes(b"")
    return place / "dossier.zip"


@case(11, ("dossier.zip", "abîmée"))
def a_truncated_zip(place: Path) -> Path:
    archive = good_zip(place)
    archive.write_bytes(archive.read_bytes()[:-40])
    return archive


@case(11, ("dossier.zip", "abîmée"))
def a_zip_whose_bytes_rotted(place: Path) -> Path:
    archive = good_zip(place, **{"accounts.csv": "member_id,year\n" + "m1,2009\n" * 500})
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo("accounts.csv").header_offset + 45
    content[start : start + 12] = b"\xff" * 12
    archive.write_bytes(bytes(content))
    return archive


@case(11, ("dossier.zip", "enfle démesurément"))
def a_zip_bomb(place: Path) -> Path:
    return good_zip(place, **{"accounts.csv": b"0" * 100 * 2**20})


@case(11, ("dossier.zip",))
def a_zip_bomb_of_overlapping_files(place: Path) -> Path:
    """Fifty names for the same packed bytes: each is modest, together they swell."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = b"0" * 8 * 2**20
    packed = packer.compress(kernel) + packer.flush()
    crc, name = zlib.crc32(kernel), b"%02d.csv"
    body = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(packed), len(kernel), 6, 0)
    body += name % 0 + packed
    entries = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII",
            *(0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(packed), len(kernel), 6, 0, 0, 0, 0, 0, 0),
        )
        + name % number
        for number in range(50)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 50, 50, len(entries), len(body), 0)
    (place / "dossier.zip").write_bytes(body + entries + end)
    return place / "dossier.zip"


@case(11, ("dossier.zip", "../dehors.csv", "sort de l’archive"))
def a_path_that_climbs_out_of_the_zip(place: Path) -> Path:
    return good_zip(place, **{"../dehors.csv": "a\n1\n"})


@case(11, ("dossier.zip", "sort de l’archive"))
def a_path_that_climbs_the_way_of_windows(place: Path) -> Path:
    return good_zip(place, **{"..\\dehors.csv": "a\n1\n"})


@case(11, ("dossier.zip", "/etc/dehors.csv", "sort de l’archive"))
def an_absolute_path_in_the_zip(place: Path) -> Path:
    return good_zip(place, **{"/etc/dehors.csv": "a\n1\n"})


@case(11, ("dossier.zip", "sort de l’archive"))
def a_path_with_a_drive_in_the_zip(place: Path) -> Path:
    return good_zip(place, **{"C:/dehors.csv": "a\n1\n"})


@case(11, ("dossier.zip", "chiffrée"))
def a_zip_with_a_password(place: Path) -> Path:
    archive = good_zip(place)
    content = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(mark, start + 4)
    archive.write_bytes(bytes(content))
    return archive


@case(11, ("dossier.zip", "deux fois", "members.csv"))
def one_name_twice_in_the_zip(place: Path) -> Path:
    archive = good_zip(place)
    # zipfile warns of what we do on purpose.
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(archive, "a") as target:
        target.writestr("members.csv", MEMBERS)
    return archive


@case(11, ("dossier.zip", "abîmée"))
def a_file_and_a_folder_of_one_name(place: Path) -> Path:
    return zipped(place, {"a": "x", "a/members.csv": MEMBERS})


@case(10, ("cluster", "la table manque"), ("members", "la table manque"))
def a_zip_of_nothing(place: Path) -> Path:
    return zipped(place, {})


@case(0)
def a_zip_with_what_a_mac_leaves(place: Path) -> Path:
    return good_zip(place, **{"__MACOSX/._members.csv": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1"})
