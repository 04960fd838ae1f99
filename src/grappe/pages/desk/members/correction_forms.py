"""The correction of an act, and its annulment, as forms: the act's own fields, as they were, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.language.spoken import say_later
from grappe.apps.members.acts.membership import annul, correct
from grappe.apps.members.models import MembershipAct, Organisation, RepresentationAct
from grappe.apps.members.models.acts import Act, IdentityAct
from grappe.pages.desk.members.act_forms import DeskAct
from grappe.pages.desk.members.fields import CategoryFields, DecidedFields, IdentityFields
from grappe.pages.members import words
from grappe.pages.members.fields import day, lines

Kind = MembershipAct.Kind


class Correct(DeskAct):
    """An act told anew: its own fields, as they were, and why."""

    title = N_("Corriger un acte")
    button = N_("Enregistrer la correction")
    lead = N_(
        "L’acte d’avant reste lisible, avec votre motif. Un registre tel qu’on le connaissait un jour passé se réimprime inchangé ; tel qu’on le connaît aujourd’hui, il tient compte de la correction."
    )
    blamed = "reason"

    reason = lines(N_("Pourquoi cette correction"), required=True)

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        self.act = act
        super().__init__(*args, **kwargs)

    def clean_on(self) -> dt.date:
        """Refuse to move what has come to a day to come: registers would lose the member until then."""
        told: dt.date = self.cleaned_data["on"]
        if self.act.on <= timezone.localdate() < told:
            sentence = N_(
                "L’acte est du {was}, et le {day} n’est pas encore venu. Donnez le jour où il a eu lieu, ou annulez l’acte s’il n’a pas eu lieu."
            )
            days = {
                "was": long_date(self.act.on, self.desk.language),
                "day": long_date(told, self.desk.language),
            }
            raise forms.ValidationError(say(sentence, self.desk.language, **days))
        return told

    def changed(self) -> dict[str, Any]:
        """Return the fields that the correction tells otherwise."""
        return {}

    def carry_out(self) -> Organisation:
        correct(act=self.act, by=self.by, reason=self.cleaned_data["reason"], **self.changed())
        return self.its


class CorrectMembership(CategoryFields, DecidedFields, Correct):
    on = day(N_("Jour de l’acte"))
    founding = forms.BooleanField(label=say_later(N_("Membre fondateur")), required=False)
    reason = lines(N_("Pourquoi cette correction"), required=True)
    field_order = (
        "on",
        "category",
        "kind",
        "founding",
        "decided_by",
        "decided_on",
        "reason",
    )

    def __init__(self, *args: Any, act: MembershipAct, **kwargs: Any) -> None:
        super().__init__(*args, act=act, **kwargs)
        if act.category is None:
            del self.fields["category"], self.fields["kind"]
        else:
            self.fields["category"].initial, self.fields["kind"].initial = act.category.code, act.member_kind
        if act.kind not in (Kind.ADMITTED, Kind.RECEIVED):
            del self.fields["founding"]
        for name in {"on", "founding", "decided_by", "decided_on"} & set(self.fields):
            self.fields[name].initial = getattr(act, name)

    def changed(self) -> dict[str, Any]:
        told = {**self.cleaned_data}
        told.pop("reason")
        if "kind" in told:
            told["member_kind"] = told.pop("kind")
        return told


class CorrectIdentity(IdentityFields, Correct):
    on = day(N_("Jour de l’acte"))
    field_order = (
        "on",
        "legal_name",
        "legal_form",
        "enterprise_number",
        "shares_number",
        *IdentityFields.IDENTITY[3:],
        "reason",
    )

    def __init__(self, *args: Any, act: IdentityAct, **kwargs: Any) -> None:
        super().__init__(*args, act=act, **kwargs)
        for name in ("on", *self.IDENTITY):
            self.fields[name].initial = getattr(act, name)
        self.fields["country"].initial = act.country or "BE"

    def changed(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], **self.identity()}

    def carry_out(self) -> Organisation:
        self.refuse_the_number_of_another()
        return super().carry_out()


class CorrectRepresentation(Correct):
    on = day(N_("Jour de l’acte"))
    part = forms.ChoiceField(label=say_later(N_("Ce qu’elle peut faire")))
    field_order = (
        "on",
        "part",
        "reason",
    )

    def __init__(self, *args: Any, act: RepresentationAct, **kwargs: Any) -> None:
        super().__init__(*args, act=act, **kwargs)
        self.fields["on"].initial = act.on
        if not act.part:
            del self.fields["part"]
            return
        self.fields["part"].choices = [  # type: ignore[attr-defined]  # a choice's
            (part, say(word, self.desk.language)) for part, word in words.PARTS.items()
        ]
        self.fields["part"].initial = act.part

    def changed(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Annul(Correct):
    title = N_("Annuler un acte")
    button = N_("Annuler cet acte")
    lead = N_(
        "À faire quand l’acte n’aurait jamais dû être enregistré. Il reste lisible, barré, avec votre motif."
    )

    reason = lines(N_("Pourquoi cette annulation"), required=True)

    def carry_out(self) -> Organisation:
        annul(act=self.act, by=self.by, reason=self.cleaned_data["reason"])
        return self.its
