"""What members are satisfied with against what is important to them, action by action."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.axes import Scale, up_axis
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LEADING,
    LETTERS,
    LINE,
    MIST,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, Rows, areas, dots, plates, rules, texts, tip
from grappe.analysis.report.charts.row_layout import QUARTERS
from grappe.analysis.report.charts.spots import Spot, placed
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Cell
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import agreed, said

LEFT, SIDE, TOP = 58.0, 290.0, 8.0
"""Where the square begins, and how long its sides are."""
FEWEST, MOST = 3, 20
"""Actions under which there is no picture, and the most that are numbered on it."""
SATISFIED, IMPORTANT = WIDTH - 66, WIDTH
"""Where the two columns of numbers under the picture end."""

Pair = tuple[Line, Line]
"""Importance and satisfaction of one action."""


def importance_chart(lines: Lines) -> Drawing | None:
    """Return each action at its two shares; None where too few have both. The largest gap comes first."""
    pairs = [
        (important, satisfied)
        for important in lines.of("importance.share")
        if important.is_known and (satisfied := lines.known("satisfaction.share", important.key))
    ]
    if len(pairs) < FEWEST:
        return None
    pairs.sort(key=lambda pair: (_value(pair[1]) - _value(pair[0]), pair[0].key))
    every, pairs = pairs, pairs[:MOST]
    language = lines.language
    x, y = Scale(0, 1, LEFT, LEFT + SIDE), Scale(0, 1, TOP + SIDE, TOP)
    title = said(N_("Satisfaction et importance des actions"), language)
    foot = TOP + SIDE
    key, bottom = _key(pairs, foot + 54, lines)
    picture = [
        areas(
            [{"x": x(v), "y": y(v), "y2": foot} for v in (0, 1)],
            "more important",
            colour=MIST,
        ),
        *_axes(x, y, lines),
        rules([{"x": x(0), "y": y(0), "x2": x(1), "y2": y(1)}], "as much", colour=SOFT, strokeDash=(5, 4)),
        *_regions(x, y, lines),
        *_marks(pairs, x, y, lines),
        *key,
    ]
    heads = (N_("Action"), N_("Importante"), N_("Réponses"), N_("Satisfaits"), N_("Réponses"))
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Part de ceux qui ont répondu à chaque question ; traits : intervalles à {level} pour une population de {people}"
            ),
            language,
            level=amount(0.95, "share", language),
            people=amount(max(line.n_eligible for pair in pairs for line in pair), "count", language),
        ),
        picture=pictured(picture, WIDTH, bottom),
        alt=spoken(
            title,
            [(sat.name, _both(imp, sat, lines)) for imp, sat in pairs],
            language,
        ),
        table=table_behind(
            title,
            [said(head, language) for head in heads],
            (
                (
                    sat.name,
                    *(
                        cell
                        for line in (imp, sat)
                        for cell in (
                            Cell(lines.written(line), sub=lines.interval(line)),
                            lines.basis(line),
                        )
                    ),
                )
                for imp, sat in every
            ),
            wide=True,
        ),
        note=agreed(
            N_(
                "{count} autre action, plus satisfaisante au regard de son importance, n’est pas dessinée ; elle est dans la table du chapitre."
            ),
            N_(
                "{count} autres actions, plus satisfaisantes au regard de leur importance, ne sont pas dessinées ; elles sont dans la table du chapitre."
            ),
            len(every) - len(pairs),
            language,
            count=amount(len(every) - len(pairs), "count", language),
        )
        if len(every) > len(pairs)
        else "",
    )


def _value(line: Line) -> float:
    return line.value or 0.0


def _axes(x: Scale, y: Scale, lines: Lines) -> list[Layer]:
    language = lines.language

    def written(value: float) -> str:
        return amount(value, "share", language)

    foot = TOP + SIDE
    grid = [{"x": x(v), "y": TOP, "x2": x(v), "y2": foot} for v in QUARTERS]
    under = [{"x": x(v), "y": foot + 13, "text": written(v)} for v in QUARTERS]
    names = [
        {
            "x": LEFT + SIDE,
            "y": foot + 30,
            "text": said(N_("membres pour qui l’action est importante →"), language),
        }
    ]
    return [
        rules(grid, "grid across", colour=LINE),
        texts(under, "ticks across", colour=SOFT, size=NOTE, align="center"),
        *up_axis(y, QUARTERS, (LEFT, LEFT + SIDE), written),
        texts(names, "names of axes", colour=SOFT, size=NOTE, align="right"),
    ]


def _regions(x: Scale, y: Scale, lines: Lines) -> list[Layer]:
    above = texts(
        [{"x": x(0) + 6, "y": y(1) + 12, "text": said(N_("↑ membres satisfaits"), lines.language)}],
        "upper words",
        colour=SOFT,
        size=NOTE,
    )
    below = texts(
        [
            {
                "x": x(1) - 6,
                "y": y(0) - 12,
                "text": said(N_("plus importante que satisfaisante"), lines.language),
            }
        ],
        "lower words",
        colour=INK,
        size=NOTE,
        align="right",
    )
    return [plates(above), above, below]


def _marks(pairs: list[Pair], x: Scale, y: Scale, lines: Lines) -> list[Layer]:
    across: Rows = []
    up: Rows = []
    points: Rows = []
    spots = []
    for place, (imp, sat) in enumerate(pairs, start=1):
        at, height = x(_value(imp)), y(_value(sat))
        if imp.low is not None and imp.high is not None:
            across.append({"x": x(imp.low), "y": height, "x2": x(imp.high), "y2": height})
        if sat.low is not None and sat.high is not None:
            up.append({"x": at, "y": y(sat.low), "x2": at, "y2": y(sat.high)})
        points.append({"x": at, "y": height, "tip": _tip(imp, sat, lines)})
        spots.append(Spot(f"{place:02}", at, height, 6.0, str(place)))
    numbers = [
        {
            "x": round(one.name_at[0], 1),
            "y": round(one.name_at[1], 1),
            "text": one.spot.name,
            "side": one.name_at[2],
        }
        for one in placed(spots, LETTERS, (WIDTH, TOP + SIDE), may_move=False, aslant=True)
        if one.name_at
    ]
    sides = {side: [row for row in numbers if row["side"] == side] for side in ("left", "center", "right")}
    return [
        rules(across, "intervals across", colour=SPAN, thick=1.5),
        rules(up, "intervals up", colour=SPAN, thick=1.5),
        dots(points, "actions", colour=PLUM, size=90),
        *(texts(rows, f"numbers {side}", bold=True, align=side) for side, rows in sides.items()),
    ]


def _both(imp: Line, sat: Line, lines: Lines) -> str:
    return said(
        N_("importance {importance}, satisfaction {satisfaction}"),
        lines.language,
        importance=lines.written(imp),
        satisfaction=lines.written(sat),
    )


def _tip(imp: Line, sat: Line, lines: Lines) -> str:
    language = lines.language
    return tip(
        sat.name,
        _both(imp, sat, lines),
        said(
            N_("intervalles à {level} : {importance} et {satisfaction}"),
            language,
            level=amount(sat.level, "share", language),
            importance=lines.interval(imp),
            satisfaction=lines.interval(sat),
        )
        if sat.low is not None
        else "",
        said(N_("n = {important} et {satisfied}"), language, important=imp.n_used, satisfied=sat.n_used),
    )


def _key(pairs: list[Pair], top: float, lines: Lines) -> tuple[list[Layer], float]:
    """Return the actions by their numbers, with both shares, and where the picture ends."""
    language = lines.language
    numbers: Rows = []
    labels: Rows = []
    values: Rows = []
    heads = [
        {"x": SATISFIED, "y": top, "text": said(N_("importance"), language)},
        {"x": IMPORTANT, "y": top, "text": said(N_("satisfaits"), language)},
    ]
    y = top + LEADING + 6
    for place, (imp, sat) in enumerate(pairs, start=1):
        told = folded(sat.name, SATISFIED - 84, LETTERS, 2)
        numbers.append({"x": 14, "y": y, "text": str(place)})
        labels.append({"x": 24, "y": y, "text": "\n".join(told)})
        values.append({"x": SATISFIED, "y": y, "text": lines.written(imp)})
        values.append({"x": IMPORTANT, "y": y, "text": lines.written(sat)})
        y += LEADING * len(told) + 7
    return [
        texts(heads, "heads", colour=SOFT, size=NOTE, align="right"),
        texts(numbers, "key numbers", colour=GRAPE, bold=True, align="right"),
        texts(labels, "key labels"),
        texts(values, "key values", bold=True, align="right"),
    ], y - 4
