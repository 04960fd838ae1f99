"""The forms by which somebody is invited, is given a role, or has one no longer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.clusters.models import Role
from grappe.apps.clusters.queries.team import invitations_to, is_over
from grappe.apps.language.spoken import say_later
from grappe.apps.people.grants import Given
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import Desk
from grappe.pages.framework.told import NAMES
from grappe.pages.look.form import OurForm
from grappe.pages.team.words import MAY, ROLES


class DeskForm(OurForm):
    """A form at a desk."""

    def __init__(self, desk: Desk, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        self.desk = desk

    def refuse(self, field: str, sentence: str, **told: Any) -> None:
        """Say at a field what is wrong with it."""
        self.add_error(field, ValidationError(say(sentence, self.desk.language, **told)))


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=say_later(label),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": say_later(N_("Donnez un jour."))},
    )


class _RoleForm(DeskForm):
    """A form that gives one of the roles that a lead may give."""

    kind = forms.ChoiceField(label=say_later(N_("Rôle")), widget=forms.RadioSelect, initial=Role.Kind.TEAM)

    def __init__(self, desk: Desk, data: Any = None, **more: Any) -> None:
        super().__init__(desk, data, **more)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice's
            (kind, f"{say(ROLES[kind], desk.language)} – {say(may, desk.language)}")
            for kind, may in MAY.items()
        ]

    def refuse_held(self, field: str, person: Person | None) -> None:
        """Refuse a role that the person holds already, or will."""
        kind, today = self.cleaned_data.get("kind"), timezone.localdate()
        if person is None or not kind:
            return
        held = Role.objects.filter(person=person, cluster=self.desk.cluster, kind=kind)
        if any(not is_over(role, today) for role in held):
            sentence = N_("{person} a déjà ce rôle. Choisissez-en un autre.")
            self.refuse(field, sentence, person=str(person))


class InviteForm(_RoleForm):
    """Whom, to be what, in which language."""

    email = forms.EmailField(
        label=say_later(N_("Adresse e-mail")),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": say_later(N_("Donnez l’adresse de la personne.")),
            "invalid": say_later(N_("Ce n’est pas une adresse e-mail. Écrivez-la comme anne@example.be.")),
        },
    )
    language = forms.ChoiceField(
        label=say_later(N_("Langue de la lettre")), choices=list(NAMES.items()), widget=forms.RadioSelect
    )
    field_order = ("email", "kind", "language")

    def __init__(self, desk: Desk, data: Any = None) -> None:
        super().__init__(desk, data, initial={"language": desk.cluster.languages[0]})

    def clean_email(self) -> str:
        """Return the address as it is kept."""
        told: str = self.cleaned_data["email"]
        return told.strip().lower()

    def clean(self) -> None:
        """Refuse an address that waits for the same role, or holds it."""
        email, kind = self.cleaned_data.get("email"), self.cleaned_data.get("kind")
        if not email or not kind:
            return
        # Only of who is known here: whether an address has an account elsewhere is nobody's business.
        around = Person.objects.filter(email=email, roles__cluster=self.desk.cluster).first()
        self.refuse_held("kind" if around else "email", around)
        for waiting in invitations_to(self.desk.cluster).filter(email=email):
            if waiting.grants[0].get("role") == kind:
                sentence = N_(
                    "Cette adresse a été invitée au même rôle le {day}. Renvoyez cette invitation-là, ou retirez-la."
                )
                day = long_date(timezone.localtime(waiting.made_at).date(), self.desk.language)
                self.refuse("email", sentence, day=day)
                return

    def grants(self) -> list[Given]:
        """Return what accepting gives."""
        return [{"kind": "role", "role": self.cleaned_data["kind"], "cluster": self.desk.cluster.pk}]


class GiveForm(_RoleForm):
    """Another role for somebody who is known here, from a day on."""

    since = _day(N_("À partir du"))

    def __init__(self, desk: Desk, person: Person, data: Any = None) -> None:
        super().__init__(desk, data)
        self.person = person

    def clean(self) -> None:
        """Refuse a role that the person holds."""
        self.refuse_held("kind", self.person)


class EndForm(DeskForm):
    """The first day on which a role is over."""

    until = _day(N_("Premier jour sans ce rôle"))

    def __init__(self, desk: Desk, role: Role, data: Any = None) -> None:
        super().__init__(desk, data)
        self.role = role

    def clean_until(self) -> Any:
        """Refuse a day before the role began."""
        day = self.cleaned_data["until"]
        if day < self.role.since:
            since = long_date(self.role.since, self.desk.language)
            sentence = N_("Ce rôle commence le {since} : donnez ce jour-là ou un jour postérieur.")
            self.refuse("until", sentence, since=since)
        return day
