"""What an application cannot take: each refusal is a type, with its sentence."""

from __future__ import annotations

from typing import ClassVar

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.rules.refusals import RegisterRefusal


class AlreadyOver(RegisterRefusal):
    """Something is done to what is decided or withdrawn."""

    sentence: ClassVar[str] = N_(
        "{name} n’a plus de candidature ouverte : elle a été décidée ou retirée. Rien n’y est ajouté."
    )


class AlreadyApplied(RegisterRefusal):
    """Two at a time."""

    sentence: ClassVar[str] = N_(
        "{name} a déjà une candidature ouverte, reçue le {day} : complétez celle-là, ou retirez-la."
    )


class TwoWait(RegisterRefusal):
    """Two organisations become one, and each waits for a decision."""

    sentence: ClassVar[str] = N_(
        "{name} et {other} ont chacune une candidature ouverte : enregistrez d’abord le retrait de l’une des deux."
    )


class AlreadyThere(RegisterRefusal):
    """A member asks to be one."""

    sentence: ClassVar[str] = N_(
        "{name} est déjà membre : enregistrez un changement de catégorie plutôt qu’une candidature."
    )


class DocumentsLack(RegisterRefusal):
    """Admitted before its documents are accepted."""

    sentence: ClassVar[str] = N_(
        "{name} ne peut pas être admis : le document « {documents} » n’est pas accepté. "
        "Acceptez-le d’abord, ou cessez de le demander."
    )


class NotEligible(RegisterRefusal):
    """Admitted against the statutes."""

    sentence: ClassVar[str] = N_(
        "{name} ne peut pas être admis dans cette catégorie. Condition non établie : {criterion}. "
        "Enregistrez-en la preuve, ou proposez une catégorie sans condition de lieu."
    )


class NotToReopen(RegisterRefusal):
    """Opened again, though it is open, or its organisation was admitted."""

    sentence: ClassVar[str] = N_(
        "La candidature de {name} n’est pas à rouvrir : elle est ouverte, ou elle a été admise. "
        "Une admission enregistrée par erreur se corrige sur la page du membre."
    )


class NoReasonToReopen(RegisterRefusal):
    """Opened again without a word."""

    sentence: ClassVar[str] = N_("Dites pourquoi la candidature est rouverte : le journal le garde.")


class NotAFile(RegisterRefusal):
    """Read before it is there."""

    sentence: ClassVar[str] = N_(
        "« {label} » n’est pas à lire : ce document n’est pas arrivé, ou est déjà jugé."
    )


class NotAccepted(RegisterRefusal):
    """Read again, though it was not accepted."""

    sentence: ClassVar[str] = N_("Le document « {label} » n’est pas accepté : il n’y a pas à revenir dessus.")


class NotAwaited(RegisterRefusal):
    """Sent, or no longer asked, once it is judged."""

    sentence: ClassVar[str] = N_(
        "« {label} » n’est plus attendu : ce document est déjà arrivé, ou déjà jugé."
    )


class AskedAlready(RegisterRefusal):
    """Asked twice."""

    sentence: ClassVar[str] = N_("Le document « {label} » est déjà demandé.")


class BeforeItWasAsked(RegisterRefusal):
    """A document that came before it was asked for."""

    sentence: ClassVar[str] = N_(
        "Le document « {label} » a été demandé le {day} : donnez ce jour-là, ou un jour d’après."
    )


class NoReason(RegisterRefusal):
    """Refused without a word."""

    sentence: ClassVar[str] = N_(
        "Un refus dit pourquoi : écrivez-en la raison, elle sera lue par qui a posé sa candidature."
    )


class DayToCome(RegisterRefusal):
    """Evidence or decision of a day that has not come."""

    sentence: ClassVar[str] = N_("Le {day} n’est pas encore venu : donnez le jour où cela s’est passé.")


class BeforeItCame(RegisterRefusal):
    """Decided before it was received."""

    sentence: ClassVar[str] = N_(
        "{name} : la candidature est arrivée le {day}, elle ne peut pas être décidée avant."
    )


class NotToTell(RegisterRefusal):
    """Told that it is refused, without being so, or twice."""

    sentence: ClassVar[str] = N_(
        "Il n’y a pas de refus à annoncer à {name} : la candidature n’est pas refusée, ou il a été annoncé."
    )


class NotToWelcome(RegisterRefusal):
    """Welcomed without being admitted, or twice."""

    sentence: ClassVar[str] = N_(
        "{name} n’est pas à accueillir : il faut être admis, et ne pas l’avoir déjà été."
    )
