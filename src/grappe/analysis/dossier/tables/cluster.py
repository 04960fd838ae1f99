"""The cluster itself and its recognitions."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Column, Span, Table, choice, day, identifier, number, text
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

CLUSTER = Table(
    name="cluster",
    title=N_("Cluster"),
    about=N_("Le cluster évalué : une ligne par cluster."),
    required=True,
    key=("cluster_id",),
    columns=(
        identifier("cluster_id", N_("Identifiant du cluster, repris dans les autres tables.")),
        text("name", N_("Nom du cluster."), required=True),
        text("legal_form", N_("Forme juridique (ASBL, GIE…).")),
        Column(
            name="enterprise_number",
            kind="enterprise_number",
            about=N_("Numéro d’entreprise (BCE), vérifié modulo 97."),
        ),
        day("constituted_on", N_("Jour de la constitution.")),
        day("deed_filed_on", N_("Jour du dépôt de l’acte au greffe.")),
        Column(
            name="region", kind="region", about=N_("Région du cluster : code NUTS 1 (BE3 pour la Wallonie).")
        ),
        Column(
            name="scope_nace",
            kind="nace_list",
            about=N_("Codes NACE du champ du cluster, séparés par des points-virgules."),
        ),
        Column(name="scope_nace_version", kind="nace_version", about=N_("Version de la nomenclature NACE.")),
        text("website", N_("Site du cluster.")),
        text("portal_url", N_("Page du cluster sur le portail des clusters.")),
        number("office_fte", N_("Équipe du cluster, en équivalents temps plein."), minimum=0),
    ),
)

RECOGNITIONS = Table(
    name="recognitions",
    title=N_("Reconnaissances"),
    about=N_("Les reconnaissances du cluster par l’autorité, une ligne par période."),
    key=("number",),
    rules=(Span(start="starts_on", end="ends_on"),),
    columns=(
        Column(
            name="number",
            kind="integer",
            minimum=1,
            required=True,
            about=N_("Rang de la période : 1 pour la première reconnaissance."),
        ),
        day("starts_on", N_("Premier jour de la reconnaissance.")),
        day("ends_on", N_("Dernier jour de la reconnaissance.")),
        choice("regime", N_("Texte qui la régit."), classes.REGIMES),
        Column(
            name="subsidy_rate",
            kind="share",
            about=N_("Taux de subvention accordé, de 0 à 1 ; vide : le taux du texte."),
        ),
        number("eligible_cost_cap", N_("Plafond annuel des dépenses admissibles, en euros."), minimum=0),
    ),
)

TABLES = (CLUSTER, RECOGNITIONS)
