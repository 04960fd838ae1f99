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
    title=N_("Liens entre membres"),
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
    title=N_("Mandats"),
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
    title=N_("Réunions"),
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
    title=N_("Partenaires"),
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
    title=N_("Comptes du cluster"),
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

LEVERS = Table(
    name="levers",
    title=N_("Leviers de financement"),
    about=N_("Les leviers envisagés pour financer les années à venir (chapitre 8)."),
    key=("lever_id",),
    rules=(Span(start="from_year", end="to_year"),),
    columns=(
        identifier("lever_id", N_("Identifiant du levier.")),
        text("label", N_("Intitulé.")),
        choice("kind", N_("Nature du levier."), classes.LEVER_KINDS),
        choice(
            "line",
            N_("Poste du grand livre qu’il fait bouger ; vide : celui de sa nature."),
            classes.LEVER_LINES,
        ),
        number("amount", N_("Ce qu’il ajoute à ce poste, en euros par an.")),
        Column(name="rate", kind="share", about=N_("À défaut de montant : la part de la base, de 0 à 1.")),
        number("base", N_("La base de la part, en euros par an.")),
        choice("base_line", N_("À défaut de base : le poste qui en tient lieu."), classes.LEVER_LINES),
        Column(name="from_year", kind="year", about=N_("Première année ; vide : la première à venir.")),
        Column(name="to_year", kind="year", about=N_("Dernière année ; vide : sans fin.")),
        number("set_up_cost", N_("Coût de mise en place, en euros, la première année."), minimum=0),
        text("note", N_("D’où viennent ces nombres.")),
    ),
)

TABLES = (TIES, MANDATES, MEETINGS, PARTNERS, LEDGER, LEVERS)
