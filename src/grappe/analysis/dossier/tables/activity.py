"""What the cluster does: actions, projects, letters, opportunities, its site."""

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

MEMBER = identifier("member_id", N_("Le membre."), refers="members")
AXIS = identifier("axis_id", N_("Axe stratégique du cluster."), refers="axes", required=False)

ACTIONS = Table(
    name="actions",
    title=N_("Actions"),
    about=N_("Les actions et les événements."),
    key=("action_id",),
    dated_by="held_on",
    columns=(
        identifier("action_id", N_("Identifiant de l’action.")),
        day("held_on", N_("Jour de l’action.")),
        text("title", N_("Intitulé.")),
        choice("kind", N_("Nature de l’action."), classes.ACTION_KINDS),
        choice("scope", N_("Portée."), classes.SCOPES),
        Column(name="country", kind="country", about=N_("Pays, en deux lettres.")),
        AXIS,
        text("mission", N_("Mission à laquelle elle répond.")),
        choice("organiser", N_("Qui organise."), classes.ORGANISERS),
        number("cost", N_("Coût pour le cluster, en euros."), minimum=0),
    ),
)

PARTICIPATIONS = Table(
    name="participations",
    title=N_("Participations"),
    about=N_("Qui a participé à quoi : une ligne par action et par membre."),
    columns=(identifier("action_id", N_("L’action."), refers="actions"), MEMBER),
)

PROJECTS = Table(
    name="projects",
    title=N_("Projets"),
    about=N_("Les projets nés dans le cluster."),
    key=("project_id",),
    rules=(Span(start="started_on", end="ended_on"),),
    dated_by="started_on",
    columns=(
        identifier("project_id", N_("Identifiant du projet.")),
        text("title", N_("Intitulé.")),
        choice("kind", N_("Nature du projet."), classes.PROJECT_KINDS),
        day("started_on", N_("Premier jour.")),
        day("ended_on", N_("Dernier jour ; vide s’il court encore.")),
        choice("status", N_("État."), classes.PROJECT_STATUSES),
        number("budget", N_("Budget, en euros."), minimum=0),
        number("subsidy", N_("Subvention reçue, en euros."), minimum=0),
        AXIS,
    ),
)

PROJECT_MEMBERS = Table(
    name="project_members",
    title=N_("Membres des projets"),
    about=N_("Les membres de chaque projet."),
    columns=(
        identifier("project_id", N_("Le projet."), refers="projects"),
        MEMBER,
        choice("role", N_("Rôle dans le projet."), classes.PROJECT_ROLES),
    ),
)

LETTERS = Table(
    name="letters",
    title=N_("Lettres"),
    about=N_("Les lettres envoyées."),
    key=("letter_id",),
    dated_by="sent_on",
    columns=(
        identifier("letter_id", N_("Identifiant de la lettre.")),
        day("sent_on", N_("Jour de l’envoi.")),
        choice("kind", N_("Nature de la lettre."), classes.LETTER_KINDS),
        count("recipients", N_("Nombre de destinataires.")),
        count("opened", N_("Nombre de lectures.")),
        count("clicked", N_("Nombre de clics.")),
    ),
)

OPPORTUNITIES = Table(
    name="opportunities",
    title=N_("Opportunités"),
    about=N_("Les opportunités repérées pour les membres."),
    key=("opportunity_id",),
    dated_by="published_on",
    columns=(
        identifier("opportunity_id", N_("Identifiant de l’opportunité.")),
        day("published_on", N_("Jour de la publication.")),
        text("title", N_("Intitulé.")),
        choice("kind", N_("Nature de l’opportunité."), classes.OPPORTUNITY_KINDS),
        text("source", N_("Où elle a été trouvée.")),
        number("value", N_("Valeur estimée, en euros."), minimum=0),
    ),
)

OPPORTUNITY_MEMBERS = Table(
    name="opportunity_members",
    title=N_("Suites des opportunités"),
    about=N_("Ce que chaque opportunité est devenue auprès de chaque membre."),
    columns=(
        identifier("opportunity_id", N_("L’opportunité."), refers="opportunities"),
        MEMBER,
        flag("sent", N_("Elle lui a été envoyée.")),
        flag("interested", N_("Il s’est dit intéressé.")),
        flag("bid", N_("Il a remis une offre.")),
        flag("won", N_("Il l’a emportée.")),
        number("value", N_("Valeur obtenue, en euros."), minimum=0),
    ),
)

SITE = Table(
    name="site",
    title=N_("Fréquentation du site"),
    about=N_("La fréquentation du site, mois par mois."),
    key=("month",),
    columns=(
        Column(name="month", kind="month", about=N_("Mois, écrit 2010-03."), required=True),
        count("visits", N_("Visites.")),
        count("news", N_("Actualités publiées.")),
        count("feed_items", N_("Entrées du flux.")),
        count("portal_items", N_("Entrées reprises sur le portail des clusters.")),
    ),
)

TABLES = (
    ACTIONS,
    PARTICIPATIONS,
    PROJECTS,
    PROJECT_MEMBERS,
    LETTERS,
    OPPORTUNITIES,
    OPPORTUNITY_MEMBERS,
    SITE,
)
