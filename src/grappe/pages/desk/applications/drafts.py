"""What the cluster writes to whoever applied, as a draft: in the applicant's language, to be read over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.typography import typeset
from grappe.apps.applications.models import Application
from grappe.apps.language.spoken import ours
from grappe.apps.people.models import Person

GAP = "\n\n"
BODIES = {
    "board": N_("notre conseil d’administration"),
    "general_assembly": N_("notre assemblée générale"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter not yet sent: its subject, and its paragraphs set apart by empty lines."""

    subject: str
    text: str


def _set(subject: str, paragraphs: list[str], language: Language) -> Draft:
    """Return a draft, with the spaces that its language wants around its signs."""
    return Draft(typeset(subject, language), GAP.join(typeset(one, language) for one in paragraphs))


def language_of(application: Application) -> Language:
    """Return the language in which the cluster writes about an application."""
    return ours(application.language) or "fr"


def asking(application: Application, *, by: Person) -> Draft:
    """Return the letter that says what lacks, and why what came was refused; or that nothing does."""
    language, cluster = language_of(application), application.cluster.name
    documents = list(application.documents.all())
    lacking = [row for row in documents if row.state == "asked"]
    why = {row.code: row.reason for row in documents if row.state == "refused"}
    told = {"cluster": cluster, "organisation": application.organisation.name}
    lines = [_greeting(application, language)]
    if lacking:
        subject = say_many(
            "Votre candidature à {cluster} : il manque {count} document",
            "Votre candidature à {cluster} : il manque {count} documents",
            len(lacking),
            language,
            cluster=cluster,
        )
        lines.append(say(N_("Merci pour votre candidature à {cluster} ({organisation})."), language, **told))
        lines.append(
            say(N_("Pour que nous puissions la présenter à notre conseil, il manque encore :"), language)
        )
        lines += [_item(row.label, why.get(row.code, ""), language) for row in lacking]
        add = N_("Le bouton ci-dessous mène à votre candidature : vous y déposez ce qui manque, sans compte.")
        lines.append(say(add, language))
    else:
        subject = say(N_("Votre candidature à {cluster}"), language, cluster=cluster)
        here = N_(
            "Tous les documents de votre candidature à {cluster} ({organisation}) sont arrivés. Nous les lisons."
        )
        lines.append(say(here, language, **told))
        lines.append(say(N_("Le bouton ci-dessous montre où elle en est."), language))
    return _set(subject, [*lines, *_closing(application, by, language)], language)


def welcoming(application: Application, *, by: Person) -> Draft:
    """Return the letter that welcomes a new member."""
    language, cluster = language_of(application), application.cluster.name
    told = {"cluster": cluster, "organisation": application.organisation.name}
    decided = say(
        N_("Le {day}, {body} a admis {organisation} comme membre de {cluster}, catégorie « {category} »."),
        language,
        day=long_date(application.decided_on, language) if application.decided_on else "–",
        body=_body(application, language),
        category=application.category.name,
        **told,
    )
    lines = [
        _greeting(application, language),
        decided,
        say(N_("Nous nous réjouissons de vous compter parmi nous."), language),
        say(N_("Une question, une idée ? Répondez à ce message : il arrive chez nous."), language),
        *_closing(application, by, language),
    ]
    return _set(say(N_("{cluster} vous souhaite la bienvenue"), language, cluster=cluster), lines, language)


def refusing(application: Application, *, by: Person) -> Draft:
    """Return the letter that says no, and why."""
    language, cluster = language_of(application), application.cluster.name
    told = {"cluster": cluster, "organisation": application.organisation.name}
    decided = say(
        N_("Le {day}, {body} a lu votre candidature et ne l’a pas retenue."),
        language,
        day=long_date(application.decided_on, language) if application.decided_on else "–",
        body=_body(application, language),
    )
    lines = [
        _greeting(application, language),
        say(N_("Merci de l’intérêt que {organisation} porte à {cluster}."), language, **told),
        decided,
        say(N_("En voici la raison : {reason}"), language, reason=application.reason),
        say(N_("Si votre situation change, une nouvelle candidature est la bienvenue."), language),
        *_closing(application, by, language),
    ]
    return _set(say(N_("Votre candidature à {cluster}"), language, cluster=cluster), lines, language)


def _greeting(application: Application, language: Language) -> str:
    return say(N_("Bonjour {name},"), language, name=application.contact or application.organisation.name)


def _closing(application: Application, by: Person, language: Language) -> Iterator[str]:
    yield say(N_("Bien à vous,"), language)
    yield f"{by}, {application.cluster.name}"


def _item(label: str, why: str, language: Language) -> str:
    if not why:
        return f"– {label}"
    return say(
        N_("– {label}. Ce que nous avons reçu ne convient pas : {reason}"), language, label=label, reason=why
    )


def _body(application: Application, language: Language) -> str:
    return say(BODIES.get(application.decided_by, BODIES["board"]), language)
