"""The compiled translations are those of the catalogues that people edit."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def sentences(compiled: bytes) -> dict[object, str]:
    """Every translation; under the empty key, in place of a header with its dates, the rule of plurals."""
    read = gettext.GNUTranslations(BytesIO(compiled))
    # gettext offers no listing of what it read but this.
    return {**read._catalog, "": read.info().get("plural-forms", "")}  # type: ignore[attr-defined]


def test_every_compiled_catalogue_is_as_fresh_as_its_source(root: Path) -> None:
    # To compile: .venv/bin/python tools/translate.py
    stale = []
    for source in sorted((root / "src").rglob("*.po")):
        fresh = BytesIO()
        with source.open("rb") as file:
            write_mo(fresh, read_po(file, locale=source.parents[1].name))
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or sentences(compiled.read_bytes()) != sentences(fresh.getvalue()):
            stale.append(str(source))

    assert stale == []
