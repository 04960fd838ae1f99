"""A member's editors change what it says of itself: the same forms as at the desk, in their own pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from grappe.apps.members.models import Contact, Organisation, Site
from grappe.pages.look.clicks import not_done
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.carrying_out import act_page, carried_out, taken_away
from grappe.pages.members.meanwhile import chosen
from grappe.pages.members.profile_forms import PartForm
from grappe.pages.space.entrance import Space, View, editing_own, shown


def editing(kind: type[ActForm]) -> View:
    """Return the view of one form about one's own member."""

    def view(request: HttpRequest, space: Space, one: Organisation, **of: Any) -> HttpResponse:
        posted = (chosen(request.POST), request.FILES) if request.method == "POST" else (None, None)
        try:
            form = kind(space, one, *posted, **of)
        except LookupError as absent:
            raise Http404 from absent
        sent, record = carried_out(request, form), space.address("record", code=one.code)
        if sent.done:
            return redirect(record)
        page = act_page(request, form, sent, back=record, remove=_removal(space, form))
        return shown(request, space, "space/form.html", page, room="record")

    return require_http_methods(["GET", "HEAD", "POST"])(editing_own(view))


def removing(kind: type[Site | Contact]) -> View:
    """Return the view that takes a site or a contact of one's own member away."""

    def view(request: HttpRequest, space: Space, one: Organisation, **of: int) -> HttpResponse:
        if request.method != "POST":
            return not_done(request, space.address("record", code=one.code))
        (number,) = of.values()
        taken_away(request, kind._default_manager.filter(organisation=one, pk=number).first(), space)
        return redirect(space.address("record", code=one.code))

    return editing_own(view)


def _removal(space: Space, form: ActForm) -> str:
    if not isinstance(form, PartForm) or not form.removable:
        return ""
    name = str(form.model._meta.model_name)
    return space.address(f"remove_{name}", code=form.its.code, **{name: form.part.pk})
