"""The fields that several acts of the desk ask for, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from grappe.analysis.dossier.codes import dotted, enterprise_number
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.registry.card import Card, card_of
from grappe.apps.edits.at_field import at_field
from grappe.apps.language.spoken import say_later, spoken
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.numbers import holder_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.framework.starting import installed
from grappe.pages.members import words
from grappe.pages.members.fields import AuthorForm, choice, countries, day, lines, text

ENDINGS = ("resigned", "excluded", "struck_off", "dissolved", "left")
BODIES: Mapping[str, str] = {
    "": N_("Personne n’avait à décider"),
    "board": N_("Conseil d’administration"),
    "general_assembly": N_("Assemblée générale"),
}


class EnterpriseNumberField(forms.CharField):
    """A Belgian number checked modulo 97, kept as its ten digits; another country's as it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=say_later(N_("Numéro d’entreprise")),
            help_text=say_later(
                N_("Dix chiffres pour la Belgique, comme 0123.456.749 ; vide s’il n’y en a pas.")
            ),
            max_length=20,
            required=False,
            **kwargs,
        )


def checked_number(written: str, country: str) -> str:
    """Return a number as it is kept. Raises ValidationError, in the words that a dossier's reader gets."""
    if not written.strip():
        return ""
    answer = enterprise_number(written.strip(), country or "BE")
    if isinstance(answer, tuple):
        what, expected, remedy, values = answer
        told = [say(part, spoken(), value=written, **values) for part in (what, expected, remedy) if part]
        raise ValidationError(" ".join(told))
    return answer.replace(".", "") if (country or "BE") == "BE" else answer


class DeskForm(AuthorForm):
    """A form of the desk: it knows the desk at which it is filled in."""

    def __init__(self, desk: Desk, *args: Any, **kwargs: Any) -> None:
        self.desk = desk
        super().__init__(desk, *args, **kwargs)


class DecidedFields(DeskForm):
    """Which body decided, when, and why: of most acts."""

    decided_by = choice(N_("Décidé par"), BODIES, required=False)
    decided_on = day(N_("Jour de la décision"), required=False)
    reason = lines(N_("Motif"))

    def decided(self) -> dict[str, Any]:
        """Return what the act keeps of it."""
        told = self.cleaned_data
        return {name: told[name] for name in ("decided_by", "decided_on", "reason")}


class IdentityFields(DeskForm):
    """Who an organisation is to the law."""

    legal_name = text(N_("Dénomination"), required=True, length=300)
    legal_form = text(N_("Forme juridique"), help_text=N_("Comme SA, SRL, ASBL."), length=50)
    enterprise_number = EnterpriseNumberField()
    shares_number = forms.BooleanField(
        label=say_later(N_("C’est une autre organisation, qui porte le même numéro")),
        help_text=say_later(N_("Deux laboratoires d’une université, deux sections d’une fédération.")),
        required=False,
    )
    street = text(N_("Rue et numéro"))
    postal_code = text(N_("Code postal"), length=12)
    place = text(N_("Localité"), length=100)
    country = forms.ChoiceField(label=say_later(N_("Pays")), initial="BE")

    IDENTITY = ("legal_name", "legal_form", "enterprise_number", "street", "postal_code", "place", "country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "shares_number" not in self.data:
            del self.fields["shares_number"]
        self.fields["country"].choices = countries(self.desk.language)  # type: ignore[attr-defined]  # a choice's

    def clean(self) -> dict[str, Any]:
        """Check the number against its country."""
        told = super().clean() or self.cleaned_data
        try:
            told["enterprise_number"] = checked_number(
                told.get("enterprise_number") or "", told.get("country") or "BE"
            )
        except ValidationError as refused:
            self.add_error("enterprise_number", refused)
        return told

    def refuse_the_number_of_another(self) -> None:
        """Raise ValidationError where another bears the number, until it is said that they are two.

        Asked as the act is done, and not before: a form that comes twice is not refused for what it made. The
        acts themselves take such a number, since doubles come in before they are brought together.
        """
        own: Organisation | None = getattr(self, "organisation", None)
        number, held = self.cleaned_data["enterprise_number"], self.fields["enterprise_number"].initial
        if number == held or self.cleaned_data.get("shares_number"):
            return
        other = holder_of(self.desk.cluster, number, but=own)
        if other is not None:
            self.fields["shares_number"] = deepcopy(self.base_fields["shares_number"])
            self.order_fields(self.field_order)
            sentence = N_(
                "{name} ({code}) porte déjà ce numéro. Si c’est la même organisation, ouvrez sa fiche ; sinon, corrigez le numéro, ou dites ci-dessous que ce sont deux organisations."
            )
            raise at_field("enterprise_number", sentence, name=other.name, code=other.code)

    @property
    def fillable(self) -> bool:
        """Whether there is a registry of companies to fill it from."""
        return installed().registry is not None

    def fill(self, posted: Mapping[str, str]) -> str:
        """Take over what was typed, then what the registry says of the number; return what is to be told.

        Nothing is recorded: whoever reads it over does so.
        """
        for name in self.fields.keys() & posted.keys():
            self.fields[name].initial = posted[name]
        store, language = installed().registry, self.desk.language
        try:
            number = checked_number(posted.get("enterprise_number", ""), "BE")
            card = card_of(store, number, language) if store and number else None
        except ValidationError as refused:
            return " ".join(refused.messages)
        except Refusal as refused:
            return " ".join(refused.sentences(language))
        if card is None:
            return say(
                N_("Le registre des entreprises ne connaît pas ce numéro : rien n’est rempli."), language
            )
        for name, value in self.of_card(card).items():
            if value and name in self.fields:
                self.fields[name].initial = value
        return say(
            N_("Rempli d’après le registre des entreprises du {day} : relisez, corrigez, puis enregistrez."),
            language,
            day=long_date(card.day, language),
        )

    def of_card(self, card: Card) -> dict[str, str]:
        """Return what fields a company's card fills."""
        return {
            "legal_name": card.name,
            "legal_form": card.form[:50],
            "enterprise_number": dotted(card.number),
            "street": card.street,
            "postal_code": card.postal_code,
            "place": card.place,
        }

    def identity(self) -> dict[str, str]:
        """Return what the act of identity keeps."""
        return {name: self.cleaned_data.get(name) or "" for name in self.IDENTITY}


class CategoryFields(DeskForm):
    """A category of the cluster's statutes, and the kind of member."""

    category = forms.ChoiceField(label=say_later(N_("Catégorie")))
    kind = choice(N_("Nature"), words.KINDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {one.code: one for one in self.desk.cluster.categories.all()}
        self.fields["category"].choices = [(one.code, one.name) for one in self.categories.values()]  # type: ignore[attr-defined]

    def clean_category(self) -> Any:
        """Return the category itself."""
        return self.categories[self.cleaned_data["category"]]
