"""A person asks to be forgotten: told what goes, what stays and why, and who must first let them go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.clusters.acts.roles import LastLead, end
from grappe.apps.clusters.granting import role_in_words
from grappe.apps.clusters.models import Role
from grappe.apps.edits.once import came_before, first_time, new_token
from grappe.apps.language.spoken import ours, speaking, spoken
from grappe.apps.people.acts.erasing import erase
from grappe.apps.people.models import Person
from grappe.apps.privacy.copies import Held, held_of
from grappe.apps.privacy.erasing import StillStanding, standing_in_the_way
from grappe.pages.account import letters
from grappe.pages.account.proof import code_is_right, code_waits, has_own_proof, send_code
from grappe.pages.look.clicks import not_done
from grappe.pages.mail.letters import written

log = logging.getLogger(__name__)
WRONG = N_("Ce code n’est pas le bon. Recopiez celui du dernier e-mail reçu.")
OVER = N_("Ce code ne sert plus : demandez-en un nouveau.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role that stands in the way, in words, and the address by which its person leaves it."""

    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetPage:
    """All that the page shows."""

    goes: tuple[tuple[str, str], ...]
    """Of what, and which of it."""
    stays: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Why, and the same."""
    in_the_way: tuple[str, ...]
    roles: tuple[HeldRole, ...]
    own_proof: bool
    code_sent: bool
    fault: str
    token: str
    email: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def be_forgotten(request: HttpRequest) -> HttpResponse:
    """Show what being forgotten makes of everything; have it done, once who asks has proved who they are."""
    if request.method == "POST" and came_before(request.POST.get("token", "")):
        return redirect("forgotten")  # a double click: the first has done it
    return _asked(request)


@login_required
def _asked(request: HttpRequest) -> HttpResponse:
    person, fault = _person(request), ""
    if request.method == "POST" and not standing_in_the_way(person.pk):
        if has_own_proof(person):
            raise_if_reauthentication_required(request, app="account")
            return _done(request, person)
        if "code" not in request.POST:
            if not ratelimit.consume(request, action="forget"):
                refused: HttpResponse = ratelimit.respond_429(request)
                return refused
            send_code(request, person)
            return redirect("be_forgotten")
        still = code_waits(request)
        if code_is_right(request, request.POST["code"]):
            return _done(request, person)
        fault = say(WRONG if still and code_waits(request) else OVER, spoken())
    page = forget_page(person, spoken(), code_sent=code_waits(request), fault=fault)
    return render(request, "account/forget.html", {"page": page})


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say to who is forgotten that they are; it names nobody."""
    return render(request, "account/forgotten.html")


@login_required
def leave_role(request: HttpRequest, role: int) -> HttpResponse:
    """Have a person's own role be over from today on."""
    if request.method != "POST":
        return not_done(request, reverse("be_forgotten"))
    person = _person(request)
    held = get_object_or_404(Role, pk=role, person=person)
    try:
        end(role=held, by=person.named, on=max(timezone.localdate(), held.since))
        messages.success(request, say(N_("Ce rôle est quitté."), spoken()))
    except LastLead as refused:
        messages.error(request, refused.sentences(spoken())[0])
    return redirect("be_forgotten")


def forget_page(person: Person, language: Language, *, code_sent: bool, fault: str) -> ForgetPage:
    """Gather what goes and what stays of a person."""
    held = held_of(person.pk, language, last=1)
    in_the_way = standing_in_the_way(person.pk)
    roles = Role.objects.filter(person=person, until__isnull=True).select_related("cluster")
    return ForgetPage(
        goes=_gathered(part for part in held if not part.stays),
        stays=tuple(
            (reason, _gathered(part for part in held if part.stays and part.if_erased == reason))
            for reason in dict.fromkeys(part.if_erased for part in held if part.stays)
        ),
        in_the_way=tuple(say(sentence, language) for sentence in in_the_way),
        roles=tuple(HeldRole(number=role.pk, words=_words(role, language)) for role in roles),
        own_proof=has_own_proof(person),
        code_sent=code_sent,
        fault=fault,
        token=new_token(),
        email=person.email,
    )


def _gathered(held: Iterable[Held]) -> tuple[tuple[str, str], ...]:
    """Return titles, each with what people call its fields."""
    found: dict[str, list[str]] = {}
    for part in held:
        found.setdefault(part.title, []).extend(part.labels.values())
    return tuple((title, ", ".join(dict.fromkeys(labels))) for title, labels in found.items())


def _words(role: Role, language: Language) -> str:
    given = {"kind": "role", "role": role.kind, "cluster": role.cluster_id}
    return role_in_words(given, language)


def _done(request: HttpRequest, person: Person) -> HttpResponse:
    """Forget a person: their sessions end, and one last letter leaves."""
    address, language, today = person.email, ours(person.language) or "fr", timezone.localdate()
    try:
        with transaction.atomic():
            if first_time(request.POST.get("token", "")):
                erase(person=person, by=person.named, on=today)
    except StillStanding:
        return redirect("be_forgotten")
    with speaking(language):
        letter = letters.erased(long_date(today, language))
    try:
        written(letter, address, language).send()
    except (SMTPException, OSError):
        log.exception("the letter that tells an erasure did not leave")
    logout(request)
    return redirect("forgotten")


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - `login_required` has seen to it
    return request.user
