"""How the journal tells what happens to applications, and names them."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.eligibility import CRITERIA
from grappe.apps.journal.sentences import Sentences


def names_of_applications(numbers: Collection[int], language: Language) -> dict[int, str]:  # noqa: ARG001 - a name is one
    """Return how applications are called: as their organisations."""
    return dict(Application.objects.filter(pk__in=numbers).values_list("pk", "organisation__name"))


def names_of_categories(
    codes: Collection[tuple[int, str]],
    language: Language,  # noqa: ARG001 - a name is one
) -> dict[tuple[int, str], str]:
    """Return how the cluster of each application calls its categories, by application and code."""
    numbers, written = ({code[place] for code in codes} for place in (0, 1))
    found = Application.objects.filter(pk__in=numbers, cluster__categories__code__in=written)
    rows = found.order_by().values_list("pk", "cluster__categories__code", "cluster__categories__name")
    return {(number, code): name for number, code, name in rows}


SENTENCES = Sentences(
    acts={
        "application.received": N_("{who} a reçu la candidature de « {what} »."),
        "application.gone_over": N_(
            "{who} a rattaché à « {what} » la candidature de son doublon « {double} »."
        ),
        "application.document_asked": N_("{who} a demandé un document à « {what} » : {label}."),
        "application.document_dropped": N_("{who} ne demande plus ce document à « {what} » : {label}."),
        "application.document_filed": N_("{who} a reçu un document de « {what} » : {label}."),
        "application.document_accepted": N_("{who} a accepté un document de « {what} » : {label}."),
        "application.document_reopened": N_(
            "{who} est revenu sur l’acceptation d’un document de « {what} » : {label}."
        ),
        "application.document_refused": N_("{who} a refusé un document de « {what} » : {label}."),
        "application.documents_set": N_(
            "{who} a fixé les documents demandés pour devenir membre de la catégorie « {category} »."
        ),
        "application.judged": N_("{who} a jugé une condition pour « {what} » : {criterion} ({answer})."),
        "application.admitted": N_("{who} a enregistré que la candidature de « {what} » est admise."),
        "application.refused": N_("{who} a enregistré que la candidature de « {what} » est refusée."),
        "application.withdrawn": N_("{who} a enregistré que « {what} » retire sa candidature."),
        "application.reopened": N_("{who} a rouvert la candidature de « {what} »."),
        "application.refusal_told": N_("{who} a annoncé à « {what} » que sa candidature est refusée."),
        "application.welcomed": N_("{who} a accueilli « {what} »."),
        "application.link_renewed": N_("{who} a envoyé un nouveau lien de suivi à « {what} »."),
        "application.link_revoked": N_("{who} a repris le lien de suivi de « {what} »."),
    },
    names={"application": names_of_applications},
    refers={"organisation": "organisation"},
    fields={
        "organisation": N_("Organisation"),
        "application.kind": N_("Nature"),
        "application.state": N_("État"),
        "motive": N_("Motif"),
        "documents": N_("Documents"),
        "lacking": N_("Documents manquants"),
        "criterion": N_("Condition"),
        "answer": N_("Réponse"),
        "as_of": N_("À la date du"),
        "application.source": N_("Source"),
        "words": N_("Ce qui le montre"),
    },
    coded={"application.category": names_of_categories},
    values={
        "criterion": CRITERIA,
        "answer": {"met": N_("remplie"), "not_met": N_("non remplie"), "unknown": N_("impossible à dire")},
        "application.source": {
            "document": N_("un document de la candidature"),
            "registry": N_("un registre public"),
            "statement": N_("une déclaration ou une visite"),
        },
        "application.state": {
            "received": N_("à vérifier"),
            "incomplete": N_("incomplète"),
            "complete": N_("prête à décider"),
            "refused": N_("refusée"),
            "withdrawn": N_("retirée"),
        },
        "application.kind": MEMBER_KIND,
    },
)
