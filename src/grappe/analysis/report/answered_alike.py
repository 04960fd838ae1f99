"""Whether each group of members answered the survey as the others did: tests, corrected for their number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.statistics.contingency import independence
from grappe.analysis.statistics.multiplicity import correct_for_many

ANSWERED = "survey.response_rate_by"


def answered_alike(lines: Lines) -> dict[str, float]:
    """Return the p value of each group's rate of answers against that of the other groups of its partition.

    Fisher's exact test of who answered and who did not, two-sided, by nature, by size and by province;
    Holm's correction over all the groups. A partition of one group has nothing to be tested against.
    """
    tested = dict(_tested([line for line in lines.of(ANSWERED) if line.is_known and line.n_used]))
    adjusted = correct_for_many(list(tested.values()), method="holm").adjusted
    return dict(zip(tested, (float(p) for p in adjusted), strict=True))


def _tested(known: list[Line]) -> Iterator[tuple[str, float]]:
    for line in known:
        partition = line.key.partition(":")[0]
        others = [one for one in known if one is not line and one.key.partition(":")[0] == partition]
        if others:
            yield line.key, _p_value(_counts([line]), _counts(others))


@lru_cache(maxsize=1024)
def _p_value(*rows: tuple[int, int]) -> float:
    """Return Fisher's p; kept, because each rule of each chapter asks again."""
    # All or none answered: the table has one column, and nothing tells its rows apart.
    return independence(rows).p_value if all(map(sum, zip(*rows, strict=True))) else 1.0


def _counts(groups: list[Line]) -> tuple[int, int]:
    answered = sum(round((one.value or 0) * one.n_used) for one in groups)
    return answered, sum(one.n_used for one in groups) - answered
