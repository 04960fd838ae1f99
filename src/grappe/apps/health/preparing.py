"""The database made ready before the first answer."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import Language
from grappe.apps.health.ailment import Ailment
from grappe.apps.health.ailments import quick_ailments
from grappe.apps.new_database.file import made_for_its_owner
from grappe.apps.new_database.writing import write_new_database
from grappe.apps.occupancy.holding import one_at_a_time
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation


class Unwell(Refusal):
    """What keeps the platform from answering, each with its remedy."""

    exit_code = 21

    def __init__(self, *ailments: Ailment) -> None:
        self.ailments = ailments
        super().__init__(*(" ".join(ailment.sentences("en")) for ailment in ailments))

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return one line for each of them."""
        return [" ".join(ailment.sentences(language)) for ailment in self.ailments]


def prepare_database(installation: Installation) -> None:
    """Write the database if there is none, and apply the migrations that wait.

    Of two programs that start together, the second finds all done. Raises Unwell when the database cannot be
    used, or is of a later version.
    """
    with one_at_a_time(installation):
        _prepare(installation)


def _prepare(installation: Installation) -> None:
    if isinstance(installation.database, SQLite):
        made_for_its_owner(installation.database.file)
    hopeless = [one for one in quick_ailments(installation) if not one.mends_itself]
    if hopeless:
        raise Unwell(*hopeless)
    write_new_database()
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()  # the workers are born of this program, and one connection serves one program
