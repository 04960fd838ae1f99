"""An attacker who has only the published lines, and adds and subtracts them in every way there is."""

from __future__ import annotations

from typing import Any

import numpy as np

from grappe.analysis.figures.catalogue import figures

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
    "survey.responses": "answers",
    "members.joined": "joined",
    "members.left": "left",
}
SPLITS = {
    # share: what it holds and what it leaves out
    "survey.response_rate": ("answers", "silent"),
    "survey.response_rate_by": ("answered", "silent"),
    "members.retention": ("stayed", "gone"),
    "employment.share_below_21": ("below 21", "from 21"),
}
ASKED_OF_ALL = ("strategy", "satisfaction", "importance", "impact", "advantage", "governance", "partnership")
"""Families of figures whose shares are of answers to a question: judged on their base."""


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
    for partition in ("kind", "province", "size"):
        classes = [line["key"] for line in lines if line["figure"] == "survey.response_rate_by"]
        answers = [f"answered:{key}" for key in classes if key and key.startswith(partition)]
        # All answers name a member of a known kind; that all have a seat or accounts is to be shown.
        if partition == "kind":
            sums["answers"] = answers
        elif partition == "size" and _all_employ(lines):
            sums["answered:kind:enterprise"] = answers
    for line in lines:
        if line["figure"] == "survey.response_rate_by" and line["key"]:
            key = line["key"]
            sums[f"asked:{key}"] = [f"answered:{key}", f"silent:{key}"]
            if key.startswith("kind:"):
                sums[key] = [f"asked:{key}"]
    sums["start"] = ["stayed", "gone"]
    sums["invited"] = ["answers", "silent"]
    return [
        *(({whole: -1.0, **dict.fromkeys(parts, 1.0)}, 0.0) for whole, parts in sums.items()),
        ({"start": 1.0, "joined": 1.0, "left": -1.0, "members": -1.0}, 0.0),
        ({"left": 1.0, "gone": -1.0, "passed": -1.0}, 0.0),
        ({"size:0-9": 1.0, "size:10-19": 1.0, "of 20": 1.0, "below 21": -1.0}, 0.0),
        ({"below 21": 1.0, "from 21": 1.0, "employers": -1.0}, 0.0),
        ({"of 20": 1.0, "20-49 from 21": 1.0, "size:20-49": -1.0}, 0.0),
    ]


def _all_employ(lines: list[Line]) -> bool:
    shown = [line for line in lines if line["figure"] == "employment.n" and line["status"] == "ok"]
    return any(line["n_used"] == line["n_eligible"] for line in shown)


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
        if figure == "survey.response_rate_by" and line["status"] == "ok":
            found.append(({f"asked:{key}": 1.0}, line["n_used"]))
            if key.startswith("size"):
                found.append(({key: 1.0}, line["n_used"]))
        if figure in SPLITS and line["status"] == "ok":
            inside, outside = SPLITS[figure]
            of = f":{key}" if key else ""
            holds = round(line["value"] * line["n_used"])
            found += [({inside + of: 1.0}, holds), ({outside + of: 1.0}, line["n_used"] - holds)]
    return found


def read_at_sight(lines: list[Line]) -> dict[str, list[float]]:
    """Return, by figure and key, the sizes of groups that one line alone tells: its numbers, its rows."""
    found = {}
    for line in lines:
        figure = figures()[line["figure"]]
        if not figure.base.confidential or line["status"] != "ok":
            continue
        sizes = [line["n_eligible"], line["n_used"]]
        if line["rows"] and not line["rows"].endswith(" rows"):
            sizes.append(len(line["rows"].split(";")))
        if figure.unit == "count" and figure.measure.statistic != "single":
            sizes.append(line["value"])
        is_share = figure.unit == "share" and figure.measure.statistic in ("share", "formula")
        if is_share and line["figure"].split(".")[0] not in ASKED_OF_ALL:
            sizes.append(round(line["value"] * line["n_used"]))
        above = line["figure"] in ("peer.members_above_median", "participation.members_active")
        if line["figure"] in SPLITS or above:
            sizes.append(line["n_used"] - (line["value"] if above else sizes[-1]))
        found[f"{line['figure']}[{line['key']}]"] = sizes
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
    solution = np.linalg.lstsq(matrix, totals, rcond=None)[0]
    _, stretched, turned = np.linalg.svd(matrix)
    free = turned[int((stretched > 1e-9).sum()) :]
    return {
        name: round(float(solution[column]), 6)
        for name, column in place.items()
        if np.allclose(free[:, column], 0, atol=1e-8)
    }
