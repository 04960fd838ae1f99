"""Answers weighted so that those who answered resemble those who were asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.statistics.calibration import Calibration, rake_design
from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.raking import NOT_SAMPLED, Margin
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.survey_design import Design, Sampling, survey_design
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.crosstabs import UnknownColumn, class_names
from grappe.analysis.survey.frame import ID, Frame
from grappe.analysis.survey.response import UNKNOWN, by_label, class_label

NO_LIST = N_("La pondération demande la liste des membres (--members).")
NOBODY_OF = N_(
    "Aucun des « {label} » ({margin}) n’a répondu : les réponses n’ont pas de poids. Pour les pondérer, ajoutez à la liste des membres une colonne où cette classe et une classe voisine portent un même nom, et donnez cette colonne à --weight-by."
)
NO_ANSWER = N_("Aucune réponse ne vient d’un membre de la liste : il n’y a rien à pondérer.")
WEIGHTS = {"response_id": pl.String, "weight": pl.Float64}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighting:
    """The weights of the answers, and the design that the weighted estimates have."""

    by: tuple[str, ...]
    """The columns of the members' list to whose margins the answers were raked."""
    rows: pl.Series
    """Which of the counted answers have a weight: those of members of the list. Positions, ascending."""
    calibration: Calibration | None = None
    reason: Reason | None = None
    """Why there are no weights."""

    @property
    def design(self) -> Design | None:
        """The design of the weighted answers; None when there are no weights."""
        return None if self.calibration is None or self.reason is not None else self.calibration.design

    def table(self, counts: Counted) -> pl.DataFrame:
        """Return the weight of each answer that has one, with the columns of WEIGHTS."""
        design = self.design
        if design is None:
            return pl.DataFrame(schema=WEIGHTS)
        ids = counts.frame["response_id"].gather(self.rows)
        return pl.DataFrame({"response_id": ids, "weight": design.weights}, schema=WEIGHTS)


def weighted_by(by: Sequence[str], counts: Counted, frame: Frame, language: Language) -> Weighting:
    """Rake the answers of members of the list to its margins by each of `by`.

    Those who answered are taken as drawn at random from the list, whose size is known. A class of the list
    in which nobody answered leaves the answers without weights, with the reason: it is never merged with
    another unasked. Answers of nobody's member, and anonymous ones, have no weight. Members whose class is
    not known are a class of their own. Raises UnknownColumn.
    """
    none = pl.Series([], dtype=pl.UInt32)
    names = class_names(frame)
    for name in by:
        if frame.members is not None and name not in names:
            raise UnknownColumn(name, names)
    if frame.members is None:
        return Weighting(by=tuple(by), rows=none, reason=Reason(NO_LIST))
    unknown = pl.col(list(by)).fill_null(UNKNOWN)
    members = frame.members.select(ID, *by).with_columns(unknown)
    rows = (
        counts.frame.select(ID).with_row_index("at").join(members, on=ID, how="inner", maintain_order="left")
    )
    if rows.is_empty():
        return Weighting(by=tuple(by), rows=none, reason=Reason(NO_ANSWER))
    margins = {
        name: Margin(
            [_shown(name, each, language) for each in rows[name]],
            {
                _shown(name, each, language): float(number)
                for each, number in members.group_by(name).len().iter_rows()
            },
        )
        for name in by
    }
    drawn = survey_design(
        Sampling(population=float(members.height)), weights=np.full(rows.height, members.height / rows.height)
    )
    found = rake_design(drawn, margins=margins)
    return Weighting(by=tuple(by), rows=rows["at"], calibration=found, reason=_told(found.reason, language))


def _told(reason: Reason | None, language: Language) -> Reason | None:
    """Say in the survey's words, with the way out, that nobody of a class answered."""
    if reason is None or reason.message != NOT_SAMPLED:
        return reason
    margin = by_label(str(reason.values["margin"]), language)
    return Reason(NOBODY_OF, {**reason.values, "margin": margin})


def _shown(name: str, written: str, language: Language) -> str:
    """Return a class as a reason names it; two classes of one name stay two."""
    words = say(UNKNOWN, language) if written == UNKNOWN else class_label(name, written, language)
    return words if words == written else f"{words} ({written})"


def indicators(values: pl.Series, answers: Sequence[str], *, outside: Sequence[str]) -> FloatArray:
    """Return 1 where an answer was given, 0 where not, NaN where the question was not answered: (n, answers).

    values: an answer a row, or a list of them. Rows that say only what is in `outside` are not of the base.
    """
    if isinstance(values.dtype, pl.List):
        given = values.list.set_difference(pl.Series([list(outside)], dtype=pl.List(pl.String)))
        base = values.is_not_null() & ((given.list.len() > 0) | (values.list.len() == 0))
        columns = [values.list.contains(answer) for answer in answers]
    else:
        base = values.is_not_null() & ~values.is_in(list(outside))
        columns = [values == answer for answer in answers]
    told = np.column_stack(
        [column.fill_null(value=False).to_numpy().astype(np.float64) for column in columns]
    )
    told[~base.to_numpy()] = np.nan
    return told
