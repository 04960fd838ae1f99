"""Gather the French sentences of the code, and keep their translations.

    python tools/translate.py > lacking.json    gather, compile, list what lacks a translation
    python tools/translate.py --fill lacking.json    put in the translations written in that file

A sentence is what the code gives to `N_`, `say`, `say_later` or `say_many`; `say_many(one, many, …)` makes
one message of two forms. So is the help of a command: its docstring, its `short_help=`, the `help=` of its
options; and what the templates of pages give to `{% say %}` and `{% say_many %}`. In `lacking.json` each
French sentence is a key: write its translation as the value (for a message of two forms, a list of two).
Names in braces stay as they are. Nothing written bears a date of the
day or a line number, so that only words change in the history.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import io
import json
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.text import unescape_string_literal

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "grappe"
LOCALE = SOURCE / "analysis" / "language" / "locale"
TEMPLATE = LOCALE / "grappe.pot"
TRANSLATED = ("en", "nl", "de")
TABLES = ("analysis/report/data/drafts.toml",)
"""Tables of sentences: those of their rules and of their coverage are gathered too."""
SENTENCES = ("sentence", "item")
MARKS = ("N_", "say", "say_later")
PAGES = (".html", ".txt")
"""Suffixes of the templates of pages and e-mails."""
WRITTEN_OUT = re.compile(r"""(['"])(.*)\1""")
OPTIONS, COMMANDS = ("option", "version_option", "argument"), ("command", "group")
"""What click calls the parts of a command line that bear words."""
OTHERS = ("click.po", "django.po")
"""Click's own words, in French, Dutch and German; Wagtail's that are said otherwise. Edited by hand."""
CHURN = (
    b'"POT-Creation-Date:',
    b'"PO-Revision-Date:',
    b'"Generated-By:',
    b'"Last-Translator:',
    b'"Language-Team:',
    b'"Report-Msgid-Bugs-To:',
    b'"Project-Id-Version:',
)
ALWAYS = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""A day that never changes: the compiled catalogue repeats the header, and must not change with the clock."""

MessageId = str | tuple[str, str]


class Unmarkable(Exception):
    """A mark around something that is not written out: nobody could translate it."""


def gathered(source: str, file: str) -> Iterator[MessageId]:
    """Yield the messages of a Python file in their order. Raises Unmarkable, naming the line."""
    tree = ast.parse(source, file)
    calls = sorted(
        (node for node in ast.walk(tree) if isinstance(node, ast.Call)),
        key=lambda node: (node.lineno, node.col_offset),
    )
    in_pairs: set[int] = set()
    yield from _helps(tree)
    for call in calls:
        name = _name(call)
        if name == "say_many":
            pair = [_words(argument) for argument in call.args[:2]]
            if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
                in_pairs.update(id(argument) for argument in call.args[:2])
                yield pair[0], pair[1]
        elif name in (*OPTIONS, *COMMANDS):
            told = [_literal(k.value) for k in call.keywords if k.arg in ("help", "short_help", "metavar")]
            yield from (words for words in told if words)
        elif name in MARKS and id(call) not in in_pairs and call.args:
            words = _literal(call.args[0])
            if words:
                yield words
            elif name == "N_" and words is None:
                raise Unmarkable(f"{file}:{call.lineno}: N_ takes one sentence written out")


def _helps(tree: ast.Module) -> Iterator[str]:
    """Yield what the commands of a module say of themselves."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(by, ast.Call) and _name(by) in COMMANDS for by in node.decorator_list
        ):
            words = ast.get_docstring(node)
            if words:
                yield words


def gathered_from_table(source: str) -> Iterator[str]:
    """Yield the sentences of a table of rules in their order."""
    told = tomllib.loads(source)
    for rule in (told.get("coverage", {}), *told.get("rule", [])):
        for name, words in rule.items():
            is_sentence = isinstance(words, str) and (name in SENTENCES or rule is told.get("coverage"))
            if is_sentence and re.sub(r"\{[^{}]*\}", "", words).strip(" ()"):
                yield words


def gathered_from_page(source: str, file: str) -> Iterator[MessageId]:
    """Yield the messages of a template in their order. Raises Unmarkable, naming the line.

    A name in place of a sentence is that of one which the code has marked.
    """
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type == TokenType.BLOCK else []
        if not words or words[0] not in ("say", "say_many"):
            continue
        forms = 2 if words[0] == "say_many" else 1
        given = words[1 : 1 + forms]
        written = [unescape_string_literal(one) for one in given if WRITTEN_OUT.fullmatch(one)]
        if len(written) == forms:
            yield (written[0], written[1]) if forms == 2 else written[0]
        elif any(one.startswith(("'", '"')) for one in given) or len(given) < forms:
            raise Unmarkable(f"{file}:{token.lineno}: {words[0]} takes sentences written out")


def _name(call: ast.Call) -> str:
    called = call.func
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _words(node: ast.expr) -> str | None:
    """Return a literal, or the literal inside `N_(…)`."""
    if isinstance(node, ast.Call) and _name(node) == "N_" and node.args:
        node = node.args[0]
    return _literal(node)


def template(source: Path = SOURCE) -> Catalog:
    """Return every message of the code, with the files that say it."""
    catalog = Catalog(creation_date=ALWAYS, charset="utf-8", fuzzy=False)
    catalog.header_comment = "# Grappe: the French sentences of the code. Made by tools/translate.py."
    for path in sorted(source.rglob("*.py")):
        file = path.relative_to(source.parents[1]).as_posix()
        for message in gathered(path.read_text("utf-8"), file):
            catalog.add(message, locations=[(file, 0)]).flags.discard("python-format")
    for path in sorted((source / "pages").rglob("*")):
        if path.suffix in PAGES:
            file = path.relative_to(source.parents[1]).as_posix()
            for message in gathered_from_page(path.read_text("utf-8"), file):
                catalog.add(message, locations=[(file, 0)]).flags.discard("python-format")
    for path in (source / table for table in TABLES):
        file = path.relative_to(source.parents[1]).as_posix()
        for message in gathered_from_table(path.read_text("utf-8")) if path.is_file() else ():
            catalog.add(message, locations=[(file, 0)]).flags.discard("python-format")
    return catalog


def translations(language: str, messages: Catalog) -> Catalog:
    """Return the catalogue of a language: the messages of the code, with what the old one says of each.

    A sentence that left the code stays at the end of the file, marked obsolete, and serves again
    if it returns.
    """
    old = _read(path_of(language))
    said = {_key(message.id): message for message in (*old.obsolete.values(), *old) if message.id}
    catalog = Catalog(locale=language, creation_date=ALWAYS, charset="utf-8", fuzzy=False)
    catalog.header_comment = f"# Grappe in {catalog.locale.english_name}. Kept with tools/translate.py."
    for message in messages:
        if not message.id:
            continue
        known = said.pop(_key(message.id), None)
        same_shape = known is not None and isinstance(known.id, str) == isinstance(message.id, str)
        kept = known.string if known is not None and same_shape else ""
        added = catalog.add(message.id, kept, locations=message.locations)
        added.flags.discard("python-format")
    catalog.obsolete.update({key: message for key, message in said.items() if _is_translated(message.string)})
    return catalog


def path_of(language: str) -> Path:
    """Return where the translations of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "grappe.po"


def lacking(catalog: Catalog) -> dict[str, str | list[str]]:
    """Return the messages without a translation, ready to be filled in."""
    return {
        _key(message.id): "" if isinstance(message.id, str) else ["", ""]
        for message in catalog
        if message.id and not _is_translated(message.string)
    }


def misnamed(catalog: Catalog) -> list[str]:
    """Return the messages of which a translation has other `{names}` than the French."""
    wrong = []
    for message in catalog:
        if not message.id or not _is_translated(message.string):
            continue
        french = (message.id,) if isinstance(message.id, str) else message.id
        foreign = (message.string,) if isinstance(message.string, str) else message.string
        expected = set().union(*map(names_in, french))
        if any(names_in(words) != expected for words in foreign):
            wrong.append(_key(message.id))
    return wrong


def names_in(words: str) -> set[str]:
    """Return the names in braces, with their format if any; `{{` is a brace of the text.

    Of `{members.total|membre|membres}` the name is what stands before the words that agree.
    """
    return {
        f"{name}:{form}" if form else re.split(r"[|#](?![^\[\]]*\])", name)[0]
        for _, name, form, _ in string.Formatter().parse(words)
        if name is not None
    }


def fill(catalog: Catalog, given: dict[str, str | list[str]]) -> list[str]:
    """Put in the translations given by French sentence; return those that the code does not say."""
    strangers = []
    for french, foreign in given.items():
        message = catalog.get(french)
        if message is None or isinstance(message.id, str) != isinstance(foreign, str):
            strangers.append(french)
        else:
            message.string = foreign if isinstance(foreign, str) else tuple(foreign)
    return strangers


def po_bytes(catalog: Catalog, *, is_template: bool = False) -> bytes:
    """Return the file of a catalogue; only a template goes without its date."""
    written = io.BytesIO()
    write_po(written, catalog, width=100, include_lineno=False)
    churn = CHURN if is_template else CHURN[1:]
    return b"\n".join(line for line in written.getvalue().split(b"\n") if not line.startswith(churn))


def mo_bytes(po: bytes) -> bytes:
    """Return the compiled catalogue of a file."""
    written = io.BytesIO()
    write_mo(written, read_po(io.BytesIO(po)))
    return written.getvalue()


def _key(message: MessageId | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _is_translated(words: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(words) and (isinstance(words, str) or all(words or ()))


def _read(path: Path) -> Catalog:
    if not path.is_file():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def main() -> int:
    """Gather, fill in, compile; print what still lacks a translation."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fill", type=Path, help="a JSON object: French sentence to translation")
    parser.add_argument("--language", choices=TRANSLATED, default=TRANSLATED[0], help="of the file filled in")
    arguments = parser.parse_args()
    messages = template()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(po_bytes(messages, is_template=True))
    todo: dict[str, str | list[str]] = {}
    for language in TRANSLATED:
        catalog = translations(language, messages)
        if arguments.fill and language == arguments.language:
            for french in fill(catalog, json.loads(arguments.fill.read_text("utf-8"))):
                print(
                    f"{language}: the code does not say this, or not in so many forms: {french}",
                    file=sys.stderr,
                )
        written = po_bytes(catalog)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(written)
        path_of(language).with_suffix(".mo").write_bytes(mo_bytes(written))
        without, wrong = lacking(catalog), misnamed(catalog)
        if language == arguments.language:
            todo.update(without)
        print(f"{language}: {len(catalog)} sentences, {len(without)} to translate", file=sys.stderr)
        for french in wrong:
            print(f"{language}: the names in braces differ: {french}", file=sys.stderr)
    for source in sorted(path for name in OTHERS for path in LOCALE.rglob(name)):
        source.with_suffix(".mo").write_bytes(mo_bytes(source.read_bytes()))
    if todo:
        print(json.dumps(todo, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
