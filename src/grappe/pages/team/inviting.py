"""Somebody is invited: the letter is read first, then sent; sent again; taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.clusters.queries.team import invitations_to
from grappe.apps.edits.once import came_before, first_time, new_token
from grappe.apps.language.spoken import ours
from grappe.apps.people.acts.inviting import NotOpen, revoke
from grappe.apps.people.models import Invitation
from grappe.pages.account.invitations import invite_by_mail, letter_to_come, renew_by_mail
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.inviting import AGAIN, send_and_tell
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.clicks import not_done
from grappe.pages.mail.letters import Letter
from grappe.pages.team.forms import InviteForm


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    """The form, or the letter that it would send and the form out of sight."""

    title: str
    form: InviteForm
    token: str
    back: str
    letter: Letter | None
    spoken: Language
    """That of the letter."""
    to: str


def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Have an address invited: its letter is shown before it leaves."""
    if came_before(request.POST.get("token", "")):
        return HttpResponseRedirect(desk.address("team"))
    form = InviteForm(desk, request.POST if request.method == "POST" else None)
    right = form.is_bound and form.is_valid()
    if right and "send" in request.POST:
        return _sent(request, desk, form)
    language = ours(form.cleaned_data["language"]) if right else None
    letter = None
    if right and language and "edit" not in request.POST:
        letter = letter_to_come(request, language=language, grants=form.grants(), by=desk.person)
    title = N_("Relire la lettre") if letter else N_("Inviter une personne")
    page = InvitePage(
        title=say(title, desk.language),
        form=form,
        token=request.POST.get("token") or new_token(),
        back=desk.address("team"),
        letter=letter,
        spoken=language or desk.language,
        to=form.cleaned_data["email"] if right else "",
    )
    return shown(request, desk, "team/invite.html", page, way=way(desk))


def renew_invitation(request: HttpRequest, desk: Desk, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    if request.method != "POST":
        return not_done(request, desk.address("team"))
    asked = _asked(desk, invitation)
    letter = None
    try:
        with transaction.atomic():
            if first_time(request.POST.get("token", "")):
                letter = renew_by_mail(request, invitation=asked, by=desk.person)
    except NotOpen as over:
        messages.warning(request, over.sentences(desk.language)[0])
        return HttpResponseRedirect(desk.address("team"))
    send_and_tell(request, desk, letter, say(AGAIN, desk.language, email=asked.email))
    return HttpResponseRedirect(desk.address("team"))


def withdraw_invitation(request: HttpRequest, desk: Desk, invitation: int) -> HttpResponse:
    """Take an invitation back: its link leads nowhere."""
    if request.method != "POST":
        return not_done(request, desk.address("team"))
    asked = _asked(desk, invitation)
    revoke(invitation=asked, by=desk.person.named, on=timezone.localdate())
    told = say(
        N_("L’invitation envoyée à {email} est retirée. Son lien ne sert plus."),
        desk.language,
        email=asked.email,
    )
    messages.success(request, told)
    return HttpResponseRedirect(desk.address("team"))


def way(desk: Desk) -> tuple[Step, ...]:
    """Return the way from the page of the team."""
    return (Step(say(N_("Équipe et accès"), desk.language), desk.address("team")),)


def _sent(request: HttpRequest, desk: Desk, form: InviteForm) -> HttpResponse:
    told = form.cleaned_data
    letter = None
    with transaction.atomic():
        if first_time(request.POST.get("token", "")):
            letter = invite_by_mail(
                request,
                email=told["email"],
                language=told["language"],
                grants=form.grants(),
                by=desk.person,
            )
    gone = say(N_("L’invitation est partie à {email}."), desk.language, email=told["email"])
    send_and_tell(request, desk, letter, gone)
    return HttpResponseRedirect(desk.address("team"))


def _asked(desk: Desk, number: int) -> Invitation:
    """Return an invitation of this cluster."""
    found = invitations_to(desk.cluster).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
