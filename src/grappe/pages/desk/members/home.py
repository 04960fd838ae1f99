"""What the desk's first page says of the members: how many, and whose profile lacks something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.members.queries.listing import tally
from grappe.apps.members.rules.wanted import LACKS, Wanted, written
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.told import Due, Number
from grappe.pages.members import words

LACKING = replace(Wanted(), lacks=LACKS)
"""The members whose profile lacks anything."""
BASES = {"effective": N_("Membres effectifs"), "adherent": N_("Membres adhérents")}


def numbers(desk: Desk) -> Iterator[Number]:
    """Tell how many members there are today, of each base."""
    today, here, language = timezone.localdate(), desk.address("members"), desk.language
    told = tally(desk.cluster, Wanted(), day=today)
    yield Number(value=decimal(told.total, language), label=say(N_("Membres"), language), address=here)
    for base, label in BASES.items():
        codes = tuple(one.code for one in desk.cluster.categories.all() if one.base == base)
        yield Number(
            value=decimal(sum(told.facets["categories"].get(code, 0) for code in codes), language),
            label=say(label, language),
            address=f"{here}?{written(replace(Wanted(), categories=codes))}",
        )


def due(desk: Desk) -> Iterator[Due]:
    """Tell how many profiles want something, and what most of them want: it leads to those."""
    told, language = tally(desk.cluster, LACKING, day=timezone.localdate()), desk.language
    if not told.total:
        return
    lack = max(LACKS, key=lambda lack: told.facets["lacks"].get(lack, 0))
    yield Due(
        what=say_many(
            "{number} fiche incomplète : commencez par « {lack} » ({most})",
            "{number} fiches incomplètes : commencez par « {lack} » ({most})",
            told.total,
            language,
            number=decimal(told.total, language),
            lack=say(words.LACKS[lack], language),
            most=decimal(told.facets["lacks"][lack], language),
        ),
        address=f"{desk.address('members')}?{written(replace(LACKING, lacks=(lack,)))}",
    )
