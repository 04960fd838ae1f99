"""How the journal tells what happens in the register, and names organisations."""

from __future__ import annotations

from collections.abc import Collection

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.analysis.vocabulary.countries import country_name
from grappe.apps.journal.sentences import Sentences
from grappe.apps.language.called import WRITTEN_IN
from grappe.apps.members.models import Organisation
from grappe.apps.members.rules.visibility import CIRCLES, FIELDS


def names_of_organisations(numbers: Collection[int], language: Language) -> dict[int, str]:  # noqa: ARG001 - a name is one
    """Return how organisations are called."""
    return dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name"))


def names_of_categories(
    codes: Collection[tuple[int, str]],
    language: Language,  # noqa: ARG001 - a name is one
) -> dict[tuple[int, str], str]:
    """Return how the cluster of each organisation calls its categories, by organisation and code."""
    numbers, written = ({code[place] for code in codes} for place in (0, 1))
    found = Organisation.objects.filter(pk__in=numbers, cluster__categories__code__in=written)
    rows = found.order_by().values_list("pk", "cluster__categories__code", "cluster__categories__name")
    return {(number, code): name for number, code, name in rows}


SENTENCES = Sentences(
    acts={
        "organisation.entered": N_("{who} a inscrit « {what} » dans le carnet du cluster."),
        "organisation.taken_out": N_("{who} a retiré « {what} » du carnet du cluster."),
        "organisation.put_back": N_("{who} a remis « {what} » dans le carnet du cluster."),
        "organisation.described": N_("{who} a modifié la fiche « {what} »."),
        "organisation.site_removed": N_("{who} a retiré un établissement de « {what} »."),
        "organisation.contact_removed": N_("{who} a retiré une personne de contact de « {what} »."),
        "organisation.activities_told": N_("{who} a modifié les activités de « {what} »."),
        "site.kept": N_("{who} a modifié un établissement de « {organisation} »."),
        "contact.kept": N_("{who} a modifié une personne de contact de « {organisation} »."),
        "filter.saved": N_("{who} a enregistré une liste de membres."),
        "filter.forgotten": N_("{who} a effacé une liste de membres."),
        "member.admitted": N_("{who} a enregistré l’admission de « {what} »."),
        "member.received": N_("{who} a enregistré que « {what} » reprend l’adhésion de « {counterpart} »."),
        "member.category_changed": N_("{who} a enregistré le changement de catégorie de « {what} »."),
        "member.resigned": N_("{who} a enregistré la démission de « {what} »."),
        "member.left": N_("{who} a enregistré le départ de « {what} »."),
        "member.excluded": N_("{who} a enregistré l’exclusion de « {what} »."),
        "member.struck_off": N_("{who} a enregistré la radiation de « {what} »."),
        "member.transferred": N_(
            "{who} a enregistré le transfert de l’adhésion de « {what} » à « {counterpart} »."
        ),
        "member.merged": N_("{who} a enregistré la fusion de « {what} » dans « {counterpart} »."),
        "member.dissolved": N_("{who} a enregistré la dissolution de « {what} »."),
        "member.annulled": N_("{who} a annulé un acte d’adhésion de « {what} »."),
        "identity.declared": N_("{who} a enregistré l’identité de « {what} »."),
        "identity.annulled": N_("{who} a annulé une identité de « {what} »."),
        "representative.appointed": N_("{who} a enregistré que {person} représente « {what} » ({part})."),
        "representative.ended": N_("{who} a enregistré que {person} ne représente plus « {what} »."),
        "representative.annulled": N_("{who} a annulé un acte de représentation de « {what} »."),
        "members.imported": N_("{who} a importé des membres du fichier « {file} »."),
        "members.import_undone": N_("{who} a annulé l’import du fichier « {file} »."),
        "organisation.told_apart": N_("{who} a dit que « {what} » et « {other} » sont deux organisations."),
        "organisation.merged": N_("{who} a réuni « {what} » et son doublon « {double} »."),
        "organisation.merged_into": N_("{who} a réuni « {what} », un doublon, avec « {winner} »."),
        "activity.told": N_("{who} a ajouté une activité à « {what} »."),
        "activity.changed": N_("{who} a modifié une activité de « {what} »."),
        "activity.removed": N_("{who} a retiré une activité de « {what} »."),
        "site.added": N_("{who} a ajouté un établissement à « {what} »."),
        "site.changed": N_("{who} a modifié un établissement de « {what} »."),
        "site.removed": N_("{who} a retiré un établissement de « {what} »."),
        "contact.added": N_("{who} a ajouté un contact à « {what} »."),
        "contact.changed": N_("{who} a modifié un contact de « {what} »."),
        "contact.removed": N_("{who} a retiré un contact de « {what} »."),
    },
    corrections={
        "member.admitted": N_("{who} a corrigé l’admission de « {what} »{changed}."),
        "member.received": N_("{who} a corrigé la reprise de l’adhésion par « {what} »{changed}."),
        "member.category_changed": N_("{who} a corrigé le changement de catégorie de « {what} »{changed}."),
        "member.resigned": N_("{who} a corrigé la démission de « {what} »{changed}."),
        "member.left": N_("{who} a corrigé le départ de « {what} »{changed}."),
        "member.excluded": N_("{who} a corrigé l’exclusion de « {what} »{changed}."),
        "member.struck_off": N_("{who} a corrigé la radiation de « {what} »{changed}."),
        "member.transferred": N_("{who} a corrigé le transfert de l’adhésion de « {what} »{changed}."),
        "member.merged": N_("{who} a corrigé la fusion de « {what} »{changed}."),
        "member.dissolved": N_("{who} a corrigé la dissolution de « {what} »{changed}."),
        "identity.declared": N_("{who} a corrigé l’identité de « {what} »{changed}."),
        "representative.appointed": N_(
            "{who} a corrigé la désignation d’un représentant de « {what} »{changed}."
        ),
        "representative.ended": N_("{who} a corrigé la fin d’une représentation de « {what} »{changed}."),
    },
    names={"organisation": names_of_organisations},
    refers={
        "counterpart": "organisation",
        "organisation": "organisation",
        "other": "organisation",
        "double": "organisation",
        "winner": "organisation",
    },
    fields={
        "email": N_("Adresse e-mail"),
        "phone": N_("Téléphone"),
        "does": N_("Ce que fait l’organisation"),
        "skills": N_("Savoir-faire"),
        "references": N_("Références"),
        "certifications": N_("Certifications"),
        "visibility": N_("Visible pour"),
        "street": N_("Rue et numéro"),
        "postal_code": N_("Code postal"),
        "place": N_("Localité"),
        "country": N_("Pays"),
        "act_day": N_("Jour de l’acte"),
        "category": N_("Catégorie"),
        "organisation.kind": N_("Nature"),
        "founding": N_("Membre fondateur"),
        "counterpart": N_("Autre organisation"),
        "decided_by": N_("Décidé par"),
        "part": N_("Rôle"),
    },
    values={
        "category": {"effective": N_("Membre effectif"), "adherent": N_("Membre adhérent")},
        "decided_by": {
            "board": N_("le conseil d’administration"),
            "general_assembly": N_("l’assemblée générale"),
        },
        "part": {
            "reader": N_("lit"),
            "editor": N_("lit et modifie"),
            "voter": N_("lit, modifie et vote"),
        },
        "visibility": CIRCLES,
        "organisation.kind": MEMBER_KIND,
    },
    parts={
        "does": WRITTEN_IN,
        "visibility": FIELDS,
    },
    said={"country": country_name},
    coded={"organisation.category": names_of_categories},
    hidden=frozenset(
        {"act", "replaces", "holds", "sought", "site", "contact", "lines", "rows", "left", "from", "moved"}
    ),
)
