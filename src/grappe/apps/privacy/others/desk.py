"""The tables of Wagtail: who wrote, changed, locked, said or brought what on the desk."""

from __future__ import annotations

from collections.abc import Mapping

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import (
    NUMBER_ALONE,
    Basis,
    Declaration,
    Emptied,
    Erasure,
    Gone,
    Personal,
)

WHO_DID = N_("Savoir qui a écrit, changé ou apporté quoi, pour pouvoir le lui demander.")
AT_EASE = N_("Retrouver le bureau comme vous l’aviez laissé.")
WITH_THE_THING = N_("Aussi longtemps que la chose dont on parle.")
WITH_THE_ACCOUNT = N_("Tant que le compte existe.")


def _did(model: str, title: str, erasure: Erasure, **ways: Mapping[str, str]) -> Declaration:
    """Declare a table where someone did something; `ways`: fields that tell it, by the way to the account."""
    return Declaration(
        model=model,
        title=title,
        personal=tuple(
            Personal(
                fields=fields,
                of=of,
                purpose=WHO_DID,
                basis=Basis.INTEREST,
                retention=WITH_THE_THING,
                erasure=erasure,
            )
            for of, fields in ways.items()
        ),
    )


def _at_ease(model: str, title: str, fields: Mapping[str, str], *, secret: bool = False) -> Declaration:
    """Declare a table that makes a person's work easier, and is of no use without them."""
    return Declaration(
        model=model,
        title=title,
        personal=(
            Personal(
                fields={"user": N_("Personne"), **fields},
                of="user",
                purpose=AT_EASE,
                basis=Basis.CONTRACT,
                retention=WITH_THE_ACCOUNT,
                erasure=Gone(),
                secret=secret,
            ),
        ),
    )


CHANGED = {"user": N_("Personne"), "timestamp": N_("Le"), "action": N_("Acte"), "label": N_("Objet")}
SAID = {"user": N_("Personne"), "text": N_("Texte"), "created_at": N_("Écrit le")}
BROUGHT = {"uploaded_by_user": N_("Apporté par"), "title": N_("Titre"), "created_at": N_("Le")}

DECLARATIONS = (
    _did(
        "wagtailcore.Page",
        N_("Les pages que vous avez faites ou verrouillées"),
        Emptied(),
        owner={"owner": N_("Faite par")},
        locked_by={"locked_by": N_("Verrouillée par")},
    ),
    _did(
        "wagtailcore.Revision",
        N_("Les versions que vous avez écrites"),
        NUMBER_ALONE,
        user={"user": N_("Personne"), "created_at": N_("Écrit le"), "object_str": N_("Objet")},
    ),
    _did("wagtailcore.PageLogEntry", N_("Ce que vous avez fait des pages"), NUMBER_ALONE, user=CHANGED),
    _did("wagtailcore.ModelLogEntry", N_("Ce que vous avez fait sur le bureau"), NUMBER_ALONE, user=CHANGED),
    _did(
        "wagtaildocs.Document",
        N_("Les documents que vous avez apportés"),
        NUMBER_ALONE,
        uploaded_by_user=BROUGHT,
    ),
    _did(
        "wagtailimages.Image",
        N_("Les images que vous avez apportées"),
        NUMBER_ALONE,
        uploaded_by_user=BROUGHT,
    ),
    _did(
        "wagtailcore.UploadedFile",
        N_("Les fichiers que vous avez commencé à apporter"),
        Gone(),
        uploaded_by_user={"uploaded_by_user": N_("Apporté par"), "file": N_("Fichier")},
    ),
    _did(
        "wagtailcore.WorkflowState",
        N_("Les relectures que vous avez demandées"),
        NUMBER_ALONE,
        requested_by={"requested_by": N_("Demandée par"), "created_at": N_("Le")},
    ),
    _did(
        "wagtailcore.TaskState",
        N_("Les relectures que vous avez faites"),
        NUMBER_ALONE,
        finished_by={"finished_by": N_("Faite par"), "finished_at": N_("Le"), "comment": N_("Texte")},
    ),
    Declaration(
        model="wagtailcore.Comment",
        title=N_("Vos commentaires"),
        personal=(
            Personal(
                fields=SAID,
                of="user",
                purpose=WHO_DID,
                basis=Basis.INTEREST,
                retention=WITH_THE_THING,
                erasure=Gone(),
            ),
            Personal(
                fields={"resolved_by": N_("Réglé par"), "resolved_at": N_("Le")},
                of="resolved_by",
                purpose=WHO_DID,
                basis=Basis.INTEREST,
                retention=WITH_THE_THING,
                erasure=NUMBER_ALONE,
            ),
        ),
    ),
    _did("wagtailcore.CommentReply", N_("Vos réponses aux commentaires"), Gone(), user=SAID),
    _at_ease(
        "wagtailcore.PageSubscription",
        N_("Les pages dont vous suivez les commentaires"),
        {"page": N_("Page"), "comment_notifications": N_("Prévenir")},
    ),
    _at_ease(
        "wagtailadmin.EditingSession",
        N_("Ce que vous avez sous les yeux"),
        {"last_seen_at": N_("Vue le"), "is_editing": N_("En train d’écrire")},
    ),
    _at_ease(
        "wagtailadmin.FormState",
        N_("Ce que vous avez commencé à écrire"),
        {"data": N_("Texte"), "last_updated_at": N_("Le")},
    ),
    _at_ease(
        "wagtailusers.UserProfile",
        N_("Vos préférences"),
        {
            "submitted_notifications": N_("Prévenir d’une demande de relecture"),
            "approved_notifications": N_("Prévenir d’un accord"),
            "rejected_notifications": N_("Prévenir d’un refus"),
            "updated_comments_notifications": N_("Prévenir d’un commentaire"),
            "preferred_language": N_("Langue"),
            "current_time_zone": N_("Fuseau horaire"),
            "avatar": N_("Portrait"),
            "dismissibles": N_("Messages déjà lus"),
            "theme": N_("Thème"),
            "contrast": N_("Contraste"),
            "density": N_("Densité"),
            "keyboard_shortcuts": N_("Raccourcis du clavier"),
        },
    ),
    _at_ease(
        "wagtailcore.APIToken",
        N_("Les clés de vos programmes"),
        {
            "name": N_("Nom"),
            "created": N_("Ajouté le"),
            "last_used_at": N_("Servi pour la dernière fois le"),
            "revoked_at": N_("Retirée le"),
            "prefix": N_("Début de la clé"),
            "key_hash": N_("Clé"),
        },
        secret=True,
    ),
)
OF_NOBODY = frozenset(
    {
        "taggit.Tag",
        "taggit.TaggedItem",
        "wagtailadmin.Admin",
        "wagtailcore.Collection",
        "wagtailcore.CollectionViewRestriction",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.GroupCollectionPermission",
        "wagtailcore.GroupPagePermission",
        "wagtailcore.GroupSitePermission",
        "wagtailcore.Locale",
        "wagtailcore.PageViewRestriction",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Site",
        "wagtailcore.Task",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowTask",
        "wagtailembeds.Embed",
        # No page of ours is a Wagtail form: nobody submits one.
        "wagtailforms.FormSubmission",
        "wagtailimages.Rendition",
        "wagtailredirects.Redirect",
        # Copies of what other tables hold, made anew whenever a row of theirs changes or goes.
        "wagtailsearch.IndexEntry",
        "wagtailsearch.SQLiteFTSIndexEntry",
    }
)
