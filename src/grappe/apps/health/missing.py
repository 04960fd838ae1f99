"""What an installation lacks altogether, seen before anything would make it."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_
from grappe.apps.health.ailment import Ailment
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import KEY_FILE, Installation


def missing_parts(installation: Installation) -> Iterator[Ailment]:
    """Yield what is not there: folder, secret key, file of SQLite. Nothing is made, Django is not asked."""
    if not installation.data.is_dir():
        yield Ailment(
            "data",
            N_("Le dossier des données « {data} » n’existe pas."),
            N_("Corrigez GRAPPE_DATA, ou lancez grappe serve, qui fait une nouvelle installation."),
            {"data": str(installation.data)},
        )
        return
    if installation.secret_key is None and not (installation.data / KEY_FILE).exists():
        yield Ailment(
            "key",
            N_("La clé secrète « {file} » n’existe pas."),
            N_(
                "Remettez celle que vous avez gardée, ou lancez grappe serve : il en fait une autre, et chacun "
                "s’identifie à nouveau."
            ),
            {"file": str(installation.data / KEY_FILE)},
        )
    if isinstance(installation.database, SQLite) and not installation.database.file.exists():
        yield Ailment(
            "database",
            N_("Le fichier de la base de données « {file} » n’existe pas."),
            N_(
                "Remettez une sauvegarde (grappe restore), ou lancez grappe serve, qui prépare une base vide."
            ),
            {"file": str(installation.database.file)},
        )
