"""The pages by which an axis, an objective or a document counts no longer from a day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.acts.axes import withdraw_axis
from grappe.apps.clusters.acts.documents import withdraw_document
from grappe.apps.clusters.acts.objectives import withdraw_objective
from grappe.apps.edits.once import first_time, new_token
from grappe.pages.desk.cluster.forms import day, words
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.form import OurForm


class WithdrawForm(OurForm):
    """From which day on, and why where the act asks for it."""

    on = day(N_("À partir du"))
    reason = words(N_("Motif"), 500, required=True)

    def __init__(self, data: Any = None, *, explained: bool) -> None:
        super().__init__(data, initial={"on": timezone.localdate()}, label_suffix="")
        if not explained:
            del self.fields["reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """How one kind of thing is withdrawn: what the cluster calls them, in which words, by which act."""

    related: str
    title: str
    about: str
    ended: str
    """The field that says that it is over."""
    act: Callable[..., object]
    explained: bool = False


WITHDRAWALS = {
    "objective": Withdrawal(
        related="objectives",
        title=N_("Retirer l’objectif {code}"),
        about=N_("Il reste dans ce qui est dit des jours d’avant."),
        ended="until",
        act=withdraw_objective,
    ),
    "axis": Withdrawal(
        related="axes",
        title=N_("Retirer l’axe {code}"),
        about=N_("Il reste dans ce qui est dit des jours d’avant."),
        ended="until",
        act=withdraw_axis,
    ),
    "document": Withdrawal(
        related="documents",
        title=N_("Retirer le document {code}"),
        about=N_(
            "Il ne sert plus de preuve à partir de ce jour ; son fichier est gardé, et le journal le dit."
        ),
        ended="withdrawn_on",
        act=withdraw_document,
        explained=True,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPage:
    """All that the page shows."""

    title: str
    about: str
    named: str
    form: WithdrawForm
    token: str
    back: str


def withdrawing(how: Withdrawal) -> View:
    """Return the view that withdraws one kind of thing."""

    def view(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
        thing = getattr(desk.cluster, how.related).filter(pk=number).first()
        if thing is None:
            raise Http404
        if getattr(thing, how.ended) is not None:  # by somebody else, or the form came twice
            return _done(request, desk)
        form = WithdrawForm(request.POST if request.method == "POST" else None, explained=how.explained)
        if form.is_bound and form.is_valid():
            try:
                with transaction.atomic():
                    if first_time(request.POST.get("token", "")):
                        how.act(thing, by=desk.person.named, **form.cleaned_data)
                return _done(request, desk)
            except ValidationError as refused:
                form.add_error("on", refused.messages)
        page = WithdrawPage(
            title=say(how.title, desk.language, code=thing.code),
            about=say(how.about, desk.language),
            named=str(thing),
            form=form,
            token=request.POST.get("token") or new_token(),
            back=desk.address("cluster"),
        )
        way = (Step(say(N_("Le cluster"), desk.language), desk.address("cluster")),)
        return shown(
            request,
            desk,
            "desk/cluster/withdraw.html",
            page,
            way=way,
        )

    return view


def _done(request: HttpRequest, desk: Desk) -> HttpResponse:
    messages.success(request, say(N_("C’est retiré. Le journal en garde la trace."), desk.language))
    return HttpResponseRedirect(desk.address("cluster"))
