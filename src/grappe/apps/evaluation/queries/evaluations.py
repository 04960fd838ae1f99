"""The evaluations of a cluster, and the folders of their results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.models import Evaluation

REPORTS = ("report.html", "report.pdf", "report.docx")


def latest(cluster: Cluster) -> Evaluation | None:
    """Return the last evaluation that was made, whatever became of it."""
    return cluster.evaluations.order_by("-number").first()


def results_folder(evaluation: Evaluation) -> Path:
    """Return where the results of an evaluation are, or will be: among the files that a backup takes."""
    data: Path = settings.INSTALLATION.data
    return data / "files" / "evaluations" / str(evaluation.cluster_id) / str(evaluation.number)


def report_of(evaluation: Evaluation, name: str) -> Path | None:
    """Return one of the three reports of an evaluation that is done, None where it is not there."""
    if name not in REPORTS or evaluation.state != Evaluation.State.DONE:
        return None
    file = results_folder(evaluation) / name
    return file if file.is_file() else None


def figures_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the figures of an evaluation that is done, with their papers, in the order of the catalogue."""
    return _rows(evaluation, "figures.json")


def audit_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return what the audit found in an evaluation that is done, the gravest first."""
    return _rows(evaluation, "audit.json")


def sentences_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the sentences of its report, with the figures that each prints."""
    return _rows(evaluation, "sentences.json")


def _rows(evaluation: Evaluation, name: str) -> list[dict[str, Any]]:
    file = results_folder(evaluation) / name
    if evaluation.state != Evaluation.State.DONE or not file.is_file():
        return []
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def provenance_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return which tables came from the platform and which from files: `tables`, and `files` by table."""
    file = results_folder(evaluation) / "datapackage.json"
    if not file.is_file():
        return {}
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["grappe"].get("platform", {})
    return told
