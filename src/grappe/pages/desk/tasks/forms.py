"""The forms of a task: a line to note one at once, and all that it may say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.queries.team import team_on
from grappe.apps.edits.written import fingerprint_of
from grappe.apps.language.spoken import say_later
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import About, Told
from grappe.apps.tasks.models import ABOUT, Task
from grappe.apps.tasks.queries import lines_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.called import organisation_called
from grappe.pages.look.form import OurForm

LONGEST = 18
"""Digits of a number that either database reads."""


class QuickForm(OurForm):
    """What, for when, for whom."""

    title = forms.CharField(
        label=say_later(N_("Que faut-il faire ?")),
        max_length=200,
        error_messages={"required": say_later(N_("Dites en quelques mots ce qu’il faut faire."))},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    due_on = forms.DateField(
        label=say_later(N_("Pour le")),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say_later(N_("Ce n’est pas un jour. Écrivez-le comme 2026-12-31."))},
    )
    assignee = forms.ChoiceField(label=say_later(N_("Pour qui")), required=False)

    def __init__(self, desk: Desk, data: Any = None, *, task: Task | None = None, **more: Any) -> None:
        self.desk, self.task = desk, task
        self.people = {str(one.pk): one for one in team_on(desk.cluster, timezone.localdate())}
        me = str(desk.person.pk)
        initial = {"assignee": me if me in self.people else "", **more.pop("initial", {})}
        super().__init__(data, label_suffix="", initial=initial, **more)
        choices = [("", say(N_("Personne encore"), desk.language))]
        choices += [
            (number, say(N_("Vous"), desk.language) if number == me else str(person))
            for number, person in self.people.items()
        ]
        if task is not None and task.assignee is not None and str(task.assignee.pk) not in self.people:
            self.people[str(task.assignee.pk)] = task.assignee
            away = say(N_("{person}, qui n’est plus de l’équipe"), desk.language, person=str(task.assignee))
            choices.append((str(task.assignee.pk), away))
        self.fields["assignee"].choices = choices  # type: ignore[attr-defined]  # a choice's

    def ready(self) -> None:
        """Have a page open on the first field, for what is typed next."""
        self.fields["title"].widget.attrs["autofocus"] = True

    def clean_assignee(self) -> Person | None:
        """Return the person."""
        return self.people.get(self.cleaned_data["assignee"])

    def told(self) -> Told:
        """Return what the task says."""
        said = self.cleaned_data
        return Told(title=said["title"], due_on=said["due_on"], assignee=said["assignee"])


class TaskForm(QuickForm):
    """All that a task says. What it is about comes with the page that led here, or is typed."""

    detail = forms.CharField(
        label=say_later(N_("Détail")),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    member = forms.CharField(
        label=say_later(N_("À propos de quelle organisation")),
        required=False,
        max_length=300,
        help_text=say_later(N_("Son nom, ou son code comme m12. Vide : d’aucune.")),
    )
    loose = forms.BooleanField(required=False)
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, desk: Desk, data: Any = None, *, task: Task | None = None, about: About = None
    ) -> None:
        initial: dict[str, Any] = {"about": named(about)}
        if task is not None:
            initial |= {"title": task.title, "detail": task.detail, "due_on": task.due_on}
            initial |= {"assignee": str(task.assignee_id or ""), "started_from": fingerprint_of(task)}
        super().__init__(desk, data, task=task, initial=initial)
        self.thing = about if data is None else about_named(desk, data.get("about", ""))
        if self.thing is None:
            del self.fields["loose"]
            return
        del self.fields["member"]
        if task is None:  # where it comes from says what it is about
            del self.fields["loose"]
            return
        (line,) = lines_of(desk.cluster, [Task(**fields_of(self.thing))])
        name = line.organisation.name if line.organisation else ""
        self.fields["loose"].label = say(N_("Détacher de « {name} »"), desk.language, name=name)

    def clean_member(self) -> About:
        """Return the one organisation that is called so, or none."""
        typed = self.cleaned_data["member"].strip()
        if not typed:
            return None
        in_book = self.desk.cluster.organisations.filter(out_since__isnull=True)
        return organisation_called(in_book, typed, self.desk.language)

    def told(self) -> Told:
        """Return what the task says."""
        said = self.cleaned_data
        about = None if said.get("loose") else self.thing or said.get("member")
        return Told(
            title=said["title"],
            detail=said["detail"],
            due_on=said["due_on"],
            assignee=said["assignee"],
            about=about,
        )


def named(about: About) -> str:
    """Return how an address names what a task is about: `organisation:12`."""
    return f"{about._meta.model_name}:{about.pk}" if about is not None else ""


def fields_of(about: About) -> dict[str, About]:
    """Return the field of a task that says what it is about."""
    return {str(about._meta.model_name): about} if about is not None else {}


def about_named(desk: Desk, name: str) -> About:
    """Return what is named so among what is the cluster's; None where nothing is."""
    kind, _, number = name.partition(":")
    if kind not in ABOUT or not number.isdecimal() or len(number) > LONGEST:
        return None
    found: About = getattr(desk.cluster, f"{kind}s").filter(pk=int(number)).first()
    return found


def tell(form: forms.Form, refused: ValidationError) -> None:
    """Say what an act refuses at its field, or at the form where that is not shown."""
    for name, faults in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
