"""The pages on which what a cluster is gets changed: a form, its act done once, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.once import first_time, new_token
from grappe.pages.desk.cluster.forms import ThingForm
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.showing import Step, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """All that the page of a form shows."""

    title: str
    form: ThingForm
    token: str
    back: str
    meanwhile: tuple[str, ...]
    """What another person changed while this one wrote."""


def changing(kind: type[ThingForm], related: str = "") -> View:
    """Return the view that changes one thing among the cluster's `related` ones, or the cluster itself."""

    def view(request: HttpRequest, desk: Desk, number: int | None = None) -> HttpResponse:
        thing = desk.cluster if not related else getattr(desk.cluster, related).filter(pk=number).first()
        if thing is None:
            raise Http404
        if getattr(thing, "withdrawn_on", None) is not None:  # by somebody else, since the page was read
            messages.info(request, say(N_("Cela a été retiré entre-temps."), desk.language))
            return HttpResponseRedirect(desk.address("cluster"))
        return _answer(request, desk, kind, thing)

    return view


def adding(kind: type[ThingForm]) -> View:
    """Return the view that adds a thing to the cluster."""

    def view(request: HttpRequest, desk: Desk) -> HttpResponse:
        return _answer(request, desk, kind, None)

    return view


def _answer(request: HttpRequest, desk: Desk, kind: type[ThingForm], thing: object) -> HttpResponse:
    sent = request.POST.copy() if request.method == "POST" else None
    form = kind(desk, thing, sent, request.FILES if sent is not None else None)
    meanwhile: tuple[str, ...] = ()
    if sent is not None and form.is_valid():
        try:
            return _done(request, desk, form)
        except ValidationError as refused:
            _tell(form, refused)
        except ChangedMeanwhile as changed:
            changed.labels = {name: str(form[name].label) for name in form.fields}
            meanwhile = tuple(changed.sentences(desk.language))
            # Whoever has read what changed, and sends the form again, means it.
            sent["started_from"] = changed.now
    heading = form.heading if thing is not None else form.heading_new
    page = EditPage(
        title=say(heading, desk.language),
        form=form,
        token=request.POST.get("token") or new_token(),
        back=desk.address("cluster"),
        meanwhile=meanwhile,
    )
    way = (Step(say(N_("Le cluster"), desk.language), desk.address("cluster")),)
    return shown(request, desk, "desk/cluster/edit.html", page, way=way)


def _done(request: HttpRequest, desk: Desk, form: ThingForm) -> HttpResponse:
    with transaction.atomic():
        if first_time(request.POST.get("token", "")):
            form.act()
            messages.success(request, say(N_("C’est enregistré."), desk.language))
    return HttpResponseRedirect(desk.address("cluster"))


def _tell(form: ThingForm, refused: ValidationError) -> None:
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, faults in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
