"""What the cluster itself has to say on the home page of its desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.clusters.rules.deadlines import LABELS, coming, lapsed
from grappe.pages.desk.cluster.charts import comings_and_goings, over_time
from grappe.pages.desk.cluster.members_in_time import members_in_time
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.pictures import pictured
from grappe.pages.desk.told import Chart, Due, Number

OVER = N_("La reconnaissance {number} a pris fin : notez celle qui la suit, si elle est accordée.")
OVER_TO_READ = N_("La reconnaissance {number} a pris fin, et aucune ne la suit.")


def deadlines(desk: Desk) -> Iterator[Due]:
    """Yield what the recognitions of the cluster ask for: one that ended too, where none follows it."""
    today = timezone.localdate()
    periods = list(desk.cluster.recognitions.standing())
    over = lapsed(periods, today)
    if over is not None:
        yield Due(
            what=say(OVER if desk.runs else OVER_TO_READ, desk.language, number=over.number),
            address=desk.address("add_recognition" if desk.runs else "cluster"),
            by=over.ends_on,
            late=True,
        )
    for found in coming(periods, today):
        if found.kind != "end":
            yield Due(
                what=say(LABELS[found.kind], desk.language, number=found.number),
                address=desk.address("cluster"),
                by=found.on,
                late=found.on < today,
            )


def numbers(desk: Desk) -> Iterator[Number]:
    """Yield how many members came and went this year; how many there are, the members' room says."""
    today, language = timezone.localdate(), desk.language
    told = members_in_time(desk.cluster, today=today)
    if not told.steps:
        return
    year = today.year
    joined, left = told.joined.get(year, 0), told.left.get(year, 0)
    for count, label in (
        (joined, say_many("Entrée en {year}", "Entrées en {year}", joined, language, year=year)),
        (left, say_many("Sortie en {year}", "Sorties en {year}", left, language, year=year)),
    ):
        yield Number(value=decimal(count, language, 0), label=label)


def charts(desk: Desk) -> Iterator[Chart]:
    """Yield the pictures of the members; none before there is one."""
    told = members_in_time(desk.cluster, today=timezone.localdate())
    for drawn in (over_time(told, desk.language), comings_and_goings(told, desk.language)):
        if drawn is not None:
            yield pictured(drawn)
