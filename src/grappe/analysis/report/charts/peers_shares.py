"""The members' part of their sector: of its companies, its jobs, its value added."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.registry.peers.answer import Answer, Share
from grappe.analysis.report.charts.drawing import MIST, PLUM, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import rects, texts, tip
from grappe.analysis.report.charts.row_layout import RIGHT, SHARES, label_texts, laid_out, shares_axis
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import with_unit
from grappe.analysis.report.typography import said

THICK = 12
SMALL = 0.1
"""A share below it is told with a decimal."""
WHAT: Mapping[str, str] = MappingProxyType(
    {
        "companies": N_("Sociétés, de toute taille"),
        "jobs": N_("Emploi, en équivalents temps plein"),
        "value_added": N_("Valeur ajoutée"),
    }
)
UNITS: Mapping[str, str] = MappingProxyType({"companies": "count", "jobs": "fte", "value_added": "eur"})


def sector_shares_chart(answer: Answer, language: Language) -> Drawing | None:
    """Return the members' shares as bars of the whole; None where no whole is known."""
    shown = [one for one in answer.shares if one.share is not None]
    if not shown:
        return None
    title = said(N_("La part des membres dans le groupe, {year}"), language, year=answer.group.year)
    labels = [said(WHAT[one.what], language) for one in shown]
    shares = [share_words(one, language) for one in shown]
    rows, height = laid_out(labels, [{} for _ in shown])
    bars = [
        {
            "x": SHARES(0),
            "x2": SHARES(one.share or 0),
            "y": row["y"] - THICK / 2,
            "y2": row["y"] + THICK / 2,
            "tip": tip(label, share, _of(one, language)),
        }
        for one, row, label, share in zip(shown, rows, labels, shares, strict=True)
    ]
    wholes = [
        {"x": SHARES(0), "x2": SHARES(1), "y": row["y"] - THICK / 2, "y2": row["y"] + THICK / 2}
        for row in rows
    ]
    numbers = [{"x": RIGHT + 16, "y": r["y"], "text": share} for r, share in zip(rows, shares, strict=True)]
    heads = (
        N_("Mesure"),
        N_("Part"),
        N_("Les membres"),
        N_("Tout le groupe"),
        N_("Membres connus"),
        N_("Sociétés connues"),
    )
    return Drawing(
        title=title,
        subtitle=said(
            N_("Membres du groupe, en part de toutes ses sociétés dont la mesure est connue"), language
        ),
        picture=pictured(
            [
                rects(wholes, "wholes", colour=MIST),
                *shares_axis(rows, height, language),
                rects(bars, "bars", colour=PLUM),
                label_texts(rows),
                texts(numbers, "values", bold=True),
            ],
            WIDTH,
            height + 13,
        ),
        alt=spoken(title, list(zip(labels, shares, strict=True)), language),
        table=table_behind(
            title,
            [said(head, language) for head in heads],
            (
                (
                    label,
                    share,
                    *(_amount(value, one, language) for value in (one.members, one.all)),
                    amount(one.members_known, "count", language),
                    amount(one.known, "count", language),
                )
                for one, label, share in zip(shown, labels, shares, strict=True)
            ),
            wide=True,
        ),
    )


def share_words(one: Share, language: Language) -> str:
    """Write a share: one decimal where it is small."""
    share = one.share
    return amount(share, "share", language, 1 if share is not None and 0 < share < SMALL else None)


def _of(one: Share, language: Language) -> str:
    return said(
        N_("{members} sur {all}"),
        language,
        members=_amount(one.members, one, language),
        all=_amount(one.all, one, language),
    )


def _amount(value: float, one: Share, language: Language) -> str:
    unit = UNITS[one.what]
    return with_unit(amount(value, unit, language), unit, value, language)
