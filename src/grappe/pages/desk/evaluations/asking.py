"""A new evaluation is asked for: its day, and the files of the tables that the platform does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.dossier.table_titles import table_title
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.edits.once import new_token
from grappe.apps.evaluation.acts.preparing import prepare_and_ask
from grappe.apps.evaluation.models import AttachedFile, Evaluation
from grappe.apps.evaluation.queries.evaluations import latest
from grappe.apps.evaluation.rules.attachments import HELD, READ
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.forms import AskForm, begun_from
from grappe.pages.desk.evaluations.tables import about, wanted_tables
from grappe.pages.desk.evaluations.words import evaluation_of, way, weight
from grappe.pages.desk.showing import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file of the evaluation that this one starts from."""

    name: str
    size: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One table that the platform does not hold."""

    title: str
    name: str
    about: str
    held: HeldFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One table that the platform's own rows make."""

    title: str
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """All that the page shows."""

    title: str
    form: AskForm
    token: str
    like: int | None
    tables: tuple[TableRow, ...]
    others: tuple[HeldFile, ...]
    given: tuple[Given, ...]
    accepts: str
    refused: tuple[str, ...]
    back: str


def new_evaluation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form; have the evaluation worked out, or say all that is wrong."""
    like = _like(request, desk)
    if request.method != "POST":
        begun = begun_from(like, same_day="comme" in request.GET, language=desk.language)
        return _page(request, desk, AskForm(desk.language, initial=begun), like, ())
    form = AskForm(desk.language, request.POST)
    refused: list[str] = []
    if form.is_valid():
        try:
            return _done(request, desk, form, like)
        except ValidationError as fault:
            form.add_error(None, fault) if not hasattr(fault, "error_dict") else _tell(form, fault)
        except Refusal as refusal:
            refused = refusal.sentences(desk.language)
    return _page(request, desk, form, like, tuple(refused))


def _like(request: HttpRequest, desk: Desk) -> Evaluation | None:
    told = request.POST.get("like", "") or request.GET.get("comme", "")
    return evaluation_of(desk, int(told)) if told.isdecimal() else latest(desk.cluster)


def _done(request: HttpRequest, desk: Desk, form: AskForm, like: Evaluation | None) -> HttpResponse:
    told = {name: form.cleaned_data[name] for name in (*form.first, *form.more)}
    made = prepare_and_ask(
        cluster=desk.cluster,
        told=told,
        sent=dict(_sent(request)),
        like=like,
        keeping=set(request.POST.getlist("keep")),
        token=request.POST.get("token", ""),
        by=desk.person.named,
        on=timezone.localdate(),
    ) or latest(desk.cluster)
    if made is None:
        return HttpResponseRedirect(desk.address("evaluations"))
    return HttpResponseRedirect(desk.address("evaluation", evaluation=made.number))


def _sent(request: HttpRequest) -> Iterator[tuple[str, File[bytes]]]:
    """Yield what was sent: under the name of its table, or under its own."""
    for table in wanted_tables():
        for file in request.FILES.getlist(f"table-{table}"):
            yield f"{table}{PurePosixPath(file.name or '').suffix.lower()}", file
    for file in request.FILES.getlist("others"):
        yield file.name or "", file


def _tell(form: AskForm, fault: ValidationError) -> None:
    for name, faults in fault.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: AskForm,
    like: Evaluation | None,
    refused: tuple[str, ...],
) -> HttpResponse:
    keeping = set(request.POST.getlist("keep")) if request.method == "POST" else None
    files = list(like.files.all()) if like else []
    held = {one.table: _held(one, keeping, desk.language) for one in files if one.table}
    language = desk.language
    page = AskPage(
        title=say(N_("Nouvelle évaluation"), language),
        form=form,
        token=request.POST.get("token") or new_token(),
        like=like.number if like else None,
        tables=tuple(
            TableRow(
                title=table_title(name, language),
                name=name,
                about=about(name, language),
                held=held.get(name),
            )
            for name in wanted_tables()
        ),
        others=tuple(_held(one, keeping, desk.language) for one in files if not one.table),
        given=tuple(
            Given(title=table_title(name, language), name=name, about=about(name, language))
            for name in TABLES
            if name in HELD
        ),
        accepts=",".join(one for one in READ if one != ".xlsm"),
        refused=refused,
        back=desk.address("evaluations"),
    )
    return shown(request, desk, "desk/evaluations/new.html", page, way=way(desk))


def _held(one: AttachedFile, keeping: set[str] | None, language: Language) -> HeldFile:
    return HeldFile(
        name=one.name, size=weight(one.size, language), kept=keeping is None or one.name in keeping
    )
