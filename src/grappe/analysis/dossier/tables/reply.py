"""The versions of the report, and what the cluster answered to that which it was sent."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Table, choice, day, identifier, text
from grappe.analysis.dossier.tables.inquiry import CHAPTER
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

VERSIONS = Table(
    name="versions",
    title=N_("Versions du rapport"),
    about=N_("Les versions du rapport : projets, version envoyée pour commentaires, version finale."),
    key=("version_id",),
    columns=(
        identifier("version_id", N_("Identifiant de la version.")),
        choice("stage", N_("Étape de la version."), classes.VERSION_STAGES),
        day("dated_on", N_("Jour de la version ; pour celle qui est envoyée, jour de l’envoi.")),
        text("sent_to", N_("À qui elle est envoyée.")),
        day("comments_due_on", N_("Dernier jour pour la commenter.")),
        text("signed_by", N_("Qui signe la version finale ; vide si personne ne la signe.")),
        text("signed_for", N_("Pour qui elle est signée.")),
    ),
)

COMMENTS = Table(
    name="comments",
    title=N_("Commentaires"),
    about=N_("Le droit de réponse : les commentaires reçus sur une version, et ce qui leur est répondu."),
    key=("comment_id",),
    columns=(
        identifier("comment_id", N_("Identifiant du commentaire.")),
        identifier("version_id", N_("La version commentée."), refers="versions"),
        day("made_on", N_("Jour du commentaire.")),
        text("author", N_("Qui commente.")),
        CHAPTER,
        identifier(
            "finding_id",
            N_("Le constat, la conclusion ou la recommandation que le commentaire vise."),
            refers="findings",
            required=False,
        ),
        text("text", N_("Le commentaire, tel qu’il a été écrit.")),
        day("answered_on", N_("Jour de la réponse.")),
        text("answer", N_("La réponse de l’évaluateur.")),
        choice("outcome", N_("La suite donnée."), classes.COMMENT_OUTCOMES),
    ),
)

TABLES = (VERSIONS, COMMENTS)
