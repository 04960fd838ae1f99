"""`grappe licences`: whose work Grappe stands on, and on what terms."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.punctuation import colon
from grappe.cli.refusals import language_option, spoken

OWN = "EUPL-1.2"
OWN_LINK = "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"
TEXTS = {
    "BSD": "Redistribution and use in source and binary forms",
    "MIT": "Permission is hereby granted, free of charge",
    "Apache-2.0": "Apache License Version 2.0",
}
"""Sentences by which the texts of licences are known."""
OPEN_FONT = "OFL-1.1"
FONTS = ("analysis", "report", "fonts")
EXTRAS = ("spark",)
"""Extras that Grappe runs on where somebody asked for them; `dev` serves to make it."""
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Library:
    """A Python library that Grappe runs on."""

    name: str
    version: str
    licence: str | None


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A font that reports carry; `attribution` is the line of its licence that names its authors."""

    name: str
    licence: str | None
    attribution: str | None


@click.command("licences")
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : un objet JSON.")
@language_option
def command(*, as_json: bool, language: str | None) -> None:
    """Montrer de qui viennent les données, les polices et les bibliothèques, et sous quelles licences."""
    from grappe import __version__
    from grappe.analysis.vocabulary.sources import sources

    told = {
        "grappe": {"version": __version__, "licence": OWN, "licence_link": OWN_LINK},
        "data": [asdict(source) for source in sources()],
        "fonts": [asdict(family) for family in font_families()],
        "libraries": [asdict(library) for library in libraries()],
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in _lines(__version__, spoken(language)):
        click.echo(line)


def _lines(version: str, language: Language) -> list[str]:
    from grappe.analysis.vocabulary.sources import sources

    unstated = say(N_("licence non dite"), language)
    lines = [f"Grappe {version}{colon(language)}{OWN}", f"  {OWN_LINK}", "", say(N_("Données"), language)]
    for source in sources():
        link = f" ({source.licence_link})" if source.licence_link else ""
        lines += ["", f"  {source.title}"]
        lines += [
            f"    {say(head, language)}{colon(language)}{words}"
            for head, words in (
                (N_("À citer"), source.attribution),
                (N_("Licence"), f"{source.licence}{link}"),
                (N_("Sert à"), source.used_for),
                (N_("Copié de"), "; ".join(source.carried_by)),
                (N_("Ce qui a été changé"), source.changes),
            )
        ]
    lines += ["", f"  {say(N_('Textes de loi : chaque taux, plafond ou délai nomme le sien.'), language)}"]
    families = font_families()
    if families:
        lines += ["", say(N_("Polices des rapports"), language), ""]
        for family in families:
            named = f" · {family.attribution}" if family.attribution else ""
            lines.append(f"  {family.name}{colon(language)}{family.licence or unstated}{named}")
    lines += ["", say(N_("Bibliothèques Python"), language), ""]
    lines += [
        f"  {library.name} {library.version}{colon(language)}{library.licence or unstated}"
        for library in libraries()
    ]
    return lines


def libraries() -> list[Library]:
    """Return the libraries that Grappe runs on, those of its libraries too, by name."""
    found: dict[str, Library] = {}
    waiting = _asked(distribution("grappe"))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # wanted on another system, by another version of Python, or by an extra
        about = installed.metadata
        found[name] = Library(about["Name"], installed.version, licence_of(installed))
        waiting += _asked(installed)
    return [found[name] for name in sorted(found)]


def licence_of(installed: Distribution) -> str | None:
    """Return what a library says of its licence: the expression, its classifiers, one line, or its text."""
    about = installed.metadata
    expression = about.get_all("License-Expression")
    if expression:
        return str(expression[0])
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith(":: OSI Approved")
    ]
    if classified:
        return ", ".join(classified)
    written = "\n".join(about.get_all("License") or []).strip()
    return written.splitlines()[0].strip() if written else _by_its_text(installed)


def _by_its_text(installed: Distribution) -> str | None:
    """Return the licence that a library's own file is the text of; None for another text, or no file."""
    for file in installed.files or []:
        if re.fullmatch(r"(?i)licen[cs]e(\.txt|\.md)?", file.name):
            words = " ".join(file.read_text("utf-8").split())
            return next((name for name, sentence in TEXTS.items() if sentence in words), None)
    return None


def _asked(installed: Distribution) -> list[str]:
    """Return the names of what a library asks for, its optional extras left out, but for those of Grappe."""
    extras = EXTRAS if installed.metadata["Name"] == "grappe" else ()
    wanted = []
    for line in installed.requires or []:
        requirement, _, condition = line.partition(";")
        found = NAME.match(requirement.strip())
        extra = re.search(r"""\bextra\s*==\s*["']([\w.-]+)""", condition)
        if found and (extra is None or extra[1] in extras):
            wanted.append(re.sub(r"[-_.]+", "-", found[0]).lower())
    return wanted


def font_families(folder: Traversable | None = None) -> list[FontFamily]:
    """Return the font families that reports carry, each with the licence file that stands beside it."""
    folder = files("grappe").joinpath(*FONTS) if folder is None else folder
    return sorted(_families(folder), key=lambda family: family.name) if folder.is_dir() else []


def _families(folder: Traversable) -> list[FontFamily]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    found = [family for entry in entries if entry.is_dir() for family in _families(entry)]
    texts = {
        entry.name.casefold(): entry.read_text("utf-8")
        for entry in entries
        if entry.is_file() and re.search(r"(?i)ofl|licen[cs]e|copying", entry.name)
    }
    names = {
        entry.name.partition("-")[0].rpartition(".")[0] or entry.name.partition("-")[0]
        for entry in entries
        if entry.name.lower().endswith((".ttf", ".otf", ".woff2"))
    }
    for name in names:
        # Several families in one folder: each has the licence that bears its name, or the only one there is.
        own = [words for file, words in texts.items() if _is_kin(name, file)] or list(texts.values())
        words = own[0] if len(own) == 1 else ""
        owner = re.search(r"^.*Copyright.*$", words, re.MULTILINE)
        is_open = "SIL OPEN FONT LICENSE" in words.upper()
        found.append(FontFamily(name, OPEN_FONT if is_open else None, owner[0].strip() if owner else None))
    return found


def _is_kin(family: str, file: str) -> bool:
    words = [
        word for word in re.split(r"[^a-z]+", file) if word not in ("ofl", "licence", "license", "txt", "")
    ]
    return any(family.casefold().startswith(word) for word in words)
