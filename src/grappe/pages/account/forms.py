"""Forms of the account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from grappe.apps.language.spoken import say_later
from grappe.apps.people.models import Person
from grappe.pages.look.form import OurForm

LONGEST_CODE = 20


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The code of an e-mail; who followed its link finds it typed already, and has only to confirm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs |= {"class": "code", "autocapitalize": "characters", "spellcheck": "false"}
        field.widget.attrs.pop("placeholder", None)
        field.initial = context.request.GET.get("code", "")[:LONGEST_CODE]


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A key to add, by which its person comes in without anything else unless they say otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say_later("Nom de la clé")
        self.fields["name"].help_text = say_later("Pour la reconnaître : le nom de l’appareil, par exemple.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = say_later("Entrer avec elle seule"), True
        alone.help_text = say_later(
            "L’appareil vérifie que c’est vous. Sinon, elle n’est qu’une deuxième preuve, demandée en plus."
        )


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """What a person says of themselves."""

    class Meta:
        model = Person
        fields = ("first_name", "last_name")
        labels = {  # noqa: RUF012 - as Django reads it
            "first_name": say_later("Prénom"),
            "last_name": say_later("Nom"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"


class InvitedForm(OurForm):
    """How an invited person is called, when they have no account yet."""

    first_name = forms.CharField(
        label=say_later("Prénom"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": say_later("Écrivez votre prénom.")},
    )
    last_name = forms.CharField(
        label=say_later("Nom"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": say_later("Écrivez votre nom.")},
    )
