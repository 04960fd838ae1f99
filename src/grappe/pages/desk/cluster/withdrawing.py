"""The pages by which an axis, an objective or a document counts no longer, or what was noted by mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.clusters.acts.axes import withdraw_axis
from grappe.apps.clusters.acts.documents import withdraw_document
from grappe.apps.clusters.acts.objectives import withdraw_objective
from grappe.apps.clusters.acts.recognitions import withdraw_recognition
from grappe.apps.clusters.acts.statutes import withdraw_statutes
from grappe.apps.edits.once import first_time, new_token
from grappe.pages.clusters.recognition import period_in_words
from grappe.pages.desk.cluster.forms import day, words
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.form import OurForm


class WithdrawForm(OurForm):
    """From which day on, and why: each where the act asks for it."""

    on = day(N_("À partir du"))
    reason = words(N_("Motif"), 500, required=True)

    def __init__(self, data: Any = None, *, explained: bool, dated: bool) -> None:
        super().__init__(data, initial={"on": timezone.localdate()}, label_suffix="")
        if not explained:
            del self.fields["reason"]
        if not dated:
            del self.fields["on"]


def _by_itself(thing: object, language: Language) -> str:  # noqa: ARG001 - one of several
    """Name a thing as the cluster wrote it."""
    return str(thing)


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
    dated: bool = True
    """Whether it counts until a day; else it was noted by mistake, and counts on none."""
    called: str = "code"
    """The field that its title names it by."""
    named: Callable[[Any, Language], str] = _by_itself
    """How the page says which it is."""


WITHDRAWALS = {
    "statutes": Withdrawal(
        related="statutes",
        title=N_("Retirer les statuts « {called} »"),
        about=N_(
            "Pour une version inscrite par erreur : elle ne compte plus, à aucune date. Son fichier est gardé, et le journal le dit."
        ),
        ended="withdrawn_on",
        act=withdraw_statutes,
        explained=True,
        dated=False,
        called="title",
    ),
    "recognition": Withdrawal(
        related="recognitions",
        title=N_("Retirer la reconnaissance n° {called}"),
        about=N_(
            "Pour une reconnaissance inscrite par erreur : elle ne compte plus, à aucune date, ni ses échéances. Le journal la garde."
        ),
        ended="withdrawn_on",
        act=withdraw_recognition,
        explained=True,
        dated=False,
        called="number",
        named=period_in_words,
    ),
    "objective": Withdrawal(
        related="objectives",
        title=N_("Retirer l’objectif {called}"),
        about=N_("Il reste dans ce qui est dit des jours d’avant."),
        ended="until",
        act=withdraw_objective,
    ),
    "axis": Withdrawal(
        related="axes",
        title=N_("Retirer l’axe {called}"),
        about=N_("Il reste dans ce qui est dit des jours d’avant."),
        ended="until",
        act=withdraw_axis,
    ),
    "document": Withdrawal(
        related="documents",
        title=N_("Retirer le document {called}"),
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
        form = WithdrawForm(
            request.POST if request.method == "POST" else None, explained=how.explained, dated=how.dated
        )
        if form.is_bound and form.is_valid():
            try:
                with transaction.atomic():
                    if first_time(request.POST.get("token", "")):
                        day = {} if how.dated else {"on": timezone.localdate()}
                        how.act(thing, by=desk.person.named, **form.cleaned_data, **day)
                return _done(request, desk)
            except ValidationError as refused:
                form.add_error("on" if how.dated else None, refused.messages)
        page = WithdrawPage(
            title=say(how.title, desk.language, called=getattr(thing, how.called)),
            about=say(how.about, desk.language),
            named=how.named(thing, desk.language),
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
