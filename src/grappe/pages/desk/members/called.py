"""The organisation that somebody means, by what they typed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.members.models import Organisation
from grappe.apps.members.rules.names import in_order


def organisation_called(
    organisations: QuerySet[Organisation], typed: str, language: Language
) -> Organisation:
    """Return the one that has that code, that name, or the only name that begins so.

    Raises ValidationError, which says which ones it might be.
    """
    typed = typed.strip()
    found = organisations.filter(code=typed).first()
    if found is not None:
        return found
    named = list(organisations.filter(sort_name__startswith=in_order(typed))[:6])
    exact = [one for one in named if one.sort_name == in_order(typed)]
    if len(named) == 1 or len(exact) == 1:
        return (exact if len(exact) == 1 else named)[0]
    raise ValidationError(_unclear(typed, named, language))


def _unclear(typed: str, named: list[Organisation], language: Language) -> str:
    if not named:
        return say(
            N_(
                "Aucune organisation du carnet ne s’appelle « {name} ». Ajoutez-la d’abord, ou donnez son code."
            ),
            language,
            name=typed,
        )
    listed = ", ".join(f"{one.name} ({one.code})" for one in named)
    return say(
        N_("Plusieurs organisations commencent ainsi : {names}. Donnez le code de l’une d’elles."),
        language,
        names=listed,
    )
