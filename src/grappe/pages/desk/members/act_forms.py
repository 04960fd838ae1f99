"""The acts of the register as forms: each knows what it asks, and which act it does."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.registry.card import Card
from grappe.analysis.vocabulary import nace
from grappe.apps.applications.models import Application
from grappe.apps.language.spoken import say_later
from grappe.apps.members.acts.identity import appoint, declare, dismiss
from grappe.apps.members.acts.membership import ToItself, admit, change_category, end_membership, pass_on
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.acts.parts import set_activities
from grappe.apps.members.models import MembershipAct, Organisation, RepresentationAct
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.called import organisation_called
from grappe.pages.desk.members.fields import ENDINGS, CategoryFields, DecidedFields, DeskForm, IdentityFields
from grappe.pages.members import words
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.fields import day, lines, text

Kind = MembershipAct.Kind
WAITS = N_(
    "Sa candidature attend : c’est là que ses documents et ses conditions sont vus, et que la décision se prend."
)
"""Of who has applied, and is not to be admitted beside that."""


class DeskAct(ActForm, DeskForm):
    """One act about one organisation, done at the desk."""


class Enter(IdentityFields, CategoryFields, DecidedFields, DeskAct):
    title = N_("Ajouter un membre")
    button = N_("Ajouter et admettre")
    lead = N_("L’organisation est inscrite, son identité déclarée et son adhésion enregistrée, au même jour.")

    name = text(N_("Nom d’usage"), help_text=N_("Vide : la dénomination."), length=300)
    on = day(N_("Membre depuis le"))
    founding = forms.BooleanField(label=say_later(N_("Membre fondateur")), required=False)
    activities = lines(
        N_("Activités"), help_text=N_("Un code NACE-BEL par ligne, avec sa version : 59.111 (2025).")
    )
    field_order = (
        "legal_name", "legal_form", "enterprise_number", "shares_number", "street", "postal_code", "place", "country", "name",
        "activities",
        "category", "kind", "on", "founding", "decided_by", "decided_on", "reason",)  # fmt: skip

    def of_card(self, card: Card) -> dict[str, str]:
        """Return what fields a company's card fills: its activities too."""
        told = "\n".join(f"{code} ({version})" for code, version in card.activities)
        return {**super().of_card(card), "activities": told}

    def clean_activities(self) -> list[tuple[str, int]]:
        """Read the codes, each in its version."""
        read: list[tuple[str, int]] = []
        for line in filter(None, map(str.strip, self.cleaned_data["activities"].splitlines())):
            found = re.fullmatch(r"(\S+)\s*\((\d{4})\)", line)
            code = nace.canonical(found[1], found[2]) if found and found[2] in nace.VERSIONS else None
            if found is None or code is None:
                words_ = N_(
                    "« {line} » n’est pas un code de la NACE-BEL avec sa version, comme 59.111 (2025)."
                )
                raise forms.ValidationError(say(words_, self.desk.language, line=line))
            read.append((code, int(found[2])))
        return read

    def carry_out(self) -> Organisation:
        self.refuse_the_number_of_another()
        told = self.cleaned_data
        made = enter(
            cluster=self.desk.cluster, name=told["name"] or told["legal_name"], by=self.by, on=told["on"]
        )
        declare(organisation=made, by=self.by, on=told["on"], **self.identity())
        admit(
            organisation=made,
            category=told["category"],
            kind=told["kind"],
            founding=told["founding"],
            by=self.by,
            on=told["on"],
            **self.decided(),
        )
        set_activities(organisation=made, activities=told["activities"], by=self.by, on=told["on"])
        return made


class Admit(CategoryFields, DecidedFields, DeskAct):
    title = N_("Admettre comme membre")
    button = N_("Enregistrer l’admission")

    on = day(N_("Membre depuis le"))
    founding = forms.BooleanField(label=say_later(N_("Membre fondateur")), required=False)
    field_order = (
        "category",
        "kind",
        "on",
        "founding",
        "decided_by",
        "decided_on",
        "reason",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse to go round an application that waits: its documents and conditions are looked at there."""
        told = super().clean() or self.cleaned_data
        if self.its.applications.filter(state__in=Application.OPEN).exists():
            raise forms.ValidationError(say(WAITS, self.desk.language))
        return told

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        admit(
            organisation=self.its,
            category=told["category"],
            kind=told["kind"],
            founding=told["founding"],
            by=self.by,
            on=told["on"],
            **self.decided(),
        )
        return self.its


class ChangeCategory(CategoryFields, DecidedFields, DeskAct):
    title = N_("Changer la catégorie")
    button = N_("Enregistrer le changement")

    on = day(N_("À partir du"))
    field_order = (
        "category",
        "kind",
        "on",
        "decided_by",
        "decided_on",
        "reason",
    )

    def __init__(self, desk: Desk, organisation: Organisation | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk, organisation, *args, **kwargs)
        held = self.its.memberships.filter(known_until__isnull=True).select_related("category").last()
        if held is not None:
            self.fields["category"].initial, self.fields["kind"].initial = held.category.code, held.kind

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        change_category(
            organisation=self.its,
            category=told["category"],
            kind=told["kind"],
            by=self.by,
            on=told["on"],
            **self.decided(),
        )
        return self.its


class EndMembership(DecidedFields, DeskAct):
    title = N_("Mettre fin à l’adhésion")
    button = N_("Enregistrer la fin")

    kind = forms.ChoiceField(label=say_later(N_("Comment")))
    on = day(N_("Premier jour où il n’est plus membre"))
    field_order = (
        "kind",
        "on",
        "decided_by",
        "decided_on",
        "reason",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice's
            (kind, say(words.ACTS[kind], self.desk.language)) for kind in ENDINGS
        ]

    def clean(self) -> dict[str, Any]:
        """Ask of an exclusion who decided it, and why: it is done to somebody."""
        told = super().clean() or self.cleaned_data
        if told.get("kind") == Kind.EXCLUDED:
            if not told.get("decided_by"):
                self.add_error(
                    "decided_by", say(N_("Une exclusion dit quel organe l’a décidée."), self.desk.language)
                )
            if not told.get("reason"):
                self.add_error("reason", say(N_("Une exclusion dit pourquoi."), self.desk.language))
        return told

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        end_membership(
            organisation=self.its, kind=Kind(told["kind"]), by=self.by, on=told["on"], **self.decided()
        )
        return self.its


class PassOn(DecidedFields, DeskAct):
    title = N_("Transférer ou fusionner")
    button = N_("Enregistrer")
    lead = N_(
        "L’adhésion passe à une autre organisation du carnet, avec sa catégorie, si celle-ci n’est pas déjà membre."
    )

    kind = forms.ChoiceField(label=say_later(N_("Comment")))
    successor = text(
        N_("À quelle organisation"), help_text=N_("Son nom, ou son code comme m12."), required=True
    )
    on = day(N_("À partir du"))
    field_order = (
        "kind",
        "successor",
        "on",
        "decided_by",
        "decided_on",
        "reason",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice's
            (kind, say(words.ACTS[kind], self.desk.language)) for kind in ("transferred", "merged")
        ]

    def clean_successor(self) -> Organisation:
        """Return the one organisation that is called so."""
        every = self.desk.cluster.organisations.filter(out_since__isnull=True)
        found = organisation_called(every, self.cleaned_data["successor"], self.desk.language)
        if found == self.its:
            raise forms.ValidationError(ToItself(name=found.name).sentences(self.desk.language))
        return found

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        pass_on(
            organisation=self.its,
            successor=told["successor"],
            kind=Kind(told["kind"]),
            by=self.by,
            on=told["on"],
            **self.decided(),
        )
        return self.its


class Declare(IdentityFields, DeskAct):
    title = N_("Déclarer l’identité")
    button = N_("Enregistrer l’identité")
    lead = N_(
        "Ce que la loi demande d’un registre, en entier : ce qui n’est pas redit ne vaut plus à partir de ce jour."
    )

    on = day(N_("À partir du"))
    reason = lines(N_("Motif"))
    field_order = ("on", "legal_name", "legal_form", "enterprise_number", "shares_number")

    def __init__(self, desk: Desk, organisation: Organisation | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk, organisation, *args, **kwargs)
        held = self.its.identities.filter(known_until__isnull=True).select_related("act").last()
        for name in self.IDENTITY:
            self.fields[name].initial = getattr(held.act, name) if held else ""
        self.fields["country"].initial = (held.act.country if held else "") or "BE"
        if held is None:
            self.fields["legal_name"].initial = self.its.name

    def carry_out(self) -> Organisation:
        self.refuse_the_number_of_another()
        told = self.cleaned_data
        declare(organisation=self.its, by=self.by, on=told["on"], reason=told["reason"], **self.identity())
        return self.its


class Appoint(DeskAct):
    title = N_("Désigner un représentant")
    button = N_("Enregistrer la désignation")
    lead = N_("Cette personne agit au nom du membre avec son compte. Une seule vote en son nom.")
    blamed = "email"

    email = forms.EmailField(label=say_later(N_("Adresse e-mail de son compte")))
    part = forms.ChoiceField(label=say_later(N_("Ce qu’elle peut faire")))
    on = day(N_("À partir du"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [  # type: ignore[attr-defined]  # a choice's
            (part, say(word, self.desk.language)) for part, word in words.PARTS.items()
        ]

    def clean_email(self) -> Person:
        """Return the person whose account it is."""
        typed = self.cleaned_data["email"].strip().lower()
        found = Person.objects.filter(email=typed, is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                say(
                    N_(
                        "Aucun compte n’a l’adresse {email}. Invitez d’abord cette personne, ou vérifiez l’adresse."
                    ),
                    self.desk.language,
                    email=typed,
                )
            )
        return found

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        appoint(
            organisation=self.its,
            person=told["email"],
            part=RepresentationAct.Part(told["part"]),
            by=self.by,
            on=told["on"],
        )
        return self.its


class Dismiss(DeskAct):
    title = N_("Mettre fin à une représentation")
    button = N_("Enregistrer la fin")

    on = day(N_("Premier jour où elle ne représente plus le membre"))

    def __init__(self, *args: Any, person: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = (
            self.its.representations.filter(known_until__isnull=True, person=person)
            .select_related("person")
            .last()
        )
        if held is None:
            raise LookupError(person)
        self.person = held.person

    @property
    def about(self) -> str:
        """Whom it is about."""
        return str(self.person)

    def carry_out(self) -> Organisation:
        dismiss(organisation=self.its, person=self.person, by=self.by, on=self.cleaned_data["on"])
        return self.its
