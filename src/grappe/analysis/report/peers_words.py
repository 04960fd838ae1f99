"""What is said of a group of companies, on the screen and on the page alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, decimal
from grappe.analysis.registry.peers.answer import Answer, MemberState
from grappe.analysis.report.lines import with_unit
from grappe.analysis.vocabulary.annual_accounts import is_ratio, measure_unit

FEW = 5
"""Peers below which quartiles say little."""
FEWEST = 3
"""Peers below which quartiles would be the values of single companies: they are not printed."""
NO_RANK = N_("Aucun membre n’a de rang en {year} : il n’y est pas, ou trop peu d’entreprises s’y comparent.")
TOO_FEW = N_(
    "moins de {fewest} entreprises comparables ; l’écart serait celui d’avec une seule, et n’est pas dit."
)
RULE = N_(
    "Activité principale : par version de la NACE, celles du premier groupe qui en déclare, ONSS (006) avant TVA (001)."
)
COUNTED = N_(
    "Entreprises : {companies} ; parmi elles, personnes physiques : {natural} ; sociétés dissoutes ou en faillite : {ending}. Sociétés, de toute taille : {legal} ; avec des comptes qui comptent en {year} : {accounts}."
)
SURVIVORS = N_(
    "Le registre ne contient que les entités actives de son jour : les entreprises disparues depuis {year} n’y sont pas."
)
WHY: Mapping[str, str] = MappingProxyType(
    {
        "unknown": N_("inconnu du registre"),
        "natural": N_("personne physique, sans comptes annuels"),
        "ending": N_("dissous ou en faillite"),
        "other_place": N_("siège ailleurs"),
        "other_activity": N_("autre activité principale"),
        "no_accounts": N_("pas de comptes dans ces années"),
        "months": N_("exercices qui ne sont pas de douze mois"),
        "no_size": N_("effectif inconnu, alors qu’une taille est demandée"),
        "other_size": N_("autre taille"),
    }
)
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "months": N_("dépôts d’exercices qui ne sont pas de douze mois : {count}"),
        "earlier": N_("dépôts suivis d’un autre dans la même année : {count}"),
        "no_size": N_("dépôts sans effectif, alors qu’une taille est demandée : {count}"),
        "other_size": N_("dépôts d’une autre taille : {count}"),
        "tails": N_("valeurs extrêmes de ratios, coupées : {count}"),
        "model_change": N_("évolutions d’une année à l’autre sous deux modèles de comptes : {count}"),
    }
)
"""What does not count, and how often."""

NOT_COUNTED = (
    N_("Membres qui ne l’étaient pas au 31 décembre {year}, et ne comptent pas : {count}."),
    N_("Membres sans numéro d’entreprise, qui ne sont pas cherchés au registre : {count}."),
    N_("Membres d’un autre pays, qui ne sont pas cherchés au registre : {count}."),
    N_("Lignes dont le numéro est déjà celui d’un autre membre, comptées une fois : {count}."),
)
"""Of a members' file, in the order of `MembersRead.not_counted`."""


def numbered(enterprise: int) -> str:
    """Return an enterprise number as people read it.

    >>> numbered(400000196)
    '0400.000.196'
    """
    return dotted(f"{enterprise:010d}")


def counts(answer: Answer, language: Language) -> dict[str, str]:
    """Return the values of `COUNTED`."""
    return {
        "companies": decimal(answer.companies, language),
        "natural": decimal(answer.natural, language),
        "ending": decimal(answer.ending, language),
        "legal": decimal(answer.legal, language),
        "accounts": decimal(answer.with_accounts, language),
        "year": str(answer.group.year),
    }


def bare(value: float, measure: str, language: Language) -> str:
    """Write the value of a measure where its unit is said elsewhere: `424 000 €`, `31 250 €` a head, `10`."""
    unit = measure_unit(measure)
    # An amount per head is told to the euro: thousands would hide what sets companies apart.
    return amount(value, unit, language, 0 if is_ratio(measure) and unit == "eur" else None)


def written(value: float, measure: str, language: Language) -> str:
    """Write the value of a measure with its unit: `10 ETP`."""
    return with_unit(bare(value, measure, language), measure_unit(measure), value, language)


def member_names(answer: Answer) -> dict[int, str]:
    """Return what each member is called, with its number where two are called alike or it has no name.

    The name of its list comes before the register's, by which its people may not know it.
    """
    names = {one.enterprise: one.own_name or one.name or one.own_id for one in answer.members}
    shared = Counter(names.values())
    return {
        enterprise: numbered(enterprise)
        if not name
        else name
        if shared[name] == 1
        else f"{name} ({numbered(enterprise)})"
        for enterprise, name in names.items()
    }


def beside_name(member: MemberState) -> str:
    """Return what else a member is called: another name in the register, or else the list's id."""
    if member.own_name:
        is_other = member.name is not None and plain(member.name) != plain(member.own_name)
        return member.name or "" if is_other else ""
    return member.own_id or "" if member.name else ""
