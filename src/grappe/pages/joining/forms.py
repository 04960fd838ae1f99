"""The form by which an organisation applies, and that by which it adds a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from grappe.analysis.dossier.codes import enterprise_number
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.analysis.vocabulary.countries import HOME
from grappe.apps.applications.queries.asked import asked_of, offered
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.language.spoken import say_later, spoken
from grappe.pages.look.form import OurForm
from grappe.pages.look.paper import Paper
from grappe.pages.look.phone import PhoneField
from grappe.pages.members.fields import SELF_EMPLOYED_THERE, WORK_THERE, countries, full_time

KINDS = [(kind, say_later(label)) for kind, label in MEMBER_KIND.items()]
FILE = "file_"
"""What the name of a field of a file begins with; the code of the document follows."""
LATE = N_(
    "Votre page est restée ouverte trop longtemps : rien n’est encore envoyé. Relisez, puis envoyez de nouveau."
)
FILLED_IN = {
    "name": "organization",
    "street": "address-line1",
    "postal_code": "postal-code",
    "place": "address-level2",
    "country": "country",
    "first_name": "given-name",
    "last_name": "family-name",
    "function": "organization-title",
    "email": "email",
    "phone": "tel",
}
"""What a browser may fill in by itself, by field."""


class CategoryChoice(forms.ModelChoiceField[Category]):
    """A category, called as the visitor's language calls it."""

    def label_from_instance(self, obj: Category) -> str:
        """Return its name."""
        return say(obj.name, spoken())


class ApplyForm(OurForm):
    """Who applies, for what, and what it sends along."""

    name = forms.CharField(label=say_later(N_("Nom de l’organisation")), max_length=300)
    enterprise_number = forms.CharField(
        label=say_later(N_("Numéro d’entreprise")),
        max_length=20,
        required=False,
        help_text=say_later(N_("Dix chiffres, comme 0123.456.749. Laissez vide si vous n’en avez pas.")),
    )
    member_kind = forms.ChoiceField(label=say_later(N_("Nature de l’organisation")), choices=KINDS)
    street = forms.CharField(label=say_later(N_("Rue et numéro")), max_length=200, required=False)
    postal_code = forms.CharField(label=say_later(N_("Code postal")), max_length=12)
    place = forms.CharField(label=say_later(N_("Localité")), max_length=100)
    country = forms.ChoiceField(label=say_later(N_("Pays")), initial=HOME)
    fte = full_time(WORK_THERE)
    self_employed_main = forms.BooleanField(label=say_later(SELF_EMPLOYED_THERE), required=False)
    category = CategoryChoice(
        label=say_later(N_("Catégorie de membre demandée")), queryset=None, empty_label=None
    )
    message = forms.CharField(
        label=say_later(N_("Pourquoi voulez-vous être membre ?")),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    first_name = forms.CharField(label=say_later(N_("Votre prénom")), max_length=100)
    last_name = forms.CharField(label=say_later(N_("Votre nom")), max_length=100)
    function = forms.CharField(label=say_later(N_("Votre fonction")), max_length=100, required=False)
    email = forms.EmailField(
        label=say_later(N_("Votre adresse e-mail")),
        help_text=say_later(N_("Nous y envoyons le lien par lequel vous suivez votre candidature.")),
        error_messages={"invalid": say_later(N_("Donnez une adresse comme nom@exemple.be."))},
    )
    phone = PhoneField(label=say_later(N_("Votre téléphone")))

    def __init__(self, *args: Any, cluster: Cluster, late: bool = False, **kwargs: Any) -> None:
        """Make the form of a cluster; one that is late is never valid, and keeps all that was typed."""
        super().__init__(*args, **kwargs)
        self.late = late
        category: Any = self.fields["category"]
        category.queryset = offered(cluster)
        self.asked = {one.code: one.label for each in category.queryset for one in asked_of(each)}
        for code, label in self.asked.items():
            self.fields[FILE + code] = Paper(label=say(label, spoken()), required=False)
        self.fields["country"].choices = countries(spoken())  # type: ignore[attr-defined]  # a choice's
        for name, told in FILLED_IN.items():
            self.fields[name].widget.attrs["autocomplete"] = told

    def clean(self) -> dict[str, Any]:
        """Check the number of a Belgian organisation; say of each file that it is to be chosen again."""
        told = super().clean() or {}
        if self.late:
            self.add_error(None, say(LATE, spoken()))
        number = told.get("enterprise_number", "")
        country = told.get("country") or HOME
        if number:
            read = enterprise_number(number, country)
            if isinstance(read, str):
                told["enterprise_number"] = read.replace(".", "") if country == HOME else read[:12]
            else:
                self.add_error("enterprise_number", say(read[0], spoken(), value=number))
        if self.errors:
            for field in self._sent():
                if field not in self.errors:
                    again = N_("Choisissez de nouveau ce fichier : un navigateur ne le garde pas.")
                    self.add_error(field, say(again, spoken()))
        return told

    def _sent(self) -> Iterable[str]:
        return [name for name in self.files if name.startswith(FILE) and name in self.fields]

    def sent_files(self) -> dict[str, Any]:
        """Return the files, by code of the document that they are."""
        return {code: sent for code in self.asked if (sent := self.cleaned_data.get(FILE + code))}


class AddForm(OurForm):
    """One document that lacks."""

    file = Paper(label=say_later(N_("Fichier")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = say(N_("Choisissez d’abord un fichier."), spoken())
