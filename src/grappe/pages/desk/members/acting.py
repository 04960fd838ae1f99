"""The pages of the acts: a form, the act done once, or what is wrong with it and all that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.members.acts.books import BOOKS
from grappe.apps.members.acts.parts import remove_part
from grappe.apps.members.models import Contact, Site
from grappe.apps.members.models.acts import Act
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.members.act_forms import ActForm, Declare, Enter
from grappe.pages.desk.members.correction_forms import (
    Annul,
    CorrectIdentity,
    CorrectMembership,
    CorrectRepresentation,
)
from grappe.pages.desk.members.fields import IdentityFields
from grappe.pages.desk.members.meanwhile import Meanwhile, chosen, reconciled
from grappe.pages.desk.members.member import organisation_of
from grappe.pages.desk.members.profile_forms import PartForm
from grappe.pages.desk.members.timeline import details
from grappe.pages.desk.showing import Step, shown

CORRECTIONS: Mapping[str, type[ActForm]] = {
    "member": CorrectMembership,
    "identity": CorrectIdentity,
    "representative": CorrectRepresentation,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """All that the page of an act shows."""

    title: str
    lead: str
    button: str
    about: str
    form: ActForm
    token: str
    back: str
    meanwhile: tuple[Meanwhile, ...]
    told: tuple[str, ...]
    """Of an act that is corrected: what it says now."""
    fillable: bool
    """Whether a registry of companies may fill it in."""
    filled: str
    """What is told once it has."""
    split: bool
    """Whether its form tells apart who sees what."""
    open: bool
    remove: str
    """The address by which the thing is taken away, where it may be."""


def acting(kind: type[ActForm]) -> View:
    """Return the view of one kind of act, about an organisation (`code`) or a new one."""

    def view(request: HttpRequest, desk: Desk, code: str = "", **of: Any) -> HttpResponse:
        organisation = organisation_of(desk, code) if code else None
        try:
            sent = (chosen(request.POST), request.FILES) if request.method == "POST" else (None, None)
            form = kind(desk, organisation, *sent, **of)
            if "fill" in request.POST and isinstance(form, IdentityFields):
                empty: Any = kind(desk, organisation, None, **of)
                return answer(request, desk, empty, filled=empty.fill(request.POST.dict()))
        except LookupError as absent:
            raise Http404 from absent
        return answer(request, desk, form)

    return view


def correcting(*, annulled: bool) -> View:
    """Return the view that corrects an act, or annuls it."""

    def view(request: HttpRequest, desk: Desk, code: str, book: str, act: int) -> HttpResponse:
        organisation = organisation_of(desk, code)
        kept = next((one for one in BOOKS if one.name == book), None)
        told: Any = kept and kept.acts._default_manager.filter(organisation=organisation, pk=act).first()
        if told is None or told.kind == "annulled":
            raise Http404
        kind: type[Any] = Annul if annulled else CORRECTIONS[book]
        return answer(
            request,
            desk,
            kind(desk, organisation, chosen(request.POST) if request.method == "POST" else None, act=told),
            act=told,
        )

    return view


def answer(
    request: HttpRequest, desk: Desk, form: ActForm, *, act: Act | None = None, filled: str = ""
) -> HttpResponse:
    """Do the act that a form asks for, once; or show the form, with what is wrong and what was typed."""
    meanwhile: tuple[Meanwhile, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            return _done(request, desk, form)
        except RegisterRefusal as refusal:
            form.add_error(
                form.blamed if form.blamed in form.fields else None, refusal.sentences(desk.language)
            )
        except ValidationError as refused:
            _tell(form, refused)
        except ChangedMeanwhile as changed:
            meanwhile = reconciled(form, changed)
    way = [Step(say(N_("Membres"), desk.language), desk.address("members"))]
    if form.organisation is not None:
        way.append(Step(form.organisation.name, desk.address("member", code=form.organisation.code)))
    return shown(
        request,
        desk,
        "desk/members/act.html",
        _page(request, desk, form, act, meanwhile, filled),
        way=tuple(way),
    )


def remove(kind: type[Site | Contact]) -> View:
    """Return the view that takes a site or a contact away."""

    def view(request: HttpRequest, desk: Desk, code: str, **of: int) -> HttpResponse:
        organisation = organisation_of(desk, code)
        (number,) = of.values()
        part = kind._default_manager.filter(organisation=organisation, pk=number).first()
        if request.method != "POST":
            raise Http404
        if part is not None:  # of a double click, the second finds it gone, as it asked
            remove_part(part=part, by=desk.person.named, on=timezone.localdate())
            messages.success(request, say(N_("C’est retiré. Le journal en garde la trace."), desk.language))
        return HttpResponseRedirect(desk.address("member", code=code))

    return view


def _done(request: HttpRequest, desk: Desk, form: ActForm) -> HttpResponse:
    about = form.organisation
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            about = form.carry_out()
    wrong = form.afterwards() if first else ""
    if wrong:
        messages.error(request, wrong)
    elif first:
        messages.success(request, say(form.done, desk.language))
    if about is None:  # a new organisation, sent twice: the first one has made it
        return HttpResponseRedirect(desk.address("members"))
    return HttpResponseRedirect(desk.address("member", code=about.code))


def _tell(form: ActForm, refused: ValidationError) -> None:
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, faults in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: ActForm,
    act: Act | None,
    meanwhile: tuple[Meanwhile, ...],
    filled: str,
) -> ActPage:
    language, one = desk.language, form.organisation
    remove_it = ""
    if isinstance(form, PartForm) and form.removable and one is not None:
        name = str(form.model._meta.model_name)
        remove_it = desk.address(f"remove_{name}", code=one.code, **{name: form.part.pk})
    return ActPage(
        title=say(form.title, language),
        lead=say(form.lead, language) if form.lead else "",
        button=say(form.button, language),
        about=getattr(form, "about", "") or (one.name if one else ""),
        form=form,
        token=request.POST.get("token") or new_token(),
        back=desk.address("member", code=one.code) if one else desk.address("members"),
        meanwhile=meanwhile,
        told=_told(act, language) if act else (),
        fillable=isinstance(form, Enter | Declare) and form.fillable,
        filled=filled,
        split=hasattr(form, "seen"),
        open=any(name.startswith("seen_") for name in form.errors) if form.is_bound else False,
        remove=remove_it,
    )


def _told(act: Act, language: Language) -> tuple[str, ...]:
    return tuple(part for part in details(act, language) if part)
