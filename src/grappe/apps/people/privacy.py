"""What is kept of people themselves."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import (
    NUMBER_ALONE,
    Basis,
    Declaration,
    Emptied,
    Kept,
    Personal,
    Replaced,
)

ACCOUNT = N_("Tant que le compte existe.")
ERASED_ADDRESS = "personne-{person}@oubliee.invalid"
"""An address of nobody: `.invalid` is promised never to exist (RFC 2606)."""

DECLARATIONS = (
    Declaration(
        model="people.Person",
        title=N_("Votre compte"),
        journal_kind="person",
        personal=(
            Personal(
                fields={"id": N_("Numéro")},
                of="pk",
                purpose=N_("Désigner une personne sans la nommer."),
                basis=Basis.CONTRACT,
                retention=N_("Aussi longtemps que l’installation existe."),
                erasure=Kept(N_("Un numéro ne nomme personne une fois le compte vidé.")),
            ),
            Personal(
                fields={"email": N_("Adresse e-mail")},
                of="pk",
                purpose=N_("Vous reconnaître quand vous entrez, et vous écrire."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Replaced(ERASED_ADDRESS),
            ),
            Personal(
                fields={
                    "first_name": N_("Prénom"),
                    "last_name": N_("Nom"),
                    "sought": N_("Mots de la recherche"),
                },
                of="pk",
                purpose=N_("Dire à ceux avec qui vous travaillez qui vous êtes."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Emptied(),
            ),
            Personal(
                fields={"language": N_("Langue")},
                of="pk",
                purpose=N_("Vous écrire dans votre langue."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Replaced("fr"),
            ),
            Personal(
                fields={"date_joined": N_("Compte ouvert le"), "last_login": N_("Dernière entrée")},
                of="pk",
                purpose=N_("Reconnaître un compte qui ne sert plus, ou qu’un autre utilise."),
                basis=Basis.INTEREST,
                retention=ACCOUNT,
                erasure=Kept(N_("Des dates sans nom ne parlent de personne.")),
            ),
            Personal(
                fields={"password": N_("Mot de passe, sous une forme qui ne se relit pas")},
                of="pk",
                purpose=N_("Vous reconnaître quand vous entrez, et vous écrire."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Replaced("!"),
                secret=True,
            ),
            Personal(
                fields={
                    "is_active": N_("Compte ouvert"),
                    "is_staff": N_("Administre l’installation"),
                    "is_superuser": N_("Administre toute l’installation"),
                },
                of="pk",
                purpose=N_("Savoir qui peut faire quoi."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Replaced(value=False),
            ),
            Personal(
                fields={"groups": N_("Groupes"), "user_permissions": N_("Permissions")},
                of="pk",
                purpose=N_("Savoir qui peut faire quoi."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Emptied(),
            ),
        ),
        other=("demo",),
    ),
    Declaration(
        model="people.Invitation",
        title=N_("Les invitations que vous avez acceptées ou faites"),
        personal=(
            Personal(
                fields={"email": N_("Adresse invitée")},
                of="accepted_by",
                purpose=N_("Vous faire parvenir l’invitation, et savoir à qui elle allait."),
                basis=Basis.INTEREST,
                retention=N_(
                    "Tant que le compte existe ; trente jours après son échéance, si personne ne l’accepte."
                ),
                erasure=Replaced(ERASED_ADDRESS),
            ),
            Personal(
                fields={"language": N_("Langue de l’invitation")},
                of="accepted_by",
                purpose=N_("Vous écrire dans votre langue."),
                basis=Basis.CONTRACT,
                retention=ACCOUNT,
                erasure=Replaced("fr"),
            ),
            Personal(
                fields={"accepted_by": N_("Acceptée par"), "accepted_at": N_("Acceptée le")},
                of="accepted_by",
                purpose=N_("Savoir d’où vient un compte."),
                basis=Basis.INTEREST,
                retention=ACCOUNT,
                erasure=NUMBER_ALONE,
            ),
            Personal(
                fields={"by": N_("Faite par"), "made_at": N_("Faite le")},
                of="by",
                purpose=N_("Savoir d’où vient un compte."),
                basis=Basis.INTEREST,
                retention=ACCOUNT,
                erasure=NUMBER_ALONE,
            ),
        ),
        other=("id", "expires_at", "token", "grants", "revoked_at"),
    ),
)
