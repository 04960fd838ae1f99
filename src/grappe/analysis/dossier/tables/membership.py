"""The members, their sites and their accounts; the sector around them."""

from __future__ import annotations

from grappe.analysis.dossier.columns import (
    Column,
    Span,
    Table,
    choice,
    count,
    day,
    flag,
    identifier,
    number,
    text,
)
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

POSTAL_CODE = Column(name="postal_code", kind="postal_code", about=N_("Code postal du siège."))
COUNTRY = Column(name="country", kind="country", about=N_("Pays, en deux lettres (BE si vide)."))
NACE = Column(name="nace", kind="nace", about=N_("Activité principale : code NACE, avec ou sans points."))
NACE_VERSION = Column(
    name="nace_version", kind="nace_version", about=N_("Version de la nomenclature : 2003, 2008 ou 2025.")
)
REGION = Column(name="region", kind="region", about=N_("Région : code NUTS 1 (BE3 pour la Wallonie)."))

MEMBERS = Table(
    name="members",
    title=N_("Membres"),
    about=N_("Les membres : une ligne par période d’affiliation. Qui part et revient a deux lignes."),
    required=True,
    key=("member_id", "joined_on"),
    rules=(Span(start="joined_on", end="left_on"),),
    dated_by="joined_on",
    columns=(
        identifier("member_id", N_("Identifiant du membre, le même d’une table à l’autre.")),
        text("name", N_("Nom du membre."), required=True),
        Column(
            name="enterprise_number",
            kind="enterprise_number",
            about=N_("Numéro d’entreprise (BCE), vérifié modulo 97."),
        ),
        choice("kind", N_("Nature du membre."), classes.MEMBER_KINDS, required=True),
        choice("category", N_("Catégorie : effectif ou adhérent."), classes.CATEGORIES),
        text("statutory_category", N_("Catégorie selon les statuts, en toutes lettres.")),
        day("joined_on", N_("Jour de l’entrée."), required=True),
        day("left_on", N_("Premier jour où il n’est plus membre ; vide s’il l’est encore.")),
        flag("founding", N_("Membre fondateur.")),
        POSTAL_CODE,
        COUNTRY,
        NACE,
        NACE_VERSION,
        text("activity", N_("Ce que fait le membre, en quelques mots.")),
        text("website", N_("Site du membre.")),
    ),
)

MEASURES = (
    number("fte", N_("Emploi moyen, en équivalents temps plein."), minimum=0),
    number("turnover", N_("Chiffre d’affaires, en euros.")),
    number("gross_margin", N_("Marge brute, en euros.")),
    number("value_added", N_("Valeur ajoutée, en euros.")),
    number("operating_profit", N_("Résultat d’exploitation, en euros.")),
    number("net_profit", N_("Résultat net, en euros.")),
    number("total_assets", N_("Total du bilan, en euros."), minimum=0),
    number("equity", N_("Capitaux propres, en euros.")),
    number("current_assets", N_("Actifs circulants, en euros.")),
    number("short_term_debt", N_("Dettes à un an au plus, en euros.")),
    number("cash", N_("Valeurs disponibles, en euros.")),
    number("rd_fte", N_("Emploi en recherche et développement, en équivalents temps plein."), minimum=0),
    number("exports", N_("Chiffre d’affaires à l’exportation, en euros."), minimum=0),
)
YEAR = Column(name="year", kind="year", about=N_("Exercice : l’année de sa clôture."), required=True)

ACCOUNTS = Table(
    name="accounts",
    title=N_("Comptes annuels"),
    about=N_("Les comptes annuels des membres : une ligne par membre et par exercice."),
    key=("member_id", "year"),
    dated_by="closed_on",
    columns=(
        identifier("member_id", N_("Le membre."), refers="members"),
        YEAR,
        day("closed_on", N_("Jour de la clôture de l’exercice.")),
        Column(
            name="months", kind="integer", minimum=1, maximum=24, about=N_("Durée de l’exercice, en mois.")
        ),
        *MEASURES,
        text("source", N_("D’où viennent ces comptes.")),
    ),
)

ESTABLISHMENTS = Table(
    name="establishments",
    title=N_("Établissements"),
    about=N_("Les sites des membres, quand ils en ont plusieurs."),
    rules=(Span(start="since", end="until"),),
    dated_by="since",
    columns=(
        identifier("member_id", N_("Le membre."), refers="members"),
        Column(name="postal_code", kind="postal_code", about=N_("Code postal du site.")),
        COUNTRY,
        number("fte", N_("Emploi sur le site, en équivalents temps plein."), minimum=0),
        flag("self_employed_main", N_("Un indépendant à titre principal y travaille.")),
        day("since", N_("Premier jour.")),
        day("until", N_("Dernier jour.")),
    ),
)

PEERS = Table(
    name="peers",
    title=N_("Entreprises comparables"),
    about=N_("Un groupe d’entreprises comparables : une ligne par entreprise et par année."),
    key=("peer_id", "year"),
    columns=(
        identifier("peer_id", N_("Identifiant de l’entreprise comparable.")),
        text("name", N_("Nom de l’entreprise.")),
        NACE,
        NACE_VERSION,
        REGION,
        POSTAL_CODE,
        Column(name="year", kind="year", about=N_("Exercice : l’année de sa clôture.")),
        *MEASURES,
    ),
)

SECTOR_MEASURES = (
    ("fte", N_("emploi en équivalents temps plein")),
    ("turnover", N_("chiffre d’affaires en euros")),
    ("value_added", N_("valeur ajoutée en euros")),
    ("value_added_per_fte", N_("valeur ajoutée par équivalent temps plein")),
)
SECTOR = Table(
    name="sector",
    title=N_("Secteur"),
    about=N_("Le secteur en résumé, quand on ne dispose pas des entreprises une à une."),
    key=("nace", "nace_version", "region", "year"),
    columns=(
        NACE,
        NACE_VERSION,
        REGION,
        Column(name="year", kind="year", about=N_("Année de l’observation.")),
        count("companies", N_("Nombre d’entreprises actives.")),
        *(
            column
            for measure, _ in SECTOR_MEASURES
            for column in (
                number(f"{measure}_p25", N_("Premier quartile dans le secteur.")),
                number(f"{measure}_median", N_("Médiane dans le secteur.")),
                number(f"{measure}_p75", N_("Troisième quartile dans le secteur.")),
                count(f"{measure}_n", N_("Nombre d’entreprises sur lesquelles ces valeurs reposent.")),
            )
        ),
    ),
)

TABLES = (MEMBERS, ACCOUNTS, ESTABLISHMENTS, PEERS, SECTOR)
