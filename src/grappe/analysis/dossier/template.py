"""An empty dossier, ready to be filled in."""

from __future__ import annotations

import json
from pathlib import Path

from grappe.analysis.dossier.package import QUESTIONNAIRE
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.dossier.settings import FILE, NAMES
from grappe.analysis.dossier.template_questionnaire import questionnaire_workbook
from grappe.analysis.dossier.template_words import STEPS
from grappe.analysis.dossier.template_workbook import dossier_workbook
from grappe.analysis.dossier.whole import written_whole
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.punctuation import colon

WORKBOOK = "dossier.xlsx"
QUESTIONS = f"{QUESTIONNAIRE}.xlsx"
READ_ME: dict[Language, str] = {
    "fr": "LISEZ-MOI.txt",
    "en": "README.txt",
    "nl": "LEESMIJ.txt",
    "de": "LIESMICH.txt",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FolderNotEmpty(Refusal):
    """An empty dossier is asked where something already stands."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(str(folder))

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say what is there, and what to do."""
        words = (
            N_("« {folder} » n’est pas vide : rien n’y a été écrit. Donnez le nom d’un nouveau dossier.")
            if self.folder.is_dir()
            else N_("« {folder} » est un fichier : rien n’a été écrit. Donnez le nom d’un nouveau dossier.")
        )
        return [say(words, language, folder=self.folder)]


def write_new_dossier(folder: Path, language: Language) -> list[Path]:
    """Write an empty dossier in a new or empty folder, whole or not at all; return its files.

    Raises FolderNotEmpty when something stands there already, CannotWrite when the place is closed.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderNotEmpty(folder)
    names = [FILE, WORKBOOK, QUESTIONS, READ_ME[language]]
    with written_whole(folder) as stage:
        descriptor = json.dumps(_descriptor(folder, language), ensure_ascii=False, indent=2)
        (stage / FILE).write_text(f"{descriptor}\n", "utf-8")
        dossier_workbook(language).save(stage / WORKBOOK)
        questionnaire_workbook(language).save(stage / QUESTIONS)
        # Notepad of old knows UTF-8 by its mark only.
        (stage / READ_ME[language]).write_text(_read_me(language), "utf-8-sig", newline="\r\n")
    return [folder / name for name in names]


def _descriptor(folder: Path, language: Language) -> dict[str, object]:
    """Return datapackage.json: the settings to fill in.

    The tables are not named there: the reader knows the sheets by their names, and a sheet left blank then
    counts as a table that was not given.
    """
    settings: dict[str, object] = dict.fromkeys(NAMES, "")
    settings["language"] = language
    return {
        "name": "dossier",
        "title": say(N_("Dossier d’évaluation « {name} »"), language, name=folder.resolve().name),
        "resources": [
            {"name": QUESTIONNAIRE, "path": QUESTIONS, "format": "xlsx", "mediatype": XLSX},
        ],
        "grappe": settings,
    }


def _read_me(language: Language) -> str:
    title = say(N_("Le dossier d’évaluation du cluster"), language)
    files = (
        (WORKBOOK, N_("les tables à remplir ; sa première feuille dit comment.")),
        (QUESTIONS, N_("l’enquête, en XLSForm (Kobo, ODK, LimeSurvey…). Sans enquête, laissez-le tel quel.")),
        (FILE, N_("le jour de référence, la période, qui évalue et pour qui : un fichier de texte.")),
    )
    settings = (
        ("as_of", N_("jour de référence, comme 2010-03-01")),
        ("period_from, period_to", N_("premier et dernier jour de la période évaluée")),
        ("language", N_("langue du rapport : fr, en, nl ou de")),
        ("reference, evaluator, client", N_("numéro du dossier, évaluateur, commanditaire")),
        ("survey_invited", N_("nombre de personnes invitées à répondre, si ce ne sont pas tous les membres")),
    )
    lines = [title, "=" * len(title), ""]
    lines += [f"- {name}{colon(language)}{say(words, language)}" for name, words in files]
    lines += ["", say(N_("Dans datapackage.json, sous « grappe » :"), language), ""]
    lines += [f"- {name}{colon(language)}{say(words, language)}" for name, words in settings]
    lines += ["", *(f"{number}. {say(step, language)}" for number, step in enumerate(STEPS, 1)), ""]
    return "\n".join(lines)
