"""The parts of a document in one file: what Word asks for, and the same bytes for the same parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from grappe.analysis.report.docx.namespaces import PACKAGE, R

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can write: files in it bear no day of their own."""
KINDS = {
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/fontTable.xml": f"{WORD}.fontTable+xml",
    "word/numbering.xml": f"{WORD}.numbering+xml",
    "word/footer.xml": f"{WORD}.footer+xml",
    "word/theme.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
FROM_PACKAGE = (
    ("document", f"{R}/officeDocument", "word/document.xml"),
    ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("app", f"{R}/extended-properties", "docProps/app.xml"),
)
FROM_DOCUMENT = (
    ("styles", f"{R}/styles", "styles.xml"),
    ("settings", f"{R}/settings", "settings.xml"),
    ("fonts", f"{R}/fontTable", "fontTable.xml"),
    ("numbering", f"{R}/numbering", "numbering.xml"),
    ("foot", f"{R}/footer", "footer.xml"),
    ("theme", f"{R}/theme", "theme.xml"),
)

Relation = tuple[str, str, str]


def packed(parts: Mapping[str, str], pictures: Sequence[bytes]) -> bytes:
    """Return the file of a document. parts: each of KINDS, as XML; pictures: PNG, in their order."""
    shown = [
        (f"picture{number}", f"{R}/image", f"media/picture{number}.png")
        for number in range(1, len(pictures) + 1)
    ]
    files: list[tuple[str, bytes]] = [
        ("[Content_Types].xml", _written(_kinds())),
        ("_rels/.rels", _written(_relations(FROM_PACKAGE))),
        *((name, _written(parts[name])) for name in KINDS),
        ("word/_rels/document.xml.rels", _written(_relations((*FROM_DOCUMENT, *shown)))),
        *((f"word/{target}", png) for (_, _, target), png in zip(shown, pictures, strict=True)),
    ]
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, BEGINNING)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return whole.getvalue()


def _written(xml: str) -> bytes:
    return f"{HEAD}{xml}".encode()


def _kinds() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in KINDS.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relations(relations: Sequence[Relation]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'
