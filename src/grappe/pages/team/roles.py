"""A role is given to somebody who is known here, or ends, from a day on."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.acts.roles import LastLead, end, grant
from grappe.apps.clusters.models import Role
from grappe.apps.edits.once import came_before, first_time, new_token
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.team.forms import DeskForm, EndForm, GiveForm
from grappe.pages.team.inviting import way
from grappe.pages.team.words import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePage:
    """All that the page of a form shows."""

    title: str
    about: str
    form: DeskForm
    button: str
    token: str
    back: str


def give_role(request: HttpRequest, desk: Desk, person: int) -> HttpResponse:
    """Give a role to somebody who has, or had, one in this cluster."""
    found = Person.objects.filter(pk=person, roles__cluster=desk.cluster).distinct().first()
    if found is None:
        raise Http404
    if came_before(request.POST.get("token", "")):
        return HttpResponseRedirect(desk.address("team"))
    form = GiveForm(desk, found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        with transaction.atomic():
            if first_time(request.POST.get("token", "")):
                kind = Role.Kind(told["kind"])
                grant(person=found, kind=kind, cluster=desk.cluster, by=desk.person.named, on=told["since"])
        return _done(
            request, desk, say(N_("Le rôle est donné à {person}."), desk.language, person=str(found))
        )
    title = say(N_("Donner un rôle à {person}"), desk.language, person=str(found))
    return _show(request, desk, form, title=title, about="", button=N_("Donner ce rôle"))


def end_role(request: HttpRequest, desk: Desk, role: int) -> HttpResponse:
    """Have a role of this cluster end."""
    found = desk.cluster.roles.select_related("person", "cluster").filter(pk=role).first()
    if found is None:
        raise Http404
    if found.until is not None:
        # Somebody else ended it meanwhile, or the form came twice.
        return _done(request, desk, say(N_("La fin de ce rôle est enregistrée."), desk.language))
    form = EndForm(desk, found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                if first_time(request.POST.get("token", "")):
                    end(role=found, by=desk.person.named, on=form.cleaned_data["until"])
            told = say(N_("La fin de ce rôle est enregistrée."), desk.language)
            if found.person_id != desk.person.pk:
                return _done(request, desk, told)
            messages.success(request, told)
            return redirect("desk_home")  # this desk may be theirs no more
        except LastLead as refused:
            form.add_error(None, refused.sentences(desk.language)[0])
    title = say(N_("Mettre fin à un rôle : {person}"), desk.language, person=str(found.person))
    about = N_("{role}. Ce qui a été fait reste, et le journal dit par qui.")
    role_name = say(ROLES[found.kind], desk.language)
    return _show(
        request,
        desk,
        form,
        title=title,
        about=say(about, desk.language, role=role_name),
        button=N_("Mettre fin à ce rôle"),
    )


def _show(
    request: HttpRequest, desk: Desk, form: DeskForm, *, title: str, about: str, button: str
) -> HttpResponse:
    page = RolePage(
        title=title,
        about=about,
        form=form,
        button=say(button, desk.language),
        token=request.POST.get("token") or new_token(),
        back=desk.address("team"),
    )
    return shown(request, desk, "team/role.html", page, way=way(desk))


def _done(request: HttpRequest, desk: Desk, told: str) -> HttpResponse:
    messages.success(request, told)
    return HttpResponseRedirect(desk.address("team"))
