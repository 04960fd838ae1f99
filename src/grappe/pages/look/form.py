"""Forms of ours: what is wrong with a field is said in our words, with its value and what to do."""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import decimal
from grappe.apps.language.spoken import spoken

REQUIRED = N_("Ce champ est demandé : remplissez-le.")
NOT_OFFERED = N_("« {value} » n’est pas parmi les réponses proposées : choisissez-en une.")
TOO_LONG = N_("Ce texte a {count} signes, et {most} au plus sont gardés : raccourcissez-le.")
TOO_LOW = N_("Donnez un nombre d’au moins {least}.")
TOO_HIGH = N_("Donnez un nombre d’au plus {most}.")
TOO_FINE = N_("Donnez un nombre de {digits} chiffres au plus, dont {places} après la virgule.")
INVALID = (
    (forms.EmailField, N_("Ce n’est pas une adresse e-mail : écrivez-la comme nom@exemple.be.")),
    (forms.URLField, N_("Ce n’est pas l’adresse d’un site : écrivez-la comme https://exemple.be.")),
    (forms.DateField, N_("Ce n’est pas un jour : écrivez l’année, le mois et le jour, comme 2026-03-15.")),
    (forms.DecimalField, N_("Ce n’est pas un nombre : écrivez-le comme 12 ou 3,5.")),
    (forms.IntegerField, N_("Ce n’est pas un nombre entier : écrivez-le comme 12.")),
)


class _Kind(ABCMeta, DeclarativeFieldsMetaclass):
    """What makes a form, and lets a kind of form leave its act to the forms of that kind."""


class OurForm(forms.Form, metaclass=_Kind):
    """A form whose fields, where nothing else is said of them, refuse in our words and not in Django's."""

    def full_clean(self) -> None:
        """Judge what was sent."""
        for field in self.fields.values():
            _speak(field)
        super().full_clean()


def _speak(field: forms.Field) -> None:
    """Give a field our words, but for those that were written for it alone."""
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual |= getattr(kind, "default_error_messages", {})
    for code, words in _words_of(field):
        own = field.error_messages.get(code)
        if own is None or str(own) == str(usual.get(code)):
            field.error_messages[code] = words


def _words_of(field: forms.Field) -> Iterator[tuple[str, str]]:
    """Yield what to say of each fault; Django puts values in the place of `%(value)s`, `%(show_value)d`."""
    language = spoken()
    yield "required", say(REQUIRED, language)
    yield "invalid_choice", say(NOT_OFFERED, language, value="%(value)s")
    invalid = next((words for kind, words in INVALID if isinstance(field, kind)), None)
    if invalid:
        yield "invalid", say(invalid, language)
    most = getattr(field, "max_length", None)
    if most:
        yield "max_length", say(TOO_LONG, language, count="%(show_value)d", most=decimal(most, language))
    for code, sentence, blank in (("min_value", TOO_LOW, "least"), ("max_value", TOO_HIGH, "most")):
        bound = getattr(field, code, None)
        if isinstance(bound, int | float):
            yield code, say(sentence, language, **{blank: decimal(bound, language, 5, trimmed=True)})
    if isinstance(field, forms.DecimalField):
        places = field.decimal_places or 0
        fine = say(TOO_FINE, language, digits=field.max_digits, places=places)
        yield from ((code, fine) for code in ("max_digits", "max_decimal_places", "max_whole_digits"))
