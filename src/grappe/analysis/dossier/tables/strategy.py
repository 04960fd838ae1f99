"""What the cluster aims at: objectives, axes, targets."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Table, choice, day, identifier, number, text
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

OBJECTIVES = Table(
    name="objectives",
    title=N_("Objectifs"),
    about=N_("Les objectifs que le cluster s’est donnés."),
    key=("objective_id",),
    columns=(
        identifier("objective_id", N_("Identifiant de l’objectif.")),
        text("text", N_("L’objectif.")),
        choice("source", N_("Où il est écrit."), classes.OBJECTIVE_SOURCES),
        choice("axis", N_("Axe du décret ; vide s’il n’en relève pas."), classes.OBJECTIVE_AXES),
        text("priority", N_("Priorité.")),
    ),
)

TARGETS = Table(
    name="targets",
    title=N_("Cibles du plan d’action"),
    about=N_("Les cibles que le plan d’action a promises."),
    key=("figure", "key", "due_on"),
    columns=(
        text("figure", N_("Chiffre du catalogue."), required=True),
        text("key", N_("Classe du chiffre, s’il se ventile.")),
        number("value", N_("Valeur promise, dans l’unité du chiffre.")),
        day("due_on", N_("Échéance.")),
    ),
)

AXES = Table(
    name="axes",
    title=N_("Axes stratégiques"),
    about=N_("Les axes stratégiques propres au cluster."),
    key=("axis_id",),
    columns=(
        identifier("axis_id", N_("Identifiant de l’axe.")),
        text("label", N_("Intitulé de l’axe.")),
    ),
)

TABLES = (OBJECTIVES, TARGETS, AXES)
