"""The page of one evaluation, with everything on it: how far it is, its reports, figures, audit, tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from grappe.analysis.audit.verdict import JUDGEMENTS
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.edits.written import subject_of
from grappe.apps.evaluation.acts.asking import ask, ask_again
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import REPORTS, audit_of, latest, report_of
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import ReadLine, read_lines
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.figures import Figures, done_before, figures_shown
from grappe.pages.desk.evaluations.progress import Progress, progress_of
from grappe.pages.desk.evaluations.tables import Tables, tables_of
from grappe.pages.desk.evaluations.words import (
    State,
    asked_by,
    called,
    evaluation_of,
    is_prepared,
    period_of,
    state_of,
    took,
    way,
    weight,
)
from grappe.pages.desk.showing import shown

KINDS = {
    "html": (N_("Rapport à l’écran"), N_("Chaque chiffre mène à ses papiers.")),
    "pdf": (N_("Rapport à imprimer"), N_("Le même, mis en pages.")),
    "docx": (N_("Rapport à modifier"), N_("Le même, pour un traitement de texte.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One of the three reports."""

    kind: str
    label: str
    about: str
    size: str
    open: str
    """Where it is read; empty for one that a browser does not show."""
    download: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that the audit found."""

    verdict: str
    look: str
    sentence: str
    claims: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the audit found in the sentences of the report."""

    found: tuple[Found, ...]
    well: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPage:
    """All that the page shows."""

    title: str
    titled: bool
    """It has a title of its own, which does not tell its day."""
    number: int
    as_of: dt.date
    period: str
    state: str
    look: str
    who: str
    asked_at: dt.datetime
    took: str
    written_in: str
    token: str
    prepared: bool
    progress: Progress | None
    refusals: tuple[str, ...]
    remarks: tuple[str, ...]
    reports: tuple[Report, ...]
    figures: Figures | None
    audit: Audit
    tables: Tables
    journal: tuple[ReadLine, ...]
    anew: str
    """Where another one is prepared from it."""
    compare: str


LOOKS = {"impossible": "lost", "unlikely": "care", "unsupported": "care", "consistent": "well"}


def show_evaluation(request: HttpRequest, desk: Desk, evaluation: int) -> HttpResponse:
    """Show an evaluation; ask for it, or for the same one again."""
    one = evaluation_of(desk, evaluation)
    if request.method == "POST":
        return _done(request, desk, one)
    return shown(request, desk, "desk/evaluations/evaluation.html", _page(request, desk, one), way=way(desk))


def _done(request: HttpRequest, desk: Desk, one: Evaluation) -> HttpResponse:
    by, today, made = desk.person.named, timezone.localdate(), one
    with transaction.atomic():
        if not first_time(request.POST.get("token", "")):
            made = latest(desk.cluster) or one
        elif request.POST.get("do") == "ask":
            made = ask(one, by=by, on=today)
        elif request.POST.get("do") == "again" and one.state in Evaluation.OVER:
            made = ask_again(one, by=by, on=today)
            messages.success(
                request,
                say(N_("L’évaluation {number} est lancée."), desk.language, number=made.number),
            )
    return HttpResponseRedirect(desk.address("evaluation", evaluation=made.number))


def _page(request: HttpRequest, desk: Desk, one: Evaluation) -> EvaluationPage:
    language = desk.language
    state, look = state_of(one, language)
    done = one.state == State.DONE
    before = done_before(one) if done else None
    follows = not is_prepared(one) and one.state not in Evaluation.OVER
    return EvaluationPage(
        title=called(one, language),
        titled=bool(one.title),
        number=one.number,
        as_of=one.as_of,
        period=period_of(one, language),
        state=state,
        look=look,
        who=asked_by([one], language).get(one.pk, ""),
        asked_at=one.asked_at or one.made_at,
        took=took(one, language),
        written_in=one.language,
        token=new_token(),
        prepared=is_prepared(one),
        progress=progress_of(desk, one) if follows else None,
        refusals=tuple(one.refusals.get(language, ())),
        remarks=tuple(one.remarks.get(language, ())),
        reports=tuple(_reports(desk, one)),
        figures=figures_shown(request, desk, one, before) if done else None,
        audit=_audit(one, language),
        tables=tables_of(desk, one),
        journal=tuple(reversed(read_lines(entries_of(subject_of(one)), language))),
        anew=f"{desk.address('new_evaluation')}?comme={one.number}" if desk.runs else "",
        compare=(
            f"{desk.address('compare_evaluations')}?avant={before.number}&apres={one.number}"
            if before
            else ""
        ),
    )


def _reports(desk: Desk, one: Evaluation) -> Iterator[Report]:
    for name in REPORTS:
        file, kind = report_of(one, name), name.partition(".")[2]
        if file is not None:
            label, about = KINDS[kind]
            address = desk.address("evaluation_report", evaluation=one.number, form=kind)
            yield Report(
                kind=kind.upper(),
                label=say(label, desk.language),
                about=say(about, desk.language),
                size=weight(file.stat().st_size, desk.language),
                open="" if kind == "docx" else address,
                download=f"{address}?telecharger",
            )


def _audit(one: Evaluation, language: Language) -> Audit:
    told = [
        (
            row["verdict"],
            Found(
                verdict=say(JUDGEMENTS[row["verdict"]], language),
                look=LOOKS[row["verdict"]],
                sentence=row["sentence"],
                claims=", ".join(row["claim_ids"].split(";")),
            ),
        )
        for row in audit_of(one)
    ]
    return Audit(
        found=tuple(found for verdict, found in told if verdict != "consistent"),
        well=tuple(found for verdict, found in told if verdict == "consistent"),
    )
