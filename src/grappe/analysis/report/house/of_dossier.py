"""The look that a dossier brings: house.toml beside its tables."""

from __future__ import annotations

from pathlib import Path

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused, Fault, Unreadable
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.house.reading import FILE, read_house
from grappe.analysis.report.house.style import HouseStyle


def house_of(dossier: Dossier) -> HouseStyle:
    """Return the look that a dossier asks for, Grappe's own where it asks for none. Raises DossierRefused."""
    content = dossier.beside.get(FILE)
    return HouseStyle() if content is None else read_house(content, dossier.beside.get)[0]


def house_faults(dossier: Dossier) -> list[Fault]:
    """Return what is to be said of a dossier's house.toml."""
    content = dossier.beside.get(FILE)
    if content is None:
        return []
    try:
        return read_house(content, dossier.beside.get)[1]
    except DossierRefused as refused:
        return list(refused.faults)


def house_at(path: Path) -> tuple[HouseStyle, list[Fault]]:
    """Return the look of a house.toml wherever it lies, its pictures and fonts beside it.

    Raises Unreadable when there is no such file, DossierRefused with its faults.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), N_("ce fichier n’existe pas. Vérifiez le chemin.")) from error
    folder = path.resolve().parent

    def beside(name: str) -> bytes | None:
        try:
            return (folder / name).read_bytes()
        except (OSError, ValueError):
            return None

    return read_house(content, beside)
