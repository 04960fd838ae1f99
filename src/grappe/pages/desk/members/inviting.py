"""Somebody without an account is invited to speak for a member; an invitation is taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.apps.edits.once import first_time
from grappe.apps.language.called import CALLED
from grappe.apps.language.spoken import say_later
from grappe.apps.members.granting import representative
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.invited import unanswered_for
from grappe.apps.members.queries.register import members_on
from grappe.apps.people.acts.inviting import NotOpen, revoke
from grappe.pages.account.invitations import invite_by_mail, renew_by_mail
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.act_forms import DeskAct
from grappe.pages.desk.members.acting import answer
from grappe.pages.desk.members.member import organisation_of
from grappe.pages.desk.showing import where_it_stands
from grappe.pages.look.clicks import not_done
from grappe.pages.mail.letters import leaves
from grappe.pages.members import words

NOT_SENT = N_(
    "L’invitation est enregistrée, mais sa lettre n’est pas partie : le serveur d’e-mails n’a pas répondu. Renvoyez-la d’ici dans un moment."
)
AGAIN = N_("L’invitation est repartie à {email}. Le lien précédent ne sert plus.")
ANSWERED = N_("Cette invitation n’attend plus de réponse : aucune lettre n’est partie.")
NO_MEMBER = N_(
    "« {name} » n’est pas membre aujourd’hui : personne ne peut être invité à la représenter. Aucune lettre n’est partie."
)


class InviteRepresentative(DeskAct):
    title = N_("Inviter un représentant")
    button = N_("Envoyer l’invitation")
    lead = N_(
        "Cette personne reçoit un lien, valable quatorze jours : en l’acceptant, elle agit au nom du membre."
    )
    done = N_("L’invitation est partie.")

    email = forms.EmailField(
        label=say_later(N_("Adresse e-mail")),
        error_messages={"invalid": say_later(N_("Donnez une adresse comme nom@exemple.be."))},
    )
    part = forms.ChoiceField(label=say_later(N_("Ce qu’elle peut faire")))
    language = forms.ChoiceField(label=say_later(N_("Langue de l’invitation")))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.letter: EmailMessage | None = None
        said: Any = self.fields
        said["part"].choices = [(part, say(word, self.desk.language)) for part, word in words.PARTS.items()]
        said["language"].choices = [(code, say(CALLED[code], self.desk.language)) for code in LANGUAGES]
        said["language"].initial = self.desk.language

    def clean_email(self) -> str:
        """Refuse who speaks for the member already."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if self.its.representations.filter(known_until=None, until=None, person__email=email).exists():
            known = N_("{email} représente déjà {name} : changez son rôle par « Désigner un représentant ».")
            raise ValidationError(say(known, self.desk.language, email=email, name=self.its.name))
        return email

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        take_back(self.its, told["email"], by=self.by, on=self.today)
        self.letter = invite_by_mail(
            self.request,
            email=told["email"],
            language=cast("Language", told["language"]),
            grants=[representative(self.its, told["part"])],
            by=self.desk.person,
        )
        return self.its

    def afterwards(self) -> str:
        if self.letter is None or leaves(self.letter):
            return ""
        return say(NOT_SENT, self.desk.language)


def take_back(organisation: Organisation, email: str, *, by: str, on: dt.date) -> None:
    """Take back what an address was invited to for a member and has not answered: another link comes."""
    for one in unanswered_for(organisation).filter(email=email.strip().lower()):
        revoke(invitation=one, by=by, on=on)


def invite_representative(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Invite somebody to speak for a member; whoever is none has nobody to speak for it."""
    organisation = organisation_of(desk, code)
    if not _is_member(organisation):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    return answer(request, desk, InviteRepresentative(desk, organisation, sent, request=request))


def renew_representative(request: HttpRequest, desk: Desk, code: str, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link; none to speak for whoever is no member any more."""
    organisation = organisation_of(desk, code)
    if request.method != "POST":
        return not_done(request, desk.address("member", code=code))
    there = where_it_stands(request, desk, desk.address("member", code=code))
    found = unanswered_for(organisation).filter(pk=invitation).first()
    if found is None:
        messages.warning(request, say(ANSWERED, desk.language))
        return HttpResponseRedirect(there)
    if not _is_member(organisation):
        messages.warning(request, say(NO_MEMBER, desk.language, name=organisation.name))
        return HttpResponseRedirect(there)
    letter = None
    try:
        with transaction.atomic():
            if first_time(request.POST.get("token", "")):
                letter = renew_by_mail(request, invitation=found, by=desk.person)
    except NotOpen:  # answered, or taken back, at this very moment
        messages.warning(request, say(ANSWERED, desk.language))
        return HttpResponseRedirect(there)
    send_and_tell(request, desk, letter, say(AGAIN, desk.language, email=found.email))
    return HttpResponseRedirect(there)


def send_and_tell(request: HttpRequest, desk: Desk, letter: EmailMessage | None, gone: str) -> None:
    """Have a letter leave, now that what it says is kept, and say whether it did; of a double click, once."""
    if letter is None or leaves(letter):
        messages.success(request, gone)
    else:
        messages.error(request, say(NOT_SENT, desk.language))


def _is_member(organisation: Organisation) -> bool:
    held = members_on(organisation.cluster, timezone.localdate())
    return held.filter(organisation=organisation).exists()


def withdraw_representative(request: HttpRequest, desk: Desk, code: str, invitation: int) -> HttpResponse:
    """Take an invitation back: its link leads nowhere."""
    organisation = organisation_of(desk, code)
    if request.method != "POST":
        return not_done(request, desk.address("member", code=code))
    found = unanswered_for(organisation).filter(pk=invitation).first()
    if found is not None:  # of a double click, the second finds it gone, as it asked
        revoke(invitation=found, by=desk.person.named, on=timezone.localdate())
        messages.success(request, say(N_("L’invitation est retirée : son lien ne sert plus."), desk.language))
    return HttpResponseRedirect(where_it_stands(request, desk, desk.address("member", code=code)))
