"""What an applicant is written, in the language that is spoken."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.applications.models import Application
from grappe.apps.language.spoken import spoken
from grappe.pages.mail.letters import Letter


def received(application: Application, link: str, lacking: tuple[str, ...]) -> Letter:
    """Return the letter that says that an application came, what it lacks, and where it is followed."""
    language, cluster = spoken(), application.cluster.name
    return Letter(
        say(N_("{cluster} a reçu votre candidature"), language, cluster=cluster),
        (
            say(
                N_("La candidature de {name} à {cluster} est arrivée."),
                language,
                name=application.organisation.name,
                cluster=cluster,
            ),
            *((say(N_("Il manque encore :"), language),) if lacking else ()),
            *lacking,
        ),
        button=(say(N_("Suivre ou compléter ma candidature"), language), link),
        after=(
            say(
                N_("Ce lien est le vôtre : qui l’a peut voir la candidature et y ajouter un document."),
                language,
            ),
        ),
    )
