"""How many ties each member has, where the members are too many for a circle each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.bars import bars_picture
from grappe.analysis.report.charts.drawing import Drawing, spoken
from grappe.analysis.report.charts.marks import tip
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.typography import agreed, said

STEPS = (0, 1, 2, 3, 5, 10, 20, 50)
"""The least number of ties of each class; the last has no end."""


def ties_chart(degrees: Iterable[int], layer: str, groups: tuple[str, str], language: Language) -> Drawing:
    """Return members by their number of ties with other members.

    groups: in how many the network falls with the cluster's team and without it, in words.
    """
    counted = Counter(max(step for step in STEPS if step <= degree) for degree in degrees)
    shown = [step for step in STEPS if step <= max(counted)]
    labels = [_label(step, language) for step in shown]
    counts = [counted[step] for step in shown]
    written = [amount(count, "count", language) for count in counts]
    answers = [
        tip(label, agreed(N_("{count} membre"), N_("{count} membres"), count, language, count=number))
        for label, count, number in zip(labels, counts, written, strict=True)
    ]
    title = said(N_("Les membres par nombre de liens"), language)
    return Drawing(
        title=title,
        subtitle=said(
            N_("Liens : {layer} ; nombre de membres qui ont tant de liens avec d’autres membres"),
            language,
            layer=layer,
        ),
        picture=bars_picture(labels, counts, written, answers),
        alt=spoken(title, list(zip(labels, written, strict=True)), language),
        table=table_behind(
            title,
            [said(N_("Liens"), language), said(N_("Membres"), language)],
            zip(labels, written, strict=True),
        ),
        note=said(
            N_(
                "Les membres sont trop nombreux pour un dessin du réseau : leurs liens sont comptés. Avec l’équipe du cluster : {whole} ; sans elle : {without}."
            ),
            language,
            whole=groups[0],
            without=groups[1],
        ),
    )


def _label(step: int, language: Language) -> str:
    place = STEPS.index(step)
    if place + 1 == len(STEPS):
        count = amount(step, "count", language)
        return said(N_("{count} liens ou plus"), language, count=count)
    last = STEPS[place + 1] - 1
    if last > step:
        return said(N_("{low} à {high} liens"), language, low=step, high=last)
    return agreed(N_("{count} lien"), N_("{count} liens"), step, language, count=step)
