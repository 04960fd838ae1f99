"""An application that came on paper, entered by the team with the day on which it came."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.acts.applying import Applicant, apply, apply_again
from grappe.apps.applications.models import Application
from grappe.apps.applications.queries.alike import waiting_for
from grappe.apps.applications.queries.asked import asked_of
from grappe.apps.applications.rules.refusals import AlreadyApplied
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.language.called import CALLED
from grappe.apps.language.spoken import say_later
from grappe.apps.members.acts.parts import keep_part
from grappe.apps.members.models import Contact, Organisation
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.desk.applications.acting import ActPage, tell
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.fields import CategoryFields, IdentityFields
from grappe.pages.desk.members.member import organisation_of
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.paper import Paper
from grappe.pages.look.phone import PhoneField
from grappe.pages.members.fields import (
    SELF_EMPLOYED_THERE,
    WORK_THERE,
    choice,
    day,
    full_time,
    lines,
    past,
    text,
)

FILE = "file_"
"""What the name of a field of a file begins with; the code of the document follows."""
OLDEST = 10
"""Years back of which a day on which an application came is no slip of the pen."""
CONTACT = ("first_name", "last_name", "function", "email", "phone")
SITE = ("street", "postal_code", "place", "country")


class OnPaper(IdentityFields, CategoryFields):
    """Who applies, for what, since when. organisation: one of the book; None: it is to be entered."""

    title: ClassVar[str] = N_("Saisir une candidature reçue sur papier")
    button: ClassVar[str] = N_("Enregistrer la candidature")
    lead: ClassVar[str] = N_(
        "Elle suit le même chemin que celles du formulaire public : documents, conditions, décision. "
        "L’organe peut l’avoir décidée le jour où elle est arrivée, ou après."
    )
    done: ClassVar[str] = N_("La candidature est enregistrée.")

    received_on = day(N_("Reçue le"), help_text=N_("Le jour où elle est arrivée chez vous."))
    fte = full_time(WORK_THERE)
    self_employed_main = forms.BooleanField(label=say_later(SELF_EMPLOYED_THERE), required=False)
    message = lines(N_("Pourquoi elle veut être membre"))
    first_name = text(N_("Prénom du contact"), length=100)
    last_name = text(N_("Nom du contact"), required=True, length=100)
    function = text(N_("Fonction"), length=100)
    email = forms.EmailField(
        label=say_later(N_("Adresse e-mail")),
        required=False,
        help_text=say_later(N_("Sans elle, aucune lettre ne part de la plateforme.")),
    )
    phone = PhoneField(label=say_later(N_("Téléphone")))
    language = choice(N_("Langue des lettres"), CALLED)
    field_order = (
        "received_on", "legal_name", "legal_form", "enterprise_number", "street", "postal_code", "place", "country", "fte",
        "self_employed_main", "category", "kind", "message", *CONTACT, "language",)  # fmt: skip

    def __init__(self, desk: Desk, organisation: Organisation | None, *args: Any, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(desk, *args, **kwargs)
        if organisation is not None:
            for name in (*self.IDENTITY, "fte", "self_employed_main"):
                del self.fields[name]
        self.asked = {one.code: one.label for each in self.categories.values() for one in asked_of(each)}
        for code, label in self.asked.items():
            self.fields[FILE + code] = Paper(label=say(label, desk.language), required=False)
        self.fields["received_on"].initial = self.today
        self.fields["language"].initial = (desk.cluster.languages or ["fr"])[0]

    def clean_received_on(self) -> dt.date:
        """Refuse a day to come, and one so far back that nobody means it."""
        told = past(self.cleaned_data["received_on"])
        if told < self.today - relativedelta(years=OLDEST):
            words_ = N_(
                "Le {day} est il y a plus de {years} ans, sans doute une faute de frappe : donnez le jour où elle est arrivée."
            )
            language = self.desk.language
            raise ValidationError(say(words_, language, day=long_date(told, language), years=OLDEST))
        return told

    def clean(self) -> dict[str, Any]:
        """Check the number of who is to be entered, and say of each file that it is to be chosen again."""
        told = super().clean() if self.organisation is None else self.cleaned_data
        if self.errors:
            again = N_("Choisissez de nouveau ce fichier : un navigateur ne le garde pas.")
            for name in self.files:
                if name in self.fields and name not in self.errors:
                    self.add_error(name, say(again, self.desk.language))
        return told

    def carry_out(self, form: str) -> Application:
        """Write it down. Raises RegisterRefusal, ValidationError."""
        told = self.cleaned_data
        files = {code: sent for code in self.asked if (sent := told.get(FILE + code))}
        contact = {name: told[name] for name in CONTACT}
        asked: dict[str, Any] = {
            "category": told["category"],
            "member_kind": told["kind"],
            "language": told["language"],
            "message": told["message"],
            "form": form,
            "files": files,
            "by": self.by,
            "on": told["received_on"],
        }
        if self.organisation is not None:
            whom = Contact(organisation=self.organisation, visibility="hidden")
            keep_part(part=whom, told=contact, by=self.by, on=self.today)
            return apply_again(organisation=self.organisation, contact=whom, **asked)[0]
        waiting = waiting_for(self.desk.cluster, name=told["legal_name"], number=told["enterprise_number"])
        if waiting is not None:
            raise AlreadyApplied(name=waiting.organisation.name, day=waiting.received_on)
        site = {**{name: told[name] for name in SITE}, "fte": told["fte"]}
        applicant = Applicant(
            name=told["legal_name"],
            identity=self.identity(),
            sites=({**site, "self_employed_main": told["self_employed_main"]},),
            contact=contact,
        )
        return apply(cluster=self.desk.cluster, applicant=applicant, **asked)[0]


def enter_on_paper(request: HttpRequest, desk: Desk, code: str = "") -> HttpResponse:
    """Ask for an application that came on paper, and write it down once."""
    organisation = organisation_of(desk, code) if code else None
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, language = OnPaper(desk, organisation, *sent), desk.language
    token = request.POST.get("token") or new_token()
    if form.is_bound and form.is_valid():
        try:
            return _done(request, desk, form, token)
        except RegisterRefusal as refusal:
            blamed = "legal_name" if isinstance(refusal, AlreadyApplied) else None
            form.add_error(blamed if blamed in form.fields else None, refusal.sentences(language))
        except ValidationError as refused:
            tell(form, refused)
    page = ActPage(
        title=say(form.title, language),
        lead=say(form.lead, language),
        button=say(form.button, language),
        about=organisation.name if organisation else "",
        known="",
        form=form,
        token=token,
        seen=0,
        back=desk.address("member", code=code) if code else desk.address("applications"),
        meanwhile=(),
    )
    way = (Step(say(N_("Candidatures"), language), desk.address("applications")),)
    return shown(request, desk, "desk/applications/act.html", page, way=way)


def _done(request: HttpRequest, desk: Desk, form: OnPaper, token: str) -> HttpResponse:
    with transaction.atomic():
        made = form.carry_out(token[:64]) if first_time(token) else None
    if made is not None:
        messages.success(request, say(form.done, desk.language))
    one = made or desk.cluster.applications.filter(form=token[:64]).first()
    if one is None:
        return HttpResponseRedirect(desk.address("applications"))
    return HttpResponseRedirect(desk.address("application", application=one.pk))
