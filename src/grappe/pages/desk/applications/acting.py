"""The pages of the acts: a form, the act done once, or what is wrong with it and all that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.applications.models import Application
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import read_lines
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.desk.applications.act_forms import ActForm
from grappe.pages.desk.applications.application import application_of
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.members.fields import DeskForm
from grappe.pages.desk.showing import Step, shown


class Meanwhile(Exception):
    """Something happened to the application that whoever acts has not seen."""

    def __init__(self, lines: list[Entry]) -> None:
        self.lines = lines
        super().__init__(len(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """All that the page of an act shows."""

    title: str
    lead: str
    button: str
    about: str
    known: str
    form: DeskForm
    token: str
    seen: int
    """The last line of the application's journal that was shown."""
    back: str
    meanwhile: tuple[str, ...]


def acting(kind: type[ActForm]) -> View:
    """Return the view of one kind of act."""

    def view(request: HttpRequest, desk: Desk, application: int, **of: Any) -> HttpResponse:
        one = application_of(desk, application)
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        try:
            form = kind(desk, one, *sent, **of)
        except LookupError as absent:
            raise Http404 from absent
        if kind.open_alone and not one.is_open and request.method != "POST":
            return HttpResponseRedirect(desk.address("application", application=one.pk))
        return answer(request, desk, form)

    return view


def answer(request: HttpRequest, desk: Desk, form: ActForm) -> HttpResponse:
    """Do the act that a form asks for, once; or show the form, with what is wrong and what was typed."""
    meanwhile: tuple[str, ...] = ()
    seen = request.POST.get("seen", "")
    last = int(seen) if seen.isdecimal() else last_line(form.application)
    if form.is_bound and form.is_valid():
        try:
            return _done(request, desk, form, last)
        except Meanwhile as new:
            meanwhile = tuple(line.sentence for line in read_lines(new.lines, desk.language))
            last = new.lines[-1].number
        except RegisterRefusal as refusal:
            blamed = form.blames.get(type(refusal))
            form.add_error(blamed if blamed in form.fields else None, refusal.sentences(desk.language))
        except ValidationError as refused:
            tell(form, refused)
    language = desk.language
    page = ActPage(
        title=say(form.title, language),
        lead=say(form.lead, language) if form.lead else "",
        button=say(form.button, language),
        about=form.about,
        known=form.known,
        form=form,
        token=request.POST.get("token") or new_token(),
        seen=last,
        back=desk.address("application", application=form.application.pk),
        meanwhile=meanwhile,
    )
    way = (
        Step(say(N_("Candidatures"), language), desk.address("applications")),
        Step(form.application.organisation.name, page.back),
    )
    return shown(request, desk, "desk/applications/act.html", page, way=way)


def last_line(application: Application) -> int:
    """Return the number of the last line of an application's journal."""
    return entries_of(f"application:{application.pk}").values_list("number", flat=True).last() or 0


def refuse_if_unseen(application: Application, last: int) -> None:
    """Hold an application. Raises Meanwhile where its journal has lines after the last one that was seen."""
    Application.objects.select_for_update().get(pk=application.pk)
    lines = list(entries_of(f"application:{application.pk}").filter(number__gt=last))
    if lines:
        raise Meanwhile(lines)


def _done(request: HttpRequest, desk: Desk, form: ActForm, last: int) -> HttpResponse:
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            refuse_if_unseen(form.application, last)
            form.carry_out()
    if first:
        messages.success(request, say(form.done, desk.language))
    return HttpResponseRedirect(form.goes_to)


def tell(form: DeskForm, refused: ValidationError) -> None:
    """Say what is wrong at its field, above the form where it has none."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, faults in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
