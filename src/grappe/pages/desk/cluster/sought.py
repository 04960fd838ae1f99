"""What a cluster has of its own, as it is found by words: a few things each, gathered whole."""

from __future__ import annotations

from grappe.analysis.language.catalogues import LANGUAGES, N_, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models import Recognition
from grappe.apps.clusters.queries.missions import labels_of
from grappe.apps.clusters.rules.deadlines import Deadline, deadlines
from grappe.pages.clusters.recognition import by_number, of_recognition
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.sought import Found, Hit, Question, Sought, among


def statutes(desk: Desk, question: Question) -> Found:
    """Find versions of the statutes."""
    return among(
        (
            Hit(
                title=one.title,
                address=_at(desk, "statutes", one.pk),
                below=say(
                    N_("en vigueur depuis le {day}"),
                    desk.language,
                    day=long_date(one.in_force_on, desk.language),
                ),
                texts=(_file_name(one.file.name),),
            )
            for one in desk.cluster.statutes.standing().order_by("-in_force_on")
        ),
        question,
    )


def recognitions(desk: Desk, question: Question) -> Found:
    """Find recognitions, by their decisions and by the days that they bring."""
    periods = list(desk.cluster.recognitions.standing().order_by("-number"))
    days = by_number(deadlines(periods))
    return among((_recognition(desk, one, days.get(one.number, [])) for one in periods), question)


def objectives(desk: Desk, question: Question) -> Found:
    """Find objectives, by their words and by those of the missions that they serve."""
    told = list(desk.cluster.objectives.prefetch_related("missions").order_by("code"))
    names = labels_of(to.code for one in told for to in one.missions.all())
    return among(
        (
            Hit(
                title=f"{one.code} · {one.text}",
                address=_at(desk, "objective", one.pk),
                texts=(
                    *(names.get((to.regime, to.code), "") for to in one.missions.all()),
                    one.priority,
                ),
            )
            for one in told
        ),
        question,
    )


def axes(desk: Desk, question: Question) -> Found:
    """Find the axes of the strategy."""
    return among(
        (
            Hit(title=f"{one.code} · {one.label}", address=_at(desk, "axis", one.pk))
            for one in desk.cluster.axes.order_by("code")
        ),
        question,
    )


def documents(desk: Desk, question: Question) -> Found:
    """Find documents that were not withdrawn; an evaluator sees that a confidential one exists."""
    return among(
        (
            Hit(
                title=f"{one.code} · {one}",
                address=_at(desk, "document", one.pk),
                below=long_date(one.dated_on, desk.language) if one.dated_on else "",
                texts=(
                    *(say(classes.DOCUMENT_KIND[one.kind], language) for language in LANGUAGES if one.kind),
                    one.named or _file_name(one.file.name),
                ),
            )
            for one in desk.cluster.documents.standing().order_by("code")
        ),
        question,
    )


SOUGHT = (
    Sought(name="documents", label=N_("Documents"), find=documents),
    Sought(name="objectives", label=N_("Objectifs"), find=objectives),
    Sought(name="axes", label=N_("Axes de la stratégie"), find=axes),
    Sought(name="recognitions", label=N_("Reconnaissances et échéances"), find=recognitions),
    Sought(name="statutes", label=N_("Statuts"), find=statutes),
)


def _recognition(desk: Desk, one: Recognition, days: list[Deadline]) -> Hit:
    return Hit(
        title=say(N_("Reconnaissance {number}"), desk.language, number=one.number),
        address=_at(desk, "recognition", one.pk),
        below=say(
            N_("du {first} au {last}"),
            desk.language,
            first=long_date(one.starts_on, desk.language),
            last=long_date(one.ends_on, desk.language),
        ),
        texts=tuple(of_recognition(one, days, desk.language)),
    )


def _at(desk: Desk, part: str, number: int) -> str:
    return f"{desk.address('cluster')}#{part}-{number}"


def _file_name(name: str | None) -> str:
    return (name or "").rpartition("/")[2]
