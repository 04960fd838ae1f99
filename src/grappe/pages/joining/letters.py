"""What an applicant is written, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.acts.applying import Taken
from grappe.apps.language.spoken import spoken
from grappe.pages.mail.letters import Letter


def received(taken: Taken, link: str) -> Letter:
    """Return the letter that says that an application came, what it lacks, and where it is followed.

    Of one that waited already: that it stays one, and what was taken of this sending.
    """
    application = taken.application
    language, cluster = spoken(), application.cluster.name
    lacking = tuple(application.documents.filter(state="asked").values_list("label", flat=True))
    return Letter(
        say(N_("{cluster} a reçu votre candidature"), language, cluster=cluster),
        (
            *_told(taken, language),
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


def _told(taken: Taken, language: Language) -> Iterator[str]:
    application = taken.application
    names = {"name": application.organisation.name, "cluster": application.cluster.name}
    if not taken.again:
        yield say(N_("{cluster} a reçu votre candidature ({name})."), language, **names)
        return
    day = long_date(application.received_on, language)
    waits = N_(
        "{cluster} a déjà une candidature qui attend ({name}), reçue le {day} : votre nouvel envoi n’en fait pas une deuxième."
    )
    yield say(waits, language, day=day, **names)
    if taken.filed:
        yield say(
            N_("Documents reçus avec cet envoi : {documents}."), language, documents=", ".join(taken.filed)
        )
    yield say(
        N_("Pour changer une réponse, répondez à ce message : l’équipe du cluster la corrigera."), language
    )
