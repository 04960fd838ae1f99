"""Writes the reference of the dossier's tables from their declarations, when the documentation is built.

The page `reference/tables.md` holds a marker; the tables take its place. Nothing is written to disk, so the
page cannot be older than the code.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

PAGE = "reference/tables"
MARKER = "<!-- the tables of the dossier -->"
DECLARATIONS = "grappe.analysis.dossier.tables"

# All that `grappe.analysis.dossier.columns.Kind` allows. A new kind stops the build until it is told here.
KINDS = {
    "identifier": "identifier",
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "share": "share, 0 to 1",
    "boolean": "yes or no",
    "date": "day",
    "year": "year",
    "month": "month, as 2010-03",
    "choice": "one of a list",
    "choices": "several of a list, between `;`",
    "list": "list, between `;`",
    "nace": "NACE code",
    "nace_list": "NACE codes, between `;`",
    "nace_version": "NACE version: 2003, 2008 or 2025",
    "postal_code": "postal code",
    "country": "country, two letters",
    "region": "region, NUTS 1",
    "enterprise_number": "enterprise number",
}


def in_english(sentence: str) -> str:
    """The declarations are in French; say them in English where the catalogue can."""
    catalogues = importlib.import_module("grappe.analysis.language.catalogues")
    try:
        said: str = catalogues.say(sentence, "en")
    except FileNotFoundError:  # no catalogue compiled yet: the French sentence is better than none
        return sentence
    return said


def cell(text: str) -> str:
    """One line, with no bar that would end the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def described(column: Any) -> str:
    """What a column means, then what it accepts."""
    parts = [in_english(column.about)]
    if column.choices:
        parts.append(
            "; ".join(f"`{code}` {in_english(label)}" for code, label in column.choices.items()) + "."
        )
    if column.refers:
        parts.append(f"Names a row of [`{column.refers}`](#{column.refers}).")
    if column.also:
        parts.append("Also: " + ", ".join(f"`{value}`" for value in column.also) + ".")
    return cell(" ".join(parts))


def table_in_markdown(table: Any) -> Iterator[str]:
    """A heading, what the table is for, its key, and its columns."""
    yield from (f"({table.name})=", f"## `{table.name}`", "", in_english(table.about), "")
    said = ["Required."] if table.required else []
    if table.key:
        said.append("Key: " + ", ".join(f"`{name}`" for name in table.key) + ".")
    if table.open_columns:
        said.append("Other columns belong to the table too.")
    yield from (" ".join(said), "", "| column | holds | what it means |", "|---|---|---|")
    for column in table.columns:
        star = "\\*" if column.required else ""
        yield f"| `{column.name}`{star} | {cell(KINDS[column.kind])} | {described(column)} |"
    yield ""


def tables_in_markdown(tables: Mapping[str, Any]) -> str:
    """The index of the tables, then each of them."""
    index: Iterable[str] = (f"[`{name}`](#{name})" for name in tables)
    pages = (line for table in tables.values() for line in table_in_markdown(table))
    return "\n".join([" · ".join(index), "", *pages])


def put_tables(_app: Sphinx, page: str, source: list[str]) -> None:
    """Put the tables where the page asks for them."""
    if page != PAGE:
        return
    try:
        declarations = importlib.import_module(DECLARATIONS)
    except ModuleNotFoundError as missing:
        if not str(missing.name).startswith("grappe."):
            raise
        source[0] = source[0].replace(MARKER, "*This build holds no declarations of tables.*")
        return
    source[0] = source[0].replace(MARKER, tables_in_markdown(declarations.TABLES))


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.connect("source-read", put_tables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
