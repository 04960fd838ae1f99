"""A questionnaire from a file, whatever tool wrote it: told by what the file holds, never by its name."""

from __future__ import annotations

from pathlib import Path

from grappe.analysis.dossier.faults import Fault, Unreadable
from grappe.analysis.dossier.forms.limesurvey_txt import is_limesurvey_txt, read_limesurvey_txt
from grappe.analysis.dossier.forms.lss import read_lss
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import read_csv, read_old_workbook, read_workbook
from grappe.analysis.language.catalogues import N_

OLD_WORKBOOK, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
HEAD = 4096


def read_form(file: str, path: Path) -> tuple[Questionnaire | None, list[Fault]]:
    """Read an XLSForm workbook (.xlsx, .xls) or a structure of LimeSurvey (.lss, .txt).

    file: its name, as sentences tell it. Returns None, with the faults, when no question can be read of it.
    Raises Unreadable when the file is neither, or is not what it seems.
    """
    try:
        with path.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError as error:
        raise Unreadable(
            file,
            N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
        ) from error
    if head.startswith(ZIP):
        return read_questionnaire(file, read_workbook(file, path))
    if head.startswith(OLD_WORKBOOK):
        return read_questionnaire(file, read_old_workbook(file, path))
    if b"<" in head[:64].replace(b"\0", b""):
        return read_lss(file, path.read_bytes())
    if head.strip():
        cells = read_csv(file, path, _sense).cells
        if is_limesurvey_txt(cells):
            return read_limesurvey_txt(cells)
    raise Unreadable(
        file,
        N_(
            "ce n’est ni un classeur XLSForm, ni une structure LimeSurvey (.lss ou .txt). Exportez le formulaire de l’outil qui l’a écrit."
        ),
    )


def _sense(row: list[str]) -> int:
    return int(is_limesurvey_txt([row]))
