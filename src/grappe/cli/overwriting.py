"""Results never take the place of what Grappe did not write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say


class WouldOverwrite(Refusal):
    """The folder of the results holds something that Grappe did not write."""

    exit_code = 2

    def __init__(self, folder: Path, words: str, **values: object) -> None:
        self.folder = folder
        self.words = words
        self.values = values
        super().__init__(f"{folder}: {words}")

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say what stands there, and what to do."""
        return [say(self.words, language, folder=self.folder, **self.values)]


def refuse_overwriting(path: Path, out: Path) -> None:
    """Raise WouldOverwrite when `out` is the dossier at `path` itself, a file, or another's package."""
    refuse_a_file(out)
    if path.exists() and out.exists() and out.samefile(path if path.is_dir() else path.parent):
        raise WouldOverwrite(
            out,
            N_("« {folder} » est le dossier lui-même : rien n’a été écrit. Donnez un autre dossier à --out."),
        )
    refuse_a_package(out)


def refuse_a_file(out: Path) -> None:
    """Raise WouldOverwrite when `out` is a file."""
    if out.exists() and not out.is_dir():
        raise WouldOverwrite(
            out, N_("« {folder} » est un fichier : rien n’a été écrit. Donnez le nom d’un dossier.")
        )


def refuse_a_package(out: Path) -> None:
    """Raise WouldOverwrite when `out` holds a data package that is no result of Grappe."""
    package = out / "datapackage.json"
    if package.is_file():
        try:
            settings = json.loads(package.read_text(encoding="utf-8-sig")).get("grappe", {})
            ours = "version" in settings
        except (ValueError, AttributeError, TypeError):
            ours = False
        if not ours:
            raise WouldOverwrite(
                out,
                N_(
                    "« {folder} » contient déjà un datapackage.json qui n’est pas un résultat de Grappe : rien n’a été écrit. Donnez un autre dossier à --out."
                ),
            )


def refuse_inputs(inputs: Iterable[Path], out: Path, names: Iterable[str]) -> None:
    """Raise WouldOverwrite when one of the files that are read has the place of one to be written."""
    targets = [out / name for name in names]
    for given in inputs:
        if any(target.exists() and given.exists() and target.samefile(given) for target in targets):
            raise WouldOverwrite(
                out,
                N_(
                    "« {given} » serait remplacé par les résultats : rien n’a été écrit. Donnez un autre dossier à --out."
                ),
                given=given,
            )
