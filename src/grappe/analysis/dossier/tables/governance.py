"""How the cluster is governed, with whom it works, and its books."""

from __future__ import annotations

from grappe.analysis.dossier.columns import (
    AtMost,
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

OFFICE = "@office"
"""The node that stands for the cluster's own team in the table of ties."""

TIES = Table(
    name="ties",
    about=N_("Les liens entre membres, ou avec l’équipe du cluster (@office)."),
    dated_by="since",
    columns=(
        Column(
            name="member_a",
            kind="identifier",
            required=True,
            refers="members",
            also=(OFFICE,),
            about=N_("Premier membre, ou @office."),
        ),
        Column(
            name="member_b",
            kind="identifier",
            required=True,
            refers="members",
            also=(OFFICE,),
            about=N_("Second membre, ou @office."),
        ),
        choice("layer", N_("Nature du lien."), classes.LAYERS),
        day("since", N_("Depuis quel jour.")),
        flag("before_joining", N_("Le lien existait avant l’affiliation.")),
    ),
)

MANDATES = Table(
    name="mandates",
    about=N_("Les mandats dans les organes du cluster."),
    rules=(Span(start="starts_on", end="ends_on"),),
    dated_by="starts_on",
    columns=(
        choice("body", N_("Organe."), classes.BODIES),
        text("person", N_("La personne.")),
        identifier("member_id", N_("Le membre qu’elle représente."), refers="members", required=False),
        text("role", N_("Fonction.")),
        day("starts_on", N_("Premier jour du mandat.")),
        day("ends_on", N_("Dernier jour du mandat ; vide s’il court encore.")),
    ),
)

MEETINGS = Table(
    name="meetings",
    about=N_("Les réunions des organes."),
    key=("meeting_id",),
    rules=(AtMost(parts=("present", "represented"), whole="entitled"),),
    dated_by="held_on",
    columns=(
        identifier("meeting_id", N_("Identifiant de la réunion.")),
        choice("body", N_("Organe réuni."), classes.BODIES),
        day("held_on", N_("Jour de la réunion.")),
        count("entitled", N_("Nombre de personnes convoquées avec droit de vote.")),
        count("present", N_("Nombre de présents.")),
        count("represented", N_("Nombre de représentés.")),
        flag("event_attached", N_("Un événement accompagnait la réunion.")),
    ),
)

PARTNERS = Table(
    name="partners",
    about=N_("Les partenaires du cluster, ici et à l’étranger."),
    key=("partner_id",),
    dated_by="since",
    columns=(
        identifier("partner_id", N_("Identifiant du partenaire.")),
        text("name", N_("Nom.")),
        choice("kind", N_("Nature du partenaire."), classes.PARTNER_KINDS),
        Column(name="country", kind="country", about=N_("Pays, en deux lettres.")),
        day("since", N_("Depuis quel jour.")),
        text("agreement", N_("Convention ou accord.")),
        flag("specific_subsidy", N_("Une subvention spécifique est demandée ou reçue.")),
    ),
)

LEDGER = Table(
    name="ledger",
    about=N_("Les comptes du cluster et ses prévisions : une ligne par année et par poste."),
    key=("year", "line", "kind", "scenario"),
    columns=(
        Column(name="year", kind="year", about=N_("Exercice."), required=True),
        choice("line", N_("Poste."), classes.LEDGER_LINES),
        number("amount", N_("Montant, en euros.")),
        choice("kind", N_("Réalisé ou prévision."), classes.LEDGER_KINDS),
        text("scenario", N_("Nom du scénario, pour une prévision.")),
    ),
)

TABLES = (TIES, MANDATES, MEETINGS, PARTNERS, LEDGER)
