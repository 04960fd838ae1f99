"""One act for several members: chosen in the list, seen as it would be, then done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.language.spoken import say_later
from grappe.apps.members.acts.many import Planned, carry_out, plan
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.queries.found import found
from grappe.apps.members.queries.listing import Standing, lines
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.apps.members.rules.wanted import read_wanted, written
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.fields import ENDINGS, DecidedFields
from grappe.pages.desk.showing import Step, shown
from grappe.pages.look.clicks import not_done
from grappe.pages.members import words
from grappe.pages.members.fields import day

MOST = 1000
"""Members at once: more are asked for in several times."""
Kind = MembershipAct.Kind


class CategoryTogether(DecidedFields):
    """A change of category; each stays of its kind."""

    title = N_("Changer la catégorie de plusieurs membres")
    category = forms.ChoiceField(label=say_later(N_("Nouvelle catégorie")))
    on = day(N_("À partir du"))
    field_order = ("category", "on", "decided_by", "decided_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {one.code: one for one in self.desk.cluster.categories.all()}
        choices = [(code, one.name) for code, one in self.categories.items()]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]  # a choice's

    def planned(self, organisations: list[Organisation]) -> list[Planned]:
        """Return what would be done."""
        return plan(
            organisations,
            kind=Kind.CATEGORY_CHANGED,
            category=self.categories[self.cleaned_data["category"]],
            by=self.by,
            on=self.cleaned_data["on"],
            **self.decided(),
        )

    def outcome(self, planned: Planned) -> str:
        """Say what a member would be."""
        return planned.act.category.name if planned.act.category else ""


class EndTogether(DecidedFields):
    """An end of membership."""

    title = N_("Mettre fin à l’adhésion de plusieurs membres")
    kind = forms.ChoiceField(label=say_later(N_("Comment")))
    on = day(N_("Premier jour où ils ne sont plus membres"))
    field_order = ("kind", "on", "decided_by", "decided_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice's
            (kind, say(words.ACTS[kind], self.desk.language)) for kind in ENDINGS
        ]

    def planned(self, organisations: list[Organisation]) -> list[Planned]:
        """Return what would be done."""
        kind = Kind(self.cleaned_data["kind"])
        return plan(organisations, kind=kind, by=self.by, on=self.cleaned_data["on"], **self.decided())

    def outcome(self, planned: Planned) -> str:
        """Say what would happen to a member."""
        return say(words.ACTS[planned.act.kind], self.desk.language)


FORMS: dict[str, type[CategoryTogether | EndTogether]] = {"category": CategoryTogether, "end": EndTogether}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One member, as it is and as it would be; or why it cannot."""

    name: str
    address: str
    before: str
    after: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherPage:
    """All that the page shows."""

    title: str
    what: str
    question: str
    codes: tuple[str, ...]
    form: CategoryTogether | EndTogether
    about: str
    rows: tuple[Seen, ...]
    previewed: bool
    possible: int
    button: str
    token: str
    back: str


def together(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask what to do, show what it would do, do it."""
    here = desk.address("members")
    wanted = read_wanted(dict(QueryDict(request.POST.get("question", "")).lists()))
    back = f"{here}?{written(wanted)}" if written(wanted) else here
    if request.method != "POST":
        return not_done(request, here)
    today = timezone.localdate()
    every = desk.cluster.organisations
    chosen = (
        found(desk.cluster, wanted, day=today)
        if "all" in request.POST
        else every.filter(code__in=request.POST.getlist("member"))
    )
    organisations = list(chosen.order_by("sort_name", "pk")[: MOST + 1])
    kind = FORMS.get(request.POST.get("what", ""))
    if kind is None or not organisations or len(organisations) > MOST:
        words_ = (
            say(
                N_("Plus de {most} membres sont choisis : faites-le en plusieurs fois."),
                desk.language,
                most=MOST,
            )
            if len(organisations) > MOST
            else say(N_("Aucun membre n’est choisi : cochez-en dans la liste."), desk.language)
        )
        messages.error(request, words_)
        return HttpResponseRedirect(back)
    asked = request.POST.get("step")
    form = kind(desk, request.POST if asked else None)
    planned = form.planned(organisations) if asked and form.is_valid() else None
    if planned is not None and asked == "do":
        try:
            return _done(request, desk, planned, back)
        except RegisterRefusal as refusal:  # another acted since the preview: it is shown anew
            messages.error(request, " ".join(refusal.sentences(desk.language)))
            planned = form.planned(organisations)
    page = _page(request, desk, form, organisations, planned, back)
    way = (Step(say(N_("Membres"), desk.language), back),)
    return shown(request, desk, "desk/members/together.html", page, way=way)


def _done(request: HttpRequest, desk: Desk, planned: list[Planned], back: str) -> HttpResponse:
    with transaction.atomic():
        if first_time(request.POST.get("token", "")):
            acts = carry_out(planned)
            messages.success(
                request,
                say_many("{count} acte enregistré.", "{count} actes enregistrés.", len(acts), desk.language),
            )
    return HttpResponseRedirect(back)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: CategoryTogether | EndTogether,
    organisations: list[Organisation],
    planned: list[Planned] | None,
    back: str,
) -> TogetherPage:
    language = desk.language
    now = {
        line.organisation.pk: line.standing
        for line in lines(desk.cluster, [one.pk for one in organisations], day=timezone.localdate())
    }
    by_number = {one.organisation.pk: one for one in planned or ()}
    possible = sum(one.refusal is None for one in by_number.values())
    return TogetherPage(
        title=say(form.title, language),
        what=request.POST.get("what", ""),
        question=request.POST.get("question", ""),
        codes=tuple(one.code for one in organisations),
        form=form,
        about=say_many("{count} membre choisi", "{count} membres choisis", len(organisations), language),
        rows=tuple(_seen(desk, form, one, now[one.pk], by_number.get(one.pk)) for one in organisations),
        previewed=planned is not None,
        possible=possible,
        button=say_many("Enregistrer {count} acte", "Enregistrer {count} actes", possible, language),
        token=request.POST.get("token") or new_token(),
        back=back,
    )


def _seen(
    desk: Desk,
    form: CategoryTogether | EndTogether,
    one: Organisation,
    standing: Standing,
    planned: Planned | None,
) -> Seen:
    refusal = planned.refusal if planned else None
    category = standing.span.category.name if standing.span else ""
    return Seen(
        name=one.name,
        address=desk.address("member", code=one.code),
        before=category if standing.state == "member" else say(words.STATE[standing.state], desk.language),
        after=form.outcome(planned) if planned and refusal is None else "",
        refused=" ".join(refusal.sentences(desk.language)) if refusal else "",
    )
