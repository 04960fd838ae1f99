"""An invitation: sent by e-mail, and the page where it is accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import Login
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import long_date
from grappe.apps.language.spoken import ours, speaking, spoken
from grappe.apps.people.acts.inviting import (
    GOOD_FOR,
    NotOpen,
    accept,
    invitation_of,
    invite,
    renew,
    why_not_open,
)
from grappe.apps.people.grants import Given, grant_of
from grappe.apps.people.models import Invitation, Person
from grappe.pages.account import letters
from grappe.pages.account.forms import InvitedForm
from grappe.pages.mail.letters import Letter, written

GONE = 410
Wording = Callable[[list[str], str, str], Letter]
"""From what is promised, the link and its last day, in words: the letter that brings them."""


def invite_by_mail(
    request: HttpRequest,
    *,
    email: str,
    language: Language,
    grants: Sequence[Given] = (),
    by: Person,
    wording: Wording | None = None,
) -> EmailMultiAlternatives:
    """Invite an address to what `grants` says, and return its letter, which leaves once that is kept.

    It speaks the language of who is invited, and its answer goes to `by`. Whoever calls has asked whether
    `by` may. wording: what is written instead of the usual letter. Raises ValueError for a grant that cannot
    be given.
    """
    made, secret = invite(email=email, language=language, grants=grants, by=by, on=timezone.localdate())
    return _mail(request, made, secret, wording)


def renew_by_mail(request: HttpRequest, *, invitation: Invitation, by: Person) -> EmailMultiAlternatives:
    """Return another letter to who was invited; the link of the former leads nowhere. Raises NotOpen."""
    made, secret = renew(invitation=invitation, by=by, on=timezone.localdate())
    return _mail(request, made, secret)


def letter_to_come(
    request: HttpRequest, *, language: Language, grants: Sequence[Given], by: Person
) -> Letter:
    """Return the letter that `invite_by_mail` would send today; its link leads to no invitation."""
    return _letter(request, language=language, grants=grants, by=by, until=timezone.now() + GOOD_FOR)


def _mail(
    request: HttpRequest, made: Invitation, secret: str, wording: Wording | None = None
) -> EmailMultiAlternatives:
    language = ours(made.language) or "fr"
    letter = _letter(
        request,
        language=language,
        grants=made.grants,
        by=made.by,
        until=made.expires_at,
        secret=secret,
        wording=wording,
    )
    message = written(letter, made.email, language)
    message.reply_to = [made.by.email]
    return message


def _letter(
    request: HttpRequest,
    *,
    language: Language,
    grants: Sequence[Given],
    by: Person,
    until: dt.datetime,
    secret: str = "",
    wording: Wording | None = None,
) -> Letter:
    link = request.build_absolute_uri(reverse("show_invitation"))
    last = long_date(timezone.localtime(until).date(), language)
    promised, link = _promised(grants, language), f"{link}?cle={secret}"
    with speaking(language):
        if wording is not None:
            return wording(promised, link, last)
        return letters.invitation(by=str(by), promised=promised, link=link, until=last)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest) -> HttpResponse:
    """Show an invitation, and have its person come in. Reading it accepts nothing: machines follow links.

    The secret stands after the question mark, which no log keeps.
    """
    secret = request.GET.get("cle", "")
    found = invitation_of(secret)
    if found is None or not found.is_open(timezone.now()):
        return _over(request, why_not_open(found))
    known = Person.objects.filter(email=found.email).first()
    form = InvitedForm(request.POST or None)
    if request.method == "POST" and (known or form.is_valid()):
        return _come_in(request, secret, form)
    told = {
        "invitation": found,
        "promised": _promised(found.grants, spoken()),
        "form": form,
        "known": known,
        "other": request.user if request.user.is_authenticated and request.user != known else None,
    }
    return render(request, "account/invitation.html", told)


def _come_in(request: HttpRequest, secret: str, form: InvitedForm) -> HttpResponse:
    named = form.cleaned_data if form.is_valid() else {}
    try:
        person = accept(
            secret=secret,
            first_name=named.get("first_name", ""),
            last_name=named.get("last_name", ""),
            on=timezone.localdate(),
        )
    except NotOpen as over:
        return _over(request, over.words)
    if request.user.is_authenticated and request.user != person:
        get_adapter().logout(request)
    if request.user.is_authenticated:
        return redirect("my_places")
    came: HttpResponse = flows.login.perform_login(request, Login(user=person, email=person.email))
    return came


def _over(request: HttpRequest, words: str) -> HttpResponse:
    return render(request, "account/invitation_over.html", {"words": words}, status=GONE)


def _promised(grants: Sequence[Given], language: Language) -> list[str]:
    return [grant_of(given).words(given, language) for given in grants]
