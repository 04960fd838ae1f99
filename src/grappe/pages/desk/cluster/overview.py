"""The page of the cluster: who it is, its statutes, recognitions, objectives, axes, documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.queries.missions import missions_of
from grappe.apps.clusters.queries.of_a_day import statutes_on
from grappe.apps.clusters.rules.deadlines import deadlines, overlapped
from grappe.pages.clusters.recognition import by_number, of_recognition, period_in_words
from grappe.pages.desk.cluster.withdrawing import WITHDRAWALS
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import shown
from grappe.pages.files.answering import saved
from grappe.pages.framework.told import NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing of a list: what it says, what stands below, the addresses of its form and of its file."""

    number: int
    title: str
    below: tuple[str, ...] = ()
    tag: str = ""
    care: str = ""
    """What is to be looked at."""
    change: str = ""
    file: str = ""
    withdraw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One list of the page: its lines, what it would hold where it has none, where one is added."""

    name: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    add: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPage:
    """All that the page shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    logo: str
    change: str
    parts: tuple[Part, ...]


def show_cluster(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the page of the cluster."""
    return shown(request, desk, "desk/cluster/overview.html", cluster_page(desk, timezone.localdate()))


def cluster_page(desk: Desk, today: dt.date) -> ClusterPage:
    """Gather what is known of the cluster."""
    language = desk.language
    parts = (
        ("statutes", N_("Statuts"), _statutes(desk, today), N_("Ajouter une version")),
        ("recognition", N_("Reconnaissances"), _recognitions(desk, today), N_("Ajouter une reconnaissance")),
        ("objective", N_("Objectifs"), _objectives(desk, today), N_("Ajouter un objectif")),
        ("axis", N_("Axes de la stratégie"), _axes(desk, today), N_("Ajouter un axe")),
        ("document", N_("Documents"), _documents(desk), N_("Ajouter un document")),
    )
    return ClusterPage(
        title=say(N_("Le cluster"), language),
        facts=tuple(
            (say(label, language), value) for label, value in _facts(desk.cluster, language) if value
        ),
        logo=desk.logo,
        change=desk.address("change_identity") if desk.runs else "",
        parts=tuple(
            Part(
                name=name,
                title=say(title, language),
                lines=tuple(lines),
                empty=say(EMPTY[name], language),
                add=desk.address(f"add_{name}") if desk.runs else "",
                button=say(button, language),
            )
            for name, title, lines, button in parts
        ),
    )


EMPTY = {
    "statutes": N_("Aucune version des statuts n’est notée. Commencez par celle qui est en vigueur."),
    "recognition": N_(
        "Aucune reconnaissance n’est notée. Ses échéances (mi-parcours, renouvellement) en découleront."
    ),
    "objective": N_("Aucun objectif n’est noté. Commencez par ceux des statuts."),
    "axis": N_("Aucun axe n’est noté. Ce sont les grandes lignes de la stratégie."),
    "document": N_("Aucun document n’est classé. Ils servent de preuves lors d’une évaluation."),
}


def file_of(request: HttpRequest, desk: Desk, kind: str, number: int) -> FileResponse:  # noqa: ARG001 - Django's
    """Answer with the file of a version of the statutes, or of a document; a confidential one to the team."""
    found: dict[str, Any] = {"statutes": desk.cluster.statutes.standing(), "document": desk.cluster.documents}
    thing = found[kind].filter(pk=number).first() if kind in found else None
    if thing is None or not thing.file or (getattr(thing, "confidential", False) and not desk.runs):
        raise Http404
    return saved(thing.file)


def _facts(cluster: Cluster, language: Language) -> Iterator[tuple[str, str]]:
    yield N_("Nom"), cluster.name
    yield N_("Dénomination"), cluster.legal_name
    yield N_("Forme juridique"), cluster.legal_form
    yield N_("Numéro d’entreprise"), cluster.enterprise_number
    yield N_("Constitué le"), _day(cluster.constituted_on, language)
    yield N_("Objet"), cluster.object
    yield N_("Site web"), cluster.website
    yield N_("Nom de domaine"), cluster.domain
    yield N_("Langues"), ", ".join(NAMES[code] for code in cluster.languages)
    yield (
        N_("Équipe (équivalents temps plein)"),
        amount(float(cluster.office_fte), "fte", language) if cluster.office_fte is not None else "",
    )


def _statutes(desk: Desk, today: dt.date) -> Iterator[Line]:
    now = statutes_on(desk.cluster, today)
    for one in desk.cluster.statutes.standing().order_by("-in_force_on"):
        yield Line(
            number=one.pk,
            title=one.title,
            below=(
                say(
                    N_("Adoptés le {adopted}, en vigueur depuis le {since}"),
                    desk.language,
                    adopted=long_date(one.adopted_on, desk.language),
                    since=long_date(one.in_force_on, desk.language),
                ),
            ),
            tag=say(N_("en vigueur"), desk.language) if one == now else "",
            change=_change(desk, "statutes", one.pk),
            withdraw=_withdraw(desk, "statutes", one),
            file=desk.address("file", kind="statutes", number=one.pk) if one.file else "",
        )


def _recognitions(desk: Desk, today: dt.date) -> Iterator[Line]:
    periods = list(desk.cluster.recognitions.standing().order_by("number"))
    days = by_number(deadlines(periods))
    for one in reversed(periods):
        yield Line(
            number=one.pk,
            title=period_in_words(one, desk.language),
            below=tuple(of_recognition(one, days.get(one.number, []), desk.language)),
            care=_overlap(overlapped(one, periods), desk.language),
            tag=say(N_("en cours"), desk.language) if one.starts_on <= today <= one.ends_on else "",
            change=_change(desk, "recognition", one.pk),
            withdraw=_withdraw(desk, "recognition", one),
        )


def _overlap(numbers: list[int], language: Language) -> str:
    if not numbers:
        return ""
    return say_many(
        "Ces jours sont aussi ceux de la reconnaissance {numbers}. Corrigez l’une des deux si ce n’est pas ce qui fut décidé.",
        "Ces jours sont aussi ceux des reconnaissances {numbers}. Corrigez-les si ce n’est pas ce qui fut décidé.",
        len(numbers),
        language,
        numbers=", ".join(map(str, numbers)),
    )


def _objectives(desk: Desk, today: dt.date) -> Iterator[Line]:
    names = {
        (regime, mission.code): mission.label for regime in classes.REGIMES for mission in missions_of(regime)
    }
    for one in desk.cluster.objectives.prefetch_related("missions").order_by("code"):
        over = one.until is not None and one.until <= today
        yield Line(
            number=one.pk,
            title=f"{one.code} · {one.text}",
            below=tuple(
                names.get((to.regime, to.code), to.code)
                for to in sorted(one.missions.all(), key=lambda to: to.regime)
            ),
            tag=say(N_("retiré"), desk.language) if over else "",
            change=_change(desk, "objective", one.pk),
            withdraw=_withdraw(desk, "objective", one),
        )


def _axes(desk: Desk, today: dt.date) -> Iterator[Line]:
    for one in desk.cluster.axes.order_by("code"):
        over = one.until is not None and one.until <= today
        yield Line(
            number=one.pk,
            title=f"{one.code} · {one.label}",
            tag=say(N_("retiré"), desk.language) if over else "",
            change=_change(desk, "axis", one.pk),
            withdraw=_withdraw(desk, "axis", one),
        )


def _documents(desk: Desk) -> Iterator[Line]:
    for one in desk.cluster.documents.standing().order_by("code"):
        kind = say(classes.DOCUMENT_KIND[one.kind], desk.language) if one.kind else ""
        opens = one.file and (desk.runs or not one.confidential)
        yield Line(
            number=one.pk,
            title=f"{one.code} · {one}",
            below=tuple(part for part in (kind, _day(one.dated_on, desk.language)) if part),
            tag=say(N_("confidentiel"), desk.language) if one.confidential else "",
            change=_change(desk, "document", one.pk),
            withdraw=_withdraw(desk, "document", one),
            file=desk.address("file", kind="document", number=one.pk) if opens else "",
        )


def _change(desk: Desk, name: str, number: int) -> str:
    return desk.address(f"change_{name}", number=number) if desk.runs else ""


def _withdraw(desk: Desk, name: str, one: Any) -> str:
    """Return where a thing is withdrawn; nothing for one that is already."""
    over = getattr(one, WITHDRAWALS[name].ended) is not None
    return desk.address(f"withdraw_{name}", number=one.pk) if desk.runs and not over else ""


def _day(day: dt.date | None, language: Language) -> str:
    return long_date(day, language) if day else ""
