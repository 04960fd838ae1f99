"""An attacker who has only the published lines, and adds and subtracts them in every way there is."""

from __future__ import annotations

from typing import Any

import numpy as np

Line = dict[str, Any]
Equation = tuple[dict[str, float], float]

KINDS = ("enterprise", "research", "education", "association_public")
CATEGORIES = ("effective", "adherent")
SIZES = ("0-9", "10-19", "20-49", "50-249", "250+")
COVERAGE = {
    # figure: what its n used and its n eligible are, by name of the unknown
    "members.total": ("members", "members"),
    "members.by_kind": ("members", "members"),
    "members.by_category": ("categorised", "members"),
    "members.enterprises_in_region": ("placed", "kind:enterprise"),
    "members.enterprises_by_province": ("located", "kind:enterprise"),
    "employment.n": ("employers", "kind:enterprise"),
    "employment.total": ("employers", "kind:enterprise"),
    "employment.mean": ("employers", "kind:enterprise"),
    "employment.median": ("employers", "kind:enterprise"),
    "employment.q1": ("employers", "kind:enterprise"),
    "employment.q3": ("employers", "kind:enterprise"),
    "employment.share_below_21": ("employers", "kind:enterprise"),
    "employment.size_class": ("employers", "kind:enterprise"),
    "participation.members_active": ("members", "members"),
    "survey.invited": ("members", "members"),
    "survey.response_rate": ("members", "members"),
}
COUNTS = {
    "members.by_kind": "kind:",
    "members.by_category": "category:",
    "members.enterprises_by_province": "seat:",
    "employment.size_class": "size:",
    "members.total": "members",
    "employment.n": "employers",
    "members.enterprises_in_region": "region",
    "survey.invited": "members",
}


def what_everyone_knows(lines: list[Line]) -> list[Equation]:
    """Return what follows from the definitions alone: the classes add up to their whole."""
    provinces = {
        f"seat:{line['key']}" for line in lines if line["figure"] == "members.enterprises_by_province"
    }
    sums = {
        "members": [f"kind:{name}" for name in KINDS],
        "categorised": [f"category:{name}" for name in CATEGORIES],
        "employers": [f"size:{name}" for name in SIZES],
        "located": [*provinces, "abroad"],
    }
    return [({whole: -1.0, **dict.fromkeys(parts, 1.0)}, 0.0) for whole, parts in sums.items()]


def what_is_published(lines: list[Line]) -> list[Equation]:
    """Return what the lines that are shown say of the sizes of groups."""
    found: list[Equation] = []
    for line in lines:
        figure, key = line["figure"], line["key"] or ""
        if line["status"] == "suppressed" or line["missing"] not in (None, "rows"):
            continue
        if figure in COVERAGE:
            used, eligible = COVERAGE[figure]
            found += [({used: 1.0}, line["n_used"]), ({eligible: 1.0}, line["n_eligible"])]
        if figure in COUNTS and line["status"] == "ok":
            found.append(({COUNTS[figure] + key: 1.0}, line["value"]))
        if figure == "survey.response_rate_by" and not key.startswith("province"):
            found.append(({key: 1.0}, line["n_used"]))
    return found


def recovered(lines: list[Line]) -> dict[str, float]:
    """Return every unknown that the equations settle, with its value."""
    equations = [*what_everyone_knows(lines), *what_is_published(lines)]
    unknowns = sorted({name for terms, _ in equations for name in terms})
    place = {name: column for column, name in enumerate(unknowns)}
    matrix = np.zeros((len(equations), len(unknowns)))
    for row, (terms, _) in enumerate(equations):
        for name, factor in terms.items():
            matrix[row, place[name]] = factor
    totals = np.array([total for _, total in equations], dtype=float)
    solution, _, rank, _ = np.linalg.lstsq(matrix, totals, rcond=None)
    settled = {}
    for name, column in place.items():
        alone = np.zeros(len(unknowns))
        alone[column] = 1
        if np.linalg.matrix_rank(np.vstack([matrix, alone])) == rank:
            settled[name] = round(float(solution[column]), 6)
    return settled
