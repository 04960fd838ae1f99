"""Codes of the languages that forms name in words: « Français (fr) », English, Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import SILENT, Questionnaire
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import N_

CODE_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\)\s*$")
CODE_ALONE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*")
UNSAID = ""
"""The language of words of which the form does not say the language."""
MOST_NAMES = 8
"""Names that a sentence lists."""
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


def missing_words(form: Questionnaire, language: str) -> list[Fault]:
    """Return warnings where a form is written in a language, but some questions or choices are not.

    They are then shown in another one. Words that do not say their language may be in any.
    """
    if language not in form.languages:
        return []
    asked = [question for question in form.questions if question.type not in SILENT]
    without = [question.name for question in asked if _lacks(question.labels, language)]
    choices = {
        (choice.name, *choice.labels.values())
        for question in asked
        for choice in question.choices
        if _lacks(choice.labels, language)
    }
    found = []
    if without:
        once = N_("une question ({names}) n’a pas de libellé dans la langue « {value} ».")
        often = N_("{count} questions ({names}) n’ont pas de libellé dans la langue « {value} ».")
        names = ", ".join(without[:MOST_NAMES]) + ("…" if len(without) > MOST_NAMES else "")
        found.append(_untold(language, once, often, len(without), names))
    if choices:
        once = N_("un choix ({names}) n’a pas de libellé dans la langue « {value} ».")
        often = N_("{count} choix ({names}) n’ont pas de libellé dans la langue « {value} ».")
        listed = sorted(name for name, *_ in choices)
        names = ", ".join(listed[:MOST_NAMES]) + ("…" if len(listed) > MOST_NAMES else "")
        found.append(_untold(language, once, often, len(choices), names))
    return found


def _lacks(labels: Mapping[str, str], language: str) -> bool:
    return bool(labels) and not {language, UNSAID} & set(labels)


def _untold(language: str, once: str, often: str, count: int, names: str) -> Fault:
    return Fault(
        table="questionnaire",
        value=language,
        what=once if count == 1 else often,
        remedy=N_("Traduisez-les : une autre langue paraît à leur place."),
        values={"count": count, "names": names},
        severity="warning",
    )
