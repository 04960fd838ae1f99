"""A file that somebody sends is what its name says, runs nothing, and is not too large."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_

MOST_BYTES = 10 * 2**20
LONGEST_NAME = 120
MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm")
STARTS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".svg": (b"<?xml", b"<svg", b"\xef\xbb\xbf<", b"<!--", b"<!DOCTYPE svg"),
}
"""How each kind that is taken begins."""
PAPERS = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".odt", ".ods")
"""What is taken as a document."""
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
"""What is taken as a picture."""
RUNS = re.compile(
    rb"<\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object)\b"
    rb"|[\s\"'/]on[a-z]+\s*=|(?:javascript|vbscript)\s*:|data\s*:\s*text/html|<!ENTITY",
    re.IGNORECASE,
)
"""What would run, or be fetched, in a picture that is a text."""
PDF_RUNS = re.compile(rb"/(?:JavaScript|Launch)\b")
MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|basic/|scripts/)", re.IGNORECASE)


class FileRefused(OneSentence):
    """A file that is not kept: which one, why, and what to send instead."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is taken, and up to which weight."""

    suffixes: tuple[str, ...] = PAPERS
    most: int = MOST_BYTES


DOCUMENT = Kind()
PICTURE = Kind(PICTURES, 2 * 2**20)


def refuse_harm(name: str, content: bytes, kind: Kind = DOCUMENT) -> None:
    """Raise FileRefused for a file that is not to be kept: its bytes must be what its name says."""
    suffix = _suffix(name, kind)
    if not content:
        raise FileRefused(N_("« {file} » est vide : choisissez le bon fichier."), file=name)
    if len(content) > kind.most:
        raise FileRefused(
            N_("« {file} » pèse plus de {most} Mo : réduisez-le, ou envoyez-en une version plus légère."),
            file=name,
            most=kind.most // 2**20,
        )
    if not content.lstrip(b" \t\r\n").startswith(STARTS[suffix]):
        raise FileRefused(
            N_(
                "« {file} » n’est pas ce que dit son nom ({suffix}) : enregistrez-le de nouveau sous sa vraie forme."
            ),
            file=name,
            suffix=suffix,
        )
    if suffix == ".svg" and (RUNS.search(content) or b"\0" in content):
        raise FileRefused(
            N_("« {file} » contient un script ou un appel : envoyez l’image en PNG, ou enlevez-le."),
            file=name,
        )
    if suffix == ".pdf" and PDF_RUNS.search(content):
        raise FileRefused(
            N_(
                "« {file} » contient un script ou lance un programme : imprimez-le en PDF, puis envoyez ce PDF-là."
            ),
            file=name,
        )
    if STARTS[suffix] == (b"PK\x03\x04",):
        _refuse_macro(name, content)


def _suffix(name: str, kind: Kind) -> str:
    """Return how the name of a file ends, where the name is one."""
    if any(sign in name for sign in "/\\:") or not name.isprintable():
        raise FileRefused(
            N_("« {file} » : le nom d’un fichier ne contient ni dossier, ni signe invisible. Renommez-le."),
            file="".join(sign for sign in name if sign.isprintable()),
        )
    if not name or len(name) > LONGEST_NAME or name.startswith("."):
        raise FileRefused(
            N_(
                "« {file} » : donnez au fichier un nom de {most} signes au plus, qui ne commence pas par un point."
            ),
            file=name[:LONGEST_NAME],
            most=LONGEST_NAME,
        )
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in MACROS:
        raise _macro(name)
    if suffix not in kind.suffixes:
        raise FileRefused(
            N_("« {file} » n’est pas d’une forme que nous prenons. Envoyez l’une de celles-ci : {suffixes}."),
            file=name,
            suffixes=", ".join(one[1:].upper() for one in kind.suffixes),
        )
    return suffix


def _macro(name: str) -> FileRefused:
    return FileRefused(
        N_("« {file} » peut contenir des macros : il n’est pas gardé. Envoyez-le en PDF."), file=name
    )


def _refuse_macro(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(MACRO_PARTS.search(member) for member in archive.namelist()):
                raise _macro(name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefused(
            N_("« {file} » est abîmé ou protégé : enregistrez-le de nouveau, puis envoyez-le."), file=name
        ) from error
