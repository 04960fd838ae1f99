"""How the journal tells what is done to a cluster, and names clusters."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.sentences import Sentences
from grappe.apps.language.called import CALLED


def names_of_clusters(numbers: Collection[int], language: Language) -> dict[int, str]:  # noqa: ARG001 - a name is one
    """Return how clusters are called."""
    return dict(Cluster.objects.filter(pk__in=numbers).values_list("pk", "name"))


SENTENCES = Sentences(
    acts={
        "cluster.founded": N_("{who} a créé le cluster « {what} »."),
        "cluster.changed": N_("{who} a modifié la fiche « {what} »."),
        "role.granted": N_("{who} a donné un rôle à {person} : {kind}."),
        "role.ended": N_("{who} a retiré un rôle à {person} : {kind}."),
        "statutes.adopted": N_("{who} a inscrit les statuts « {title} »."),
        "statutes.corrected": N_("{who} a corrigé les statuts « {title} »."),
        "statutes.withdrawn": N_("{who} a retiré les statuts « {title} », inscrits par erreur."),
        "recognition.recorded": N_("{who} a inscrit la reconnaissance n° {number}."),
        "recognition.corrected": N_("{who} a corrigé la reconnaissance n° {number}."),
        "recognition.withdrawn": N_("{who} a retiré la reconnaissance n° {number}, inscrite par erreur."),
        "document.filed": N_("{who} a classé le document {code}, « {title} »."),
        "document.corrected": N_("{who} a corrigé le document {code}, « {title} »."),
        "document.withdrawn": N_("{who} a retiré le document {code}, « {title} »."),
        "objective.set": N_("{who} a inscrit l’objectif {code}."),
        "objective.changed": N_("{who} a changé l’objectif {code}."),
        "objective.withdrawn": N_("{who} a retiré l’objectif {code}."),
        "objective.mapped": N_("{who} a rattaché un objectif à la liste d’un régime."),
        "axis.set": N_("{who} a inscrit l’axe stratégique {code}."),
        "axis.changed": N_("{who} a changé l’axe stratégique {code}."),
        "axis.withdrawn": N_("{who} a retiré l’axe stratégique {code}."),
        "missions.published": N_("{who} a publié la version {version} de la liste du régime {regime}."),
    },
    names={"cluster": names_of_clusters},
    refers={"cluster": "cluster"},
    fields={
        "slug": N_("Nom dans les adresses"),
        "name": N_("Nom"),
        "legal_name": N_("Dénomination"),
        "legal_form": N_("Forme juridique"),
        "enterprise_number": N_("Numéro d’entreprise"),
        "constituted_on": N_("Constitué le"),
        "deed_filed_on": N_("Acte déposé le"),
        "object": N_("Objet statutaire"),
        "region": N_("Région"),
        "scope_nace": N_("Codes NACE du domaine"),
        "scope_nace_version": N_("Version de la NACE"),
        "website": N_("Site web"),
        "portal_url": N_("Adresse du portail"),
        "office_fte": N_("Équivalents temps plein de l’équipe"),
        "domain": N_("Nom de domaine"),
        "languages": N_("Langues"),
        "colour": N_("Couleur"),
        "second_colour": N_("Seconde couleur"),
        "logo": N_("Logo"),
        "person": N_("Personne"),
        "cluster": N_("Cluster"),
        "role.kind": N_("Rôle"),
        "since": N_("Depuis"),
        "until": N_("Jusqu’au"),
        "title": N_("Titre"),
        "adopted_on": N_("Adoptés le"),
        "in_force_on": N_("En vigueur le"),
        "file": N_("Fichier"),
        "number": N_("Numéro"),
        "starts_on": N_("Début"),
        "ends_on": N_("Fin"),
        "regime": N_("Régime"),
        "subsidy_rate": N_("Taux de subvention"),
        "eligible_cost_cap": N_("Plafond des coûts admis"),
        "decision": N_("Décision"),
        "decided_on": N_("Décidé le"),
        "code": N_("Code"),
        "label": N_("Intitulé"),
        "text": N_("Texte"),
        "source": N_("Source"),
        "priority": N_("Priorité"),
        "dated_on": N_("Daté du"),
        "document.kind": N_("Nature"),
        "chapters": N_("Chapitres"),
        "named": N_("Nom du fichier"),
        "confidential": N_("Confidentiel"),
        "withdrawn_on": N_("Retiré le"),
    },
    values={
        "languages": CALLED,
        "role.kind": {
            "team": N_("équipe"),
            "team_lead": N_("responsable d’équipe"),
            "director": N_("administrateur du cluster"),
            "evaluator": N_("évaluateur"),
            "authority": N_("autorité"),
            "administrator": N_("gestionnaire de l’installation"),
        },
    },
)
