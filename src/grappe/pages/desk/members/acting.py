"""The pages of the acts: a form, the act done once, or what is wrong with it and all that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.acts.books import BOOKS
from grappe.apps.members.models import Contact, Site
from grappe.apps.members.models.acts import Act
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.members.act_forms import Declare, Enter
from grappe.pages.desk.members.correction_forms import (
    Annul,
    CorrectIdentity,
    CorrectMembership,
    CorrectRepresentation,
)
from grappe.pages.desk.members.fields import IdentityFields
from grappe.pages.desk.members.member import organisation_of
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.clicks import not_done
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.carrying_out import act_page, carried_out, taken_away
from grappe.pages.members.meanwhile import chosen
from grappe.pages.members.profile_forms import PartForm
from grappe.pages.members.told import details

CORRECTIONS: Mapping[str, type[ActForm]] = {
    "member": CorrectMembership,
    "identity": CorrectIdentity,
    "representative": CorrectRepresentation,
}


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
    sent = carried_out(request, form)
    if sent.done and sent.about is None:  # a new organisation, sent twice: the first one has made it
        return HttpResponseRedirect(desk.address("members"))
    if sent.done and sent.about is not None:
        return HttpResponseRedirect(desk.address("member", code=sent.about.code))
    one = form.organisation
    way = [Step(say(N_("Membres"), desk.language), desk.address("members"))]
    if one is not None:
        way.append(Step(one.name, desk.address("member", code=one.code)))
    page = act_page(
        request,
        form,
        sent,
        back=desk.address("member", code=one.code) if one else desk.address("members"),
        remove=_removal(desk, form),
        told=tuple(part for part in details(act, desk.language) if part) if act else (),
        fillable=isinstance(form, Enter | Declare) and form.fillable,
        filled=filled,
    )
    return shown(request, desk, "desk/members/act.html", page, way=tuple(way))


def remove(kind: type[Site | Contact]) -> View:
    """Return the view that takes a site or a contact away."""

    def view(request: HttpRequest, desk: Desk, code: str, **of: int) -> HttpResponse:
        organisation = organisation_of(desk, code)
        (number,) = of.values()
        if request.method != "POST":
            return not_done(request, desk.address("member", code=code))
        part = kind._default_manager.filter(organisation=organisation, pk=number).first()
        taken_away(request, part, desk)
        return HttpResponseRedirect(desk.address("member", code=code))

    return view


def _removal(desk: Desk, form: ActForm) -> str:
    """Return the address by which the site or the contact of a form is taken away; nothing for others."""
    if not isinstance(form, PartForm) or not form.removable:
        return ""
    name = str(form.model._meta.model_name)
    return desk.address(f"remove_{name}", code=form.its.code, **{name: form.part.pk})
