"""The tables of allauth: how a person comes in."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import Basis, Declaration, Gone, Personal

COMING_IN = N_("Vous reconnaître quand vous entrez.")
WATCHING = N_("Vous montrer d’où l’on est entré sous votre nom, et vous laisser y mettre fin.")
YOURS = N_("Jusqu’à ce que vous les retiriez, ou que le compte soit effacé.")

DECLARATIONS = (
    Declaration(
        model="account.EmailAddress",
        title=N_("Vos adresses e-mail"),
        personal=(
            Personal(
                fields={
                    "user": N_("Personne"),
                    "email": N_("Adresse e-mail"),
                    "verified": N_("Vérifiée"),
                    "primary": N_("Principale"),
                },
                of="user",
                purpose=N_("Vous reconnaître quand vous entrez, et vous écrire."),
                basis=Basis.CONTRACT,
                retention=YOURS,
                erasure=Gone(),
            ),
        ),
    ),
    Declaration(
        model="account.EmailConfirmation",
        title=N_("Les confirmations d’adresse en attente"),
        personal=(
            Personal(
                fields={
                    "email_address": N_("Adresse e-mail"),
                    "created": N_("Demandée le"),
                    "sent": N_("Envoyée le"),
                },
                of="email_address__user",
                purpose=N_("Vérifier que l’adresse est bien la vôtre."),
                basis=Basis.CONTRACT,
                retention=N_("Trois jours."),
                erasure=Gone(),
            ),
            Personal(
                fields={"key": N_("Clé")},
                of="email_address__user",
                purpose=N_("Vérifier que l’adresse est bien la vôtre."),
                basis=Basis.CONTRACT,
                retention=N_("Trois jours."),
                erasure=Gone(),
                secret=True,
            ),
        ),
    ),
    Declaration(
        model="mfa.Authenticator",
        title=N_("Vos moyens d’entrer"),
        personal=(
            Personal(
                fields={
                    "user": N_("Personne"),
                    "type": N_("Moyen d’entrer"),
                    "created_at": N_("Ajouté le"),
                    "last_used_at": N_("Servi pour la dernière fois le"),
                },
                of="user",
                purpose=COMING_IN,
                basis=Basis.CONTRACT,
                retention=YOURS,
                erasure=Gone(),
            ),
            Personal(
                fields={"data": N_("Secret ou clé publique")},
                of="user",
                purpose=COMING_IN,
                basis=Basis.CONTRACT,
                retention=YOURS,
                erasure=Gone(),
                secret=True,
            ),
        ),
    ),
    Declaration(
        model="socialaccount.SocialAccount",
        title=N_("Vos comptes d’ailleurs"),
        personal=(
            Personal(
                fields={
                    "user": N_("Personne"),
                    "provider": N_("Chez"),
                    "uid": N_("Identifiant"),
                    "extra_data": N_("Ce qui en est dit"),
                    "date_joined": N_("Relié le"),
                    "last_login": N_("Dernière entrée"),
                },
                of="user",
                purpose=COMING_IN,
                basis=Basis.CONTRACT,
                retention=YOURS,
                erasure=Gone(),
            ),
        ),
    ),
    Declaration(
        model="socialaccount.SocialToken",
        title=N_("Les clés de ces comptes"),
        personal=(
            Personal(
                fields={
                    "account": N_("Compte"),
                    "token": N_("Clé"),
                    "token_secret": N_("Secret de la clé"),
                    "expires_at": N_("Valable jusqu’au"),
                },
                of="account__user",
                purpose=COMING_IN,
                basis=Basis.CONTRACT,
                retention=YOURS,
                erasure=Gone(),
                secret=True,
            ),
        ),
    ),
    Declaration(
        model="usersessions.UserSession",
        title=N_("Vos sessions"),
        personal=(
            Personal(
                fields={
                    "user": N_("Personne"),
                    "ip": N_("Adresse IP"),
                    "user_agent": N_("Navigateur"),
                    "created_at": N_("Ouverte le"),
                    "last_seen_at": N_("Vue le"),
                    "data": N_("Ce qui en est dit"),
                },
                of="user",
                purpose=WATCHING,
                basis=Basis.INTEREST,
                retention=N_("Tant que la session est ouverte."),
                erasure=Gone(),
            ),
            Personal(
                fields={"session_key": N_("Clé")},
                of="user",
                purpose=WATCHING,
                basis=Basis.INTEREST,
                retention=N_("Tant que la session est ouverte."),
                erasure=Gone(),
                secret=True,
            ),
        ),
    ),
)
OF_NOBODY = frozenset({"socialaccount.SocialApp"})
