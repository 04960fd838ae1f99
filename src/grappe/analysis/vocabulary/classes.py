"""The closed lists of the field: what a member, an action, a partner may be, with French labels."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_


def _list(**labels: str) -> Mapping[str, str]:
    return MappingProxyType(labels)


MEMBER_KINDS = _list(
    enterprise=N_("Entreprises"),
    research=N_("Acteurs de la recherche"),
    education=N_("Éducation et formation"),
    association_public=N_("Associations et entités publiques"),
)
MEMBER_KIND = _list(
    enterprise=N_("Entreprise"),
    research=N_("Acteur de la recherche"),
    education=N_("Éducation et formation"),
    association_public=N_("Association ou entité publique"),
)
"""The kind of one member, where `MEMBER_KINDS` heads several."""
CATEGORIES = _list(effective=N_("Membres effectifs"), adherent=N_("Membres adhérents"))
CATEGORY = _list(effective=N_("Membre effectif"), adherent=N_("Membre adhérent"))
"""The category of one member, where `CATEGORIES` heads several."""
SIZE_CLASSES = _list(
    **{
        "0-9": N_("Moins de 10 ETP"),
        "10-19": N_("10 à 19 ETP"),
        "20-49": N_("20 à 49 ETP"),
        "50-249": N_("50 à 249 ETP"),
        "250+": N_("250 ETP et plus"),
    }
)
SIZE_BOUNDS = MappingProxyType({"0-9": 0.0, "10-19": 10.0, "20-49": 20.0, "50-249": 50.0, "250+": 250.0})
"""Lower bound of each size class, in FTE; the upper bound is the next one, excluded."""
INTERVIEW_FORMS = _list(
    individual=N_("Entretiens individuels"),
    group=N_("Entretiens de groupe"),
    team=N_("Rencontres de l’équipe"),
)
STANCES = _list(positive=N_("Favorable"), negative=N_("Défavorable"), mixed=N_("Partagé"))
DOCUMENT_KINDS = _list(
    statutes=N_("Statuts"),
    minutes=N_("Procès-verbaux"),
    activity_report=N_("Rapports d’activité"),
    accounts=N_("Comptes"),
    action_plan=N_("Plans d’action"),
    agreement=N_("Conventions"),
    other=N_("Autres documents"),
)
DOCUMENT_KIND = _list(
    statutes=N_("Statuts"),
    minutes=N_("Procès-verbal"),
    activity_report=N_("Rapport d’activité"),
    accounts=N_("Comptes annuels"),
    action_plan=N_("Plan d’action"),
    agreement=N_("Convention"),
    other=N_("Autre document"),
)
"""The kind of one document, where `DOCUMENT_KINDS` heads several."""
OBJECTIVE_SOURCES = _list(statutes=N_("Statuts"), strategy=N_("Stratégie"))
OBJECTIVE_AXES = _list(
    d2007_1=N_("Axe 1 du décret de 2007"),
    d2007_2=N_("Axe 2 du décret de 2007"),
    d2007_3=N_("Axe 3 du décret de 2007"),
    d2007_4=N_("Axe 4 du décret de 2007"),
    d2007_5=N_("Axe 5 du décret de 2007"),
    d2007_6=N_("Axe 6 du décret de 2007"),
    d2024_1=N_("Mission 1 du décret de 2024"),
    d2024_2=N_("Mission 2 du décret de 2024"),
    d2024_3=N_("Mission 3 du décret de 2024"),
    d2024_4=N_("Mission 4 du décret de 2024"),
)
ACTION_KINDS = _list(
    plenary=N_("Réunions plénières"),
    thematic=N_("Réunions thématiques"),
    training=N_("Formations"),
    fair=N_("Salons"),
    conference=N_("Conférences"),
    festival=N_("Festivals"),
    mission=N_("Missions"),
    press=N_("Presse"),
    matchmaking=N_("Rencontres d’affaires"),
    jobs=N_("Emploi"),
    publication=N_("Publications"),
    other=N_("Autres actions"),
)
SCOPES = _list(regional=N_("Régionale"), national=N_("Nationale"), international=N_("Internationale"))
ORGANISERS = _list(cluster=N_("Le cluster"), external=N_("Un tiers"))
PROJECT_KINDS = _list(
    technical=N_("Projets techniques"),
    commercial=N_("Collaborations commerciales"),
    joint_offer=N_("Offres conjointes"),
    research=N_("Recherche"),
    training=N_("Formation"),
)
PROJECT_STATUSES = _list(idea=N_("Idée"), running=N_("En cours"), done=N_("Terminé"), dropped=N_("Abandonné"))
PROJECT_ROLES = _list(lead=N_("Chef de file"), partner=N_("Partenaire"))
LETTER_KINDS = _list(
    newsletter=N_("Newsletters"),
    opportunities=N_("Lettres d’opportunités"),
    selective=N_("Diffusions sélectives"),
)
OPPORTUNITY_KINDS = _list(
    tender=N_("Marché public"),
    subcontract=N_("Sous-traitance"),
    partnership=N_("Partenariat"),
    funding=N_("Financement"),
    other=N_("Autre"),
)
LAYERS = _list(information=N_("Information"), contract=N_("Contrat"), project=N_("Projet"))
BODIES = _list(
    board=N_("Conseil d’administration"), general_assembly=N_("Assemblée générale"), bureau=N_("Bureau")
)
PARTNER_KINDS = _list(
    cluster=N_("Clusters"),
    pole=N_("Pôles"),
    sector_initiative=N_("Initiatives du secteur"),
    authority=N_("Pouvoirs publics"),
    network=N_("Réseaux"),
    other=N_("Autres partenaires"),
)
LEDGER_LINES = _list(
    fees=N_("Cotisations"),
    subsidy=N_("Subvention de fonctionnement"),
    specific_subsidy=N_("Subventions spécifiques"),
    commissions=N_("Commissions"),
    other_income=N_("Autres produits"),
    costs=N_("Charges"),
    eligible_costs=N_("Dépenses admissibles"),
    result=N_("Résultat de l’exercice"),
    reserves=N_("Réserves à la clôture"),
    cash=N_("Trésorerie"),
    working_capital=N_("Fonds de roulement"),
    working_capital_need=N_("Besoin en fonds de roulement"),
)
LEVER_LINES = MappingProxyType({line: LEDGER_LINES[line] for line in (
    "fees", "specific_subsidy", "commissions", "other_income", "costs", "eligible_costs",
)})  # fmt: skip
LEVER_KINDS = _list(
    commissions=N_("Commissions sur des services sous-traités"),
    rebates=N_("Ristournes des prestataires"),
    specific_subsidy=N_("Subvention spécifique"),
    label=N_("Label d’un projet inter-cluster"),
    fund=N_("Fonds d’investissement"),
    other=N_("Autre levier"),
)
LEDGER_KINDS = _list(actual=N_("Réalisé"), forecast=N_("Prévision"))
REGIMES = _list(decree_2007=N_("Décret du 18 janvier 2007"), decree_2024=N_("Décret du 11 avril 2024"))
POSITIVE = _list(yes=N_("Favorable"), no=N_("Non favorable"), na=N_("Non concerné"))
FINDING_KINDS = _list(finding=N_("Constat"), conclusion=N_("Conclusion"), recommendation=N_("Recommandation"))
STRENGTHS = _list(strong=N_("Forte"), moderate=N_("Modérée"), weak=N_("Faible"))
VERSION_STAGES = _list(
    draft=N_("Projet de rapport"),
    sent_for_comment=N_("Envoyée pour commentaires"),
    final=N_("Version finale"),
)
COMMENT_OUTCOMES = _list(
    accepted=N_("Accepté"),
    partly=N_("Accepté en partie"),
    declined=N_("Non retenu"),
    noted=N_("Noté"),
)
CRITERIA = _list(
    relevance=N_("Pertinence"),
    coherence=N_("Cohérence"),
    effectiveness=N_("Efficacité"),
    efficiency=N_("Efficience"),
    impact=N_("Impact"),
    sustainability=N_("Viabilité"),
)
"""Evaluation criteria of the OECD's Development Assistance Committee, as revised on 10 December 2019."""
CLAIM_STATISTICS = _list(
    count=N_("Nombre"),
    share=N_("Part"),
    mean=N_("Moyenne"),
    median=N_("Médiane"),
    quantile=N_("Quantile"),
    total=N_("Total"),
)
CLAIM_UNITS = _list(count=N_("Nombre"), percent=N_("Pour cent"), fte=N_("ETP"), eur=N_("Euros"))
RELATIONS = _list(
    eq=N_("Égal à"),
    lt=N_("Inférieur à"),
    le=N_("Au plus"),
    gt=N_("Supérieur à"),
    ge=N_("Au moins"),
    about=N_("Environ"),
)
MEASURES = _list(
    fte=N_("Emploi (ETP)"),
    turnover=N_("Chiffre d’affaires"),
    gross_margin=N_("Marge brute"),
    value_added=N_("Valeur ajoutée"),
    value_added_per_fte=N_("Valeur ajoutée par ETP"),
    operating_profit=N_("Résultat d’exploitation"),
    net_profit=N_("Résultat net"),
    total_assets=N_("Total du bilan"),
    equity=N_("Capitaux propres"),
    current_assets=N_("Actifs circulants"),
    short_term_debt=N_("Dettes à un an au plus"),
    cash=N_("Trésorerie"),
    rd_fte=N_("Emploi en recherche (ETP)"),
    exports=N_("Exportations"),
)
"""The measures of annual accounts that members and their peers share."""
