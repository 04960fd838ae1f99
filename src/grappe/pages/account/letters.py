"""The e-mails by which a person comes in, in the language that is spoken."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.language.spoken import spoken
from grappe.pages.mail.letters import Letter

NOT_YOU = N_("Si vous n’avez rien demandé, ne faites rien : sans ce message, personne n’entre.")


def login_code(code: str, link: str) -> Letter:
    """Return the letter that brings a code: to be typed, or followed in the browser that asked for it."""
    language = spoken()
    return Letter(
        say(N_("{code} est votre code pour entrer"), language, code=code),
        (say(N_("Voici le code pour entrer. Il sert une fois, pendant dix minutes."), language),),
        code,
        (say(N_("Entrer avec ce code"), language), link),
        (
            say(
                N_(
                    "Le bouton marche dans le navigateur où vous avez demandé le code ; ailleurs, recopiez-le."
                ),
                language,
            ),
            say(NOT_YOU, language),
        ),
    )


def invitation(*, by: str, promised: list[str], link: str, until: str) -> Letter:
    """Return the letter that invites: by whom, to be what, until when."""
    language = spoken()
    matter = say(N_("{name} vous invite à entrer dans Grappe, où vit son cluster."), language, name=by)
    be = [say(N_("Vous serez {role}."), language, role=role) for role in promised]
    return Letter(
        say(N_("{name} vous invite"), language, name=by),
        (matter, *be),
        button=(say(N_("Accepter l’invitation"), language), link),
        after=(
            say(
                N_("Le lien sert une fois, jusqu’au {day}. Il est pour vous : ne le transmettez pas."),
                language,
                day=until,
            ),
            say(
                N_("Si vous n’attendiez rien de tel, ignorez ce message : aucun compte n’est ouvert."),
                language,
            ),
        ),
    )


def confirm_erasure(code: str) -> Letter:
    """Return the letter that brings the code by which a person confirms that they want to be forgotten."""
    language = spoken()
    return Letter(
        say(N_("{code} est votre code pour effacer votre compte"), language, code=code),
        (
            say(
                N_(
                    "Vous demandez à effacer votre compte et ce qui parle de vous. Voici le code qui le confirme : il sert une fois, pendant dix minutes."
                ),
                language,
            ),
        ),
        code,
        after=(
            say(
                N_(
                    "Si vous n’avez rien demandé, ne donnez ce code à personne, et fermez vos sessions : quelqu’un est entré dans votre compte."
                ),
                language,
            ),
        ),
    )


def erased(day: str) -> Letter:
    """Return the last letter to somebody: their account is erased, and what stays."""
    language = spoken()
    return Letter(
        say(N_("Votre compte est effacé"), language),
        (
            say(
                N_(
                    "Le {day}, à votre demande, votre compte et ce qui parlait de vous ont été effacés. Vos sessions sont fermées."
                ),
                language,
                day=day,
            ),
            say(
                N_(
                    "Restent un numéro et des dates, qui ne nomment personne : ils disent ce qui a été fait, et quand. Les sauvegardes de l’installation s’effacent à leur tour avec le temps."
                ),
                language,
            ),
        ),
        after=(say(N_("Cette adresse n’est plus gardée : c’est le dernier message."), language),),
    )


def unknown_account(email: str, link: str) -> Letter:
    """Return the letter to an address that nobody has here: whoever asked learns it, and nobody else."""
    language = spoken()
    return Letter(
        say(N_("Aucun compte à cette adresse"), language),
        (
            say(
                N_(
                    "Quelqu’un, sans doute vous, a demandé à entrer avec {email}. Aucun compte ne porte cette adresse."
                ),
                language,
                email=email,
            ),
            say(
                N_(
                    "Essayez l’adresse à laquelle vous avez été invité, ou demandez une invitation à votre cluster."
                ),
                language,
            ),
        ),
        button=(say(N_("Essayer une autre adresse"), language), link),
        after=(say(N_("Si vous n’avez rien demandé, ignorez ce message."), language),),
    )
