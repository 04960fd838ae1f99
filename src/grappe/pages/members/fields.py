"""The fields of forms about members, and how they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.vocabulary.countries import HOME, country_names
from grappe.apps.language.spoken import say_later, spoken
from grappe.apps.members.rules.names import in_order
from grappe.pages.look.form import OurForm
from grappe.pages.members.author import Author


def said(choices: Mapping[str, str], language: Language) -> list[tuple[str, str]]:
    """Return choices in the words of who reads."""
    return [(code, say(word, language)) for code, word in choices.items()]


def countries(language: Language) -> list[tuple[str, str]]:
    """Return the countries to choose from, Belgium first, the others in the order of their names."""
    names = country_names(language)
    others = sorted((pair for pair in names.items() if pair[0] != HOME), key=lambda pair: in_order(pair[1]))
    return [(HOME, names[HOME]), *others]


def day(label: str, *, help_text: str = "", required: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=say_later(label),
        help_text=say_later(help_text) if help_text else "",
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def past(told: dt.date) -> dt.date:
    """Return a day that has come. Raises ValidationError."""
    if told > timezone.localdate():
        words_ = N_("Le {day} n’est pas encore venu : donnez le jour où cela s’est passé.")
        raise forms.ValidationError(say(words_, spoken(), day=long_date(told, spoken())))
    return told


def text(label: str, *, help_text: str = "", required: bool = False, length: int = 200) -> forms.CharField:
    """A line of words."""
    return forms.CharField(
        label=say_later(label),
        help_text=say_later(help_text) if help_text else "",
        required=required,
        max_length=length,
    )


def lines(label: str, *, help_text: str = "", required: bool = False) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=say_later(label),
        help_text=say_later(help_text) if help_text else "",
        required=required,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def choice(label: str, choices: Mapping[str, str], *, required: bool = True) -> forms.ChoiceField:
    """One of several, whose words are said when the form is made (see `AuthorForm`)."""
    field = forms.ChoiceField(label=say_later(label), required=required)
    field.french = choices  # type: ignore[attr-defined]  # read by AuthorForm
    return field


WORK_THERE = N_("Équivalents temps plein qui travaillent à cette adresse")
SELF_EMPLOYED_THERE = N_("Un indépendant à titre principal y travaille")
"""What is asked of the place from which an organisation applies."""


def full_time(label: str) -> forms.DecimalField:
    """How many work at a place, in full-time equivalents."""
    return forms.DecimalField(
        label=say_later(label), min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
    )


class AuthorForm(OurForm):
    """A form that knows who fills it in, and puts its choices in their words."""

    def __init__(self, author: Author, *args: Any, **kwargs: Any) -> None:
        self.author = author
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            french = getattr(field, "french", None)
            if french is not None:
                field.choices = said(french, author.language)  # type: ignore[attr-defined]  # a choice's
            if name == "on" and field.initial is None:
                field.initial = timezone.localdate()

    @property
    def by(self) -> str:
        """Who acts, as the journal names them."""
        return self.author.person.named

    @property
    def today(self) -> dt.date:
        """The day of the act itself, for what has no day of its own."""
        return timezone.localdate()
