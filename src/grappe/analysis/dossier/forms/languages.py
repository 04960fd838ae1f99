"""Codes of the languages that forms name in words: « Français (fr) », English, Dutch."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import N_

CODE_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\)\s*$")
CODE_ALONE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*")
UNSAID = ""
"""The language of words of which the form does not say the language."""
READERS = ("en", "fr", "nl", "de")
"""Languages in which the people whom we read may write the name of a language."""
OWN_NAMES = (
    *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nl"),
    *("pl", "pt", "ro", "ru", "sk", "sl", "sv", "sw", "tr", "uk", "zh"),
)


def language_code(written: str) -> str:
    """Return the code of a language: of `Français (fr)`, `French`, `nl-BE`; else its name without accents."""
    if not plain(written) or plain(written) == "default":
        return UNSAID
    if found := CODE_IN_BRACKETS.search(written.strip()) or CODE_ALONE.fullmatch(written.strip()):
        return found[1].lower()
    return _codes().get(plain(written), plain(written))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Return the code of each name of a language, as the readers write it and as its own speakers do."""
    names = {plain(Locale(code).get_display_name(code) or code): code for code in OWN_NAMES}
    for reader in READERS:
        for code, name in Locale(reader).languages.items():
            if "_" not in code:
                names.setdefault(plain(name), code)
    return names


def missing_language(form: Questionnaire, language: str) -> Fault | None:
    """Return a fault when a form that says its languages is not written in the one that is asked."""
    if not form.languages or language in form.languages:
        return None
    return Fault(
        table="questionnaire",
        value=language,
        what=N_("le questionnaire n’est pas écrit dans la langue demandée (« {value} »)."),
        expected=N_("Ses langues : {languages}."),
        values={"languages": ", ".join(form.languages)},
    )


def missing_default(form: Questionnaire, language: str) -> Fault | None:
    """Return a warning when the language that a form calls its own is that of none of its words."""
    if not language or not form.languages or language in form.languages:
        return None
    return Fault(
        table="questionnaire",
        column="settings.default_language",
        value=language,
        what=N_("la langue par défaut du questionnaire (« {value} ») n’est celle d’aucun de ses libellés."),
        expected=N_("Ses langues : {languages}."),
        values={"languages": ", ".join(form.languages)},
        severity="warning",
    )
