"""A file that would run, that is not what it says, or whose name leads elsewhere is refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest

from grappe.apps.uploads.checking import DOCUMENT, MOST_BYTES, PICTURE, FileRefused, Kind, refuse_harm

PDF = b"%PDF-1.7 words"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Extrait BCE é.pdf", PDF, DOCUMENT),
        ("scan.JPG", b"\xff\xd8\xff\xe0", DOCUMENT),
        ("bilan.xlsx", archive("xl/workbook.xml"), DOCUMENT),
        ("note.odt", archive("content.xml"), DOCUMENT),
        ("logo.svg", SVG, PICTURE),
        ("logo.svg", b"\n<?xml version='1.0'?>" + SVG, PICTURE),
    ],
)
def test_an_honest_file_is_taken(name: str, content: bytes, kind: Kind) -> None:
    refuse_harm(name, content, kind)


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        ("../../etc/x.pdf", PDF, DOCUMENT, "ni dossier"),
        ("C:\\x.pdf", PDF, DOCUMENT, "ni dossier"),
        ("a\u202efdp.pdf", PDF, DOCUMENT, "signe invisible"),
        (".pdf", PDF, DOCUMENT, "point"),
        ("x" * 117 + ".pdf", PDF, DOCUMENT, "120 signes"),
        ("", PDF, DOCUMENT, "120 signes"),
        ("x.pdf", b"", DOCUMENT, "est vide"),
        ("x.pdf", PDF + b"x" * MOST_BYTES, DOCUMENT, "10 Mo"),
        ("x.exe", b"MZ", DOCUMENT, "PDF, PNG, JPG"),
        ("x.pdf", b"MZ", DOCUMENT, "ce que dit son nom"),
        ("x.svg", SVG, DOCUMENT, "PDF, PNG, JPG"),
        ("x.docm", archive("word/document.xml"), DOCUMENT, "macros"),
        ("x.docx", archive("word/vbaProject.bin"), DOCUMENT, "macros"),
        ("x.ods", archive("Basic/Standard/Module1.xml"), DOCUMENT, "macros"),
        ("x.docx", b"PK\x03\x04 broken", DOCUMENT, "abîmé"),
        ("x.pdf", PDF + b" /S /JavaScript /JS (app.alert)", DOCUMENT, "script"),
        ("x.svg", SVG.replace(b"<path", b"<script>1</script><path"), PICTURE, "script"),
        ("x.svg", SVG.replace(b"<path", b"<svg:SCRIPT>1</svg:SCRIPT><path"), PICTURE, "script"),
        ("x.svg", SVG.replace(b"<path", b"<path onload = 'x()'"), PICTURE, "script"),
        ("x.svg", SVG.replace(b"<path", b"<a href='JavaScript:x'/><path"), PICTURE, "script"),
        ("x.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, PICTURE, "script"),
        ("x.svg", SVG.decode().encode("utf-16"), PICTURE, "ce que dit son nom"),
    ],
)
def test_a_file_that_may_harm_is_refused_in_words(name: str, content: bytes, kind: Kind, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        refuse_harm(name, content, kind)

    (sentence,) = refused.value.sentences()
    assert words in sentence
    assert "{" not in sentence
