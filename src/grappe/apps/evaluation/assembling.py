"""The rows of the platform and the files of an evaluation, put together as one dossier."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from grappe.analysis.dossier.provenance import PLATFORM
from grappe.analysis.dossier.settings import FILE
from grappe.apps.clusters import dossier as cluster_tables
from grappe.apps.clusters.models import Cluster
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.members import dossier as member_tables

Rows = list[dict[str, str]]


@contextmanager
def dossier_of(
    cluster: Cluster,
    as_of: dt.date,
    *,
    attached: Evaluation | None,
    files: Mapping[str, Path] | None = None,
) -> Iterator[Path]:
    """Yield a folder that is a dossier of a cluster on a day, as long as the block lasts.

    What the platform holds lies in its folder `plateforme`; what it does not hold comes from the files of
    `attached`, or from `files` by their names, with its settings. The engine reads it as any other dossier,
    and checks it as any other.
    """
    with TemporaryDirectory(prefix="grappe-") as made:
        folder = Path(made)
        (folder / PLATFORM).mkdir()
        for name, rows in rows_of(cluster, as_of).items():
            _write(folder / PLATFORM / f"{name}.csv", rows)
        settings: dict[str, object] = {"as_of": as_of.isoformat()}
        if attached is not None:
            settings |= _settings(attached)
            if files is None:
                _bring(attached, folder)
            for name, file in (files or {}).items():
                _copy(file.open("rb"), folder / name)
        (folder / FILE).write_text(json.dumps({"grappe": settings}, ensure_ascii=False), encoding="utf-8")
        yield folder


def rows_of(cluster: Cluster, as_of: dt.date) -> dict[str, Rows]:
    """Return the tables that the platform holds, row by row, as a file would have them."""
    made = {**cluster_tables.tables(cluster, as_of), **member_tables.tables(cluster, as_of)}
    return {name: rows for name, rows in made.items() if rows}


def _settings(attached: Evaluation) -> Mapping[str, object]:
    told: dict[str, object] = {
        "period_from": attached.period_from and attached.period_from.isoformat(),
        "period_to": attached.period_to and attached.period_to.isoformat(),
        "language": attached.language,
        "reference": attached.reference,
        "evaluator": attached.evaluator,
        "client": attached.client,
        "survey_invited": attached.survey_invited,
        "drafts": attached.drafts,
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _bring(attached: Evaluation, folder: Path) -> None:
    for one in attached.files.all():
        _copy(one.file.open("rb"), folder / one.name)


def _copy(source: IO[bytes], place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with source, place.open("wb") as target:
        shutil.copyfileobj(source, target)


def _write(file: Path, rows: Rows) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
