"""What the evaluator gathers: answers, interviews, documents; what the evaluator writes: claims, findings."""

from __future__ import annotations

from grappe.analysis.dossier.columns import Column, Table, choice, day, identifier, number, text
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

CHAPTER = Column(
    name="chapter", kind="integer", minimum=1, maximum=8, about=N_("Chapitre de la synthèse, de 1 à 8.")
)

RESPONSES = Table(
    name="responses",
    title=N_("Réponses à l’enquête"),
    about=N_("Les réponses à l’enquête : une ligne par réponse, une colonne par question."),
    key=("response_id",),
    open_columns=True,
    columns=(
        Column(
            name="response_id",
            kind="identifier",
            about=N_("Identifiant de la réponse."),
            required=True,
            aliases=("KEY", "_id", "_uuid", "meta-instanceID", "id", "id. Response ID", "Response ID"),
        ),
        identifier(
            "member_id",
            N_("Le membre qui répond ; vide si la réponse est anonyme."),
            refers="members",
            required=False,
        ),
        Column(
            name="submitted_on",
            kind="date",
            about=N_("Jour de la réponse."),
            aliases=(
                *("_submission_time", "SubmissionDate", "submitdate", "submitdate. Date submitted"),
                *("Date submitted", "datestamp", "datestamp. Date last action"),
            ),
        ),
    ),
)

INTERVIEWS = Table(
    name="interviews",
    title=N_("Entretiens"),
    about=N_("Les entretiens menés par l’évaluateur."),
    key=("interview_id",),
    columns=(
        identifier("interview_id", N_("Identifiant de l’entretien.")),
        day("held_on", N_("Jour de l’entretien.")),
        choice("form", N_("Forme de l’entretien."), classes.INTERVIEW_FORMS),
        Column(
            name="member_ids",
            kind="list",
            refers="members",
            about=N_("Membres rencontrés, séparés par des points-virgules."),
        ),
        text("interviewer", N_("Qui a mené l’entretien.")),
    ),
)

CODINGS = Table(
    name="codings",
    title=N_("Avis relevés dans les entretiens"),
    about=N_("Ce que les entretiens ont dit, par thème."),
    columns=(
        identifier("interview_id", N_("L’entretien."), refers="interviews"),
        CHAPTER,
        text("theme", N_("Thème.")),
        choice("stance", N_("Sens de l’avis."), classes.STANCES),
        text("quote", N_("Citation.")),
        text("coder", N_("Qui a codé.")),
    ),
)

DOCUMENTS = Table(
    name="documents",
    title=N_("Documents"),
    about=N_("Les documents analysés."),
    key=("document_id",),
    columns=(
        identifier("document_id", N_("Identifiant du document.")),
        text("title", N_("Titre.")),
        day("dated_on", N_("Date du document.")),
        choice("kind", N_("Nature du document."), classes.DOCUMENT_KINDS),
        Column(
            name="chapter", kind="list", about=N_("Chapitres qu’il éclaire, séparés par des points-virgules.")
        ),
        text("file", N_("Nom du fichier.")),
    ),
)

CLAIMS = Table(
    name="claims",
    title=N_("Chiffres affirmés"),
    about=N_("Les chiffres qu’un rapport affirme, pour l’audit."),
    key=("claim_id",),
    columns=(
        identifier("claim_id", N_("Identifiant de l’affirmation.")),
        CHAPTER,
        text("quote", N_("Phrase du rapport.")),
        text("figure", N_("Chiffre du catalogue auquel elle correspond.")),
        text("key", N_("Classe du chiffre, s’il se ventile.")),
        choice("statistic", N_("Nature de la statistique."), classes.CLAIM_STATISTICS),
        number("value", N_("Valeur affirmée.")),
        Column(name="decimals", kind="integer", minimum=0, maximum=12, about=N_("Décimales affichées.")),
        choice("unit", N_("Unité."), classes.CLAIM_UNITS),
        choice("relation", N_("Relation à la valeur."), classes.RELATIONS),
        Column(name="level", kind="share", about=N_("Niveau du quantile : 0,75 pour le troisième quartile.")),
        Column(name="base", kind="integer", minimum=0, about=N_("Effectif affirmé ; peut rester vide.")),
        identifier("of", N_("L’affirmation qui porte sur le tout."), refers="claims", required=False),
        text("base_group", N_("Affirmations qui partagent un même effectif.")),
    ),
)

FINDINGS = Table(
    name="findings",
    title=N_("Constats"),
    about=N_("Les constats, conclusions et recommandations de l’évaluateur."),
    key=("finding_id",),
    columns=(
        identifier("finding_id", N_("Identifiant du constat.")),
        CHAPTER,
        choice("kind", N_("Constat, conclusion ou recommandation."), classes.FINDING_KINDS),
        text("text", N_("Le texte ; {members.total} y affiche le chiffre du jour.")),
        choice("strength", N_("Force de la preuve."), classes.STRENGTHS),
        Column(
            name="evidence",
            kind="list",
            about=N_("Preuves : chiffres, doc:…, int:…, séparés par des points-virgules."),
        ),
    ),
)

MATRIX = Table(
    name="matrix",
    title=N_("Matrice d’évaluation"),
    about=N_("La matrice d’évaluation : les questions posées, et ce qui permet d’y répondre."),
    key=("question_id",),
    columns=(
        identifier("question_id", N_("Identifiant de la question.")),
        choice("criterion", N_("Critère du CAD."), classes.CRITERIA),
        CHAPTER,
        text("question", N_("La question d’évaluation.")),
        text("judgement", N_("Critère de jugement : à quoi l’on verra que la réponse est bonne.")),
        Column(name="figures", kind="list", about=N_("Chiffres qui l’éclairent, comme members.total.")),
        Column(
            name="documents",
            kind="list",
            refers="documents",
            about=N_("Documents qui l’éclairent ; à défaut, ceux de son chapitre."),
        ),
        Column(
            name="themes",
            kind="list",
            about=N_("Thèmes des entretiens qui l’éclairent ; à défaut, ceux de son chapitre."),
        ),
        text("answer", N_("La réponse de l’évaluateur.")),
        choice("strength", N_("Force de la preuve."), classes.STRENGTHS),
    ),
)

TABLES = (RESPONSES, INTERVIEWS, CODINGS, DOCUMENTS, CLAIMS, FINDINGS, MATRIX)
