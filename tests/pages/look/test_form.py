"""What is wrong with a field is said in our words, in the reader's language, and never in Django's."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from grappe.apps.language.spoken import speaking
from grappe.apps.settings.installation import Installation
from grappe.pages.look.form import OurForm
from grappe.pages.look.phone import PhoneField

pytestmark = pytest.mark.usefixtures("installation")


class Everything(OurForm):
    word = forms.CharField(max_length=5)
    count = forms.IntegerField(min_value=1, max_value=9, required=False)
    share = forms.DecimalField(max_digits=4, decimal_places=2, required=False)
    day = forms.DateField(required=False)
    email = forms.EmailField(required=False, error_messages={"invalid": "À nous."})
    site = forms.URLField(required=False, assume_scheme="https")
    one = forms.ChoiceField(choices=[("a", "A")], required=False)
    phone = PhoneField()


def wrong(**told: Any) -> dict[str, list[str]]:
    return Everything({"word": "mot", **told}).errors  # type: ignore[return-value]  # lists, as people read them


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"word": ""}, "Ce champ est demandé : remplissez-le."),
        (
            {"word": "trop long"},
            "Ce texte a 9 signes, et 5 au plus sont gardés : raccourcissez-le.",
        ),
        ({"count": "0"}, "Donnez un nombre d’au moins 1."),
        ({"count": "10"}, "Donnez un nombre d’au plus 9."),
        ({"count": "dix"}, "Ce n’est pas un nombre entier : écrivez-le comme 12."),
        ({"share": "x"}, "Ce n’est pas un nombre : écrivez-le comme 12 ou 3,5."),
        ({"share": "1.234"}, "Donnez un nombre de 4 chiffres au plus, dont 2 après la virgule."),
        ({"share": "12345"}, "Donnez un nombre de 4 chiffres au plus, dont 2 après la virgule."),
        (
            {"day": "hier"},
            "Ce n’est pas un jour : écrivez l’année, le mois et le jour, comme 2026-03-15.",
        ),
        ({"email": "ada"}, "À nous."),
        ({"site": "http://"}, "Ce n’est pas l’adresse d’un site : écrivez-la comme https://exemple.be."),
        (
            {"one": "b"},
            "« b » n’est pas parmi les réponses proposées : choisissez-en une.",
        ),
        (
            {"phone": "abc"},
            "« abc » n’est pas un numéro de téléphone : écrivez ses chiffres, comme +32 4 123 45 67.",
        ),
    ],
)
def test_each_fault_is_said_in_our_words(
    installation: Installation,  # noqa: ARG001 - its settings
    told: dict[str, str],
    sentence: str,
) -> None:
    with speaking("fr"):
        ((name, sentences),) = wrong(**told).items()

    assert (name, list(sentences)) == (next(iter(told)), [sentence])


def test_it_is_said_in_the_language_of_who_reads() -> None:
    with speaking("nl"):
        told = wrong(word="trop long", phone="02 123")

    assert dict(told) == {
        "word": ["Deze tekst telt 9 tekens, en er worden er hoogstens 5 bewaard: kort hem in."]
    }
