"""A dossier comes into the platform: a cluster with its members, and an evaluation with what is left."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction

from grappe.analysis.dossier.beside import SUFFIXES
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.files import opened
from grappe.analysis.dossier.grids import read_workbook
from grappe.analysis.dossier.package import QUESTIONNAIRE, plain_name, read_package
from grappe.analysis.dossier.refusal import OneSentence, Refusal
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.checked import read_checked
from grappe.apps.clusters.acts.axes import set_axis
from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.objectives import map_objective, set_objective
from grappe.apps.clusters.acts.recognitions import record_recognition
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.rules.regimes import regime_of
from grappe.apps.evaluation.acts.making import attach_file, make_evaluation
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.checking import checked
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.rules.attachments import HELD
from grappe.apps.members.acts.from_dossier import bring_in as bring_members_in

SLUG = re.compile(r"[A-Za-z0-9_-]{1,40}")


class CannotBringIn(OneSentence):
    """A dossier that does not come in."""

    exit_code = 10


class FieldsRefused(Refusal):
    """Something of a dossier that a dossier may say and a cluster may not be: field by field."""

    exit_code = 10

    def __init__(self, what: str, refused: ValidationError) -> None:
        self.what = what
        self.refused = refused
        super().__init__(what)

    def sentences(self, language: Language = "fr") -> list[str]:  # noqa: ARG002 - told in that of the moment
        """Return one sentence a field, in the language that was spoken when it was refused."""
        return [
            f"{self.what}, {field}: {' '.join(words)}" for field, words in self.refused.message_dict.items()
        ]


def bring_in(path: Path, *, slug: str | None, by: str, on: dt.date) -> Evaluation:
    """Make a cluster of a dossier, by acts, and return its first evaluation: all of it, or nothing.

    The tables whose subject the platform does not hold become files of that evaluation. What was put
    together is read again as an evaluation will read it. Raises DossierRefused, Unreadable, CannotBringIn.
    """
    dossier = read_checked(path)
    name = _slug(dossier, slug)
    made: list[Cluster] = []
    try:
        with transaction.atomic():
            made.append(_cluster(dossier, name, by=by, on=on))
            _its_own(dossier, made[0], by=by, on=on)
            bring_members_in(
                cluster=made[0],
                members=_rows(dossier, "members"),
                establishments=_rows(dossier, "establishments"),
                by=by,
                on=on,
            )
            evaluation = _evaluation(dossier, made[0], by=by, on=on)
            with opened(path) as files:
                for place, content in _left(files):
                    attach_file(evaluation, name=place, file=content, by=by, on=on)
            with dossier_of(made[0], evaluation.as_of, attached=evaluation) as folder:
                names = evaluation.files.values_list("name", flat=True)
                checked(folder, made[0], evaluation.as_of, names)
    except BaseException:
        for cluster in made:  # the database forgets it by itself, the disk does not
            shutil.rmtree(Path(settings.MEDIA_ROOT) / "clusters" / str(cluster.pk), ignore_errors=True)
        raise
    return evaluation


def _slug(dossier: Dossier, asked: str | None) -> str:
    if dossier.is_campaign:
        raise CannotBringIn(
            N_("Ce dossier est une campagne de {count} clusters. Donnez le dossier d’un seul."),
            count=len(dossier.clusters),
        )
    name = asked or dossier.clusters[0]
    if not SLUG.fullmatch(name):
        raise CannotBringIn(
            N_(
                "« {name} » ne peut nommer un cluster dans une adresse. Donnez --slug : des lettres sans accent, des chiffres et des traits d’union, 40 au plus."
            ),
            name=name,
        )
    if Cluster.objects.filter(slug=name).exists():
        raise CannotBringIn(
            N_(
                "Le cluster « {name} » est déjà dans la plateforme : rien n’a été changé. Donnez un autre --slug pour en faire un second."
            ),
            name=name,
        )
    return name


def _cluster(dossier: Dossier, slug: str, *, by: str, on: dt.date) -> Cluster:
    row = _rows(dossier, "cluster")[0]
    told = {
        field: row.get(field) or ""
        for field in ("legal_form", "enterprise_number", "region", "website", "portal_url")
    }
    version = row.get("scope_nace_version")
    with _refused_as("cluster"):
        return found(
            slug=slug,
            name=row["name"],
            constituted_on=row.get("constituted_on"),
            deed_filed_on=row.get("deed_filed_on"),
            scope_nace=row.get("scope_nace") or [],
            scope_nace_version=int(version) if version else None,
            office_fte=_decimal(row.get("office_fte")),
            **told,
            by=by,
            on=on,
        )


def _its_own(dossier: Dossier, cluster: Cluster, *, by: str, on: dt.date) -> None:
    for row in sorted(_rows(dossier, "recognitions"), key=lambda row: int(row["number"])):
        if not row.get("starts_on") or not row.get("ends_on"):
            raise CannotBringIn(
                N_(
                    "recognitions {number} : la plateforme ne garde une reconnaissance qu’avec ses deux jours. Donnez starts_on et ends_on."
                ),
                number=row["number"],
            )
        with _refused_as(f"recognitions {row['number']}"):
            record_recognition(
                cluster=cluster,
                number=row["number"],
                starts_on=row["starts_on"],
                ends_on=row["ends_on"],
                regime=row.get("regime") or "",
                subsidy_rate=_decimal(row.get("subsidy_rate")),
                eligible_cost_cap=_decimal(row.get("eligible_cost_cap")),
                by=by,
                on=on,
            )
    for row in _rows(dossier, "objectives"):
        with _refused_as(f"objectives {row['objective_id']}"):
            objective = set_objective(
                cluster=cluster,
                code=row["objective_id"],
                text=row.get("text") or "",
                source=row.get("source") or "",
                priority=row.get("priority") or "",
                by=by,
                on=on,
            )
            if row.get("axis"):
                map_objective(
                    objective=objective, regime=regime_of(row["axis"]), code=row["axis"], by=by, on=on
                )
    for row in _rows(dossier, "axes"):
        with _refused_as(f"axes {row['axis_id']}"):
            set_axis(cluster=cluster, code=row["axis_id"], label=row.get("label") or "", by=by, on=on)
    for row in _rows(dossier, "documents"):
        with _refused_as(f"documents {row['document_id']}"):
            file_document(
                cluster=cluster,
                code=row["document_id"],
                title=row.get("title") or "",
                dated_on=row.get("dated_on"),
                kind=row.get("kind") or "",
                chapters=[int(word) if word.isdecimal() else word for word in row.get("chapter") or []],
                named=row.get("file") or "",
                by=by,
                on=on,
            )


def _evaluation(dossier: Dossier, cluster: Cluster, *, by: str, on: dt.date) -> Evaluation:
    told = dossier.settings
    invited = told.survey_invited
    if isinstance(invited, Mapping):
        invited = next(iter(invited.values()), None)
    with _refused_as("datapackage.json"):
        return make_evaluation(
            cluster=cluster,
            as_of=max(told.as_of, default=None) or told.period_to or on,
            period_from=told.period_from,
            period_to=told.period_to,
            reference=told.reference or "",
            evaluator=told.evaluator or "",
            client=told.client or "",
            language=told.language or "fr",
            survey_invited=invited,
            drafts=told.drafts,
            by=by,
            on=on,
        )


def _left(files: Mapping[str, Path]) -> Iterator[tuple[str, File[bytes]]]:
    """Yield the files of a dossier that are no table of the platform's, under the names of what they are."""
    package = read_package(files)
    for table, (file, path) in package.files.items():
        if table not in HELD:
            with path.open("rb") as content:
                yield f"{table}{PurePosixPath(file).suffix.lower()}", File(content)
    for file, path in package.workbooks.items():
        yield from _sheets(file, path)
    for file, path in files.items():
        if file.lower().endswith(SUFFIXES):
            with path.open("rb") as content:
                yield file, File(content)


def _sheets(file: str, path: Path) -> Iterator[tuple[str, File[bytes]]]:
    """Yield the sheets of a workbook that are tables, one by one, but for those that the platform holds."""
    grids = {plain_name(grid.sheet or ""): grid for grid in read_workbook(file, path)}
    for table, grid in grids.items():
        if table in TABLES and table not in HELD and grid.cells:
            words = io.StringIO(newline="")
            csv.writer(words).writerows(grid.cells)
            yield f"{table}.csv", ContentFile(words.getvalue().encode())
    if {"survey", "choices"} <= set(grids):
        with path.open("rb") as content:
            yield f"{QUESTIONNAIRE}{PurePosixPath(file).suffix.lower()}", File(content)


def _rows(dossier: Dossier, table: str) -> list[dict[str, Any]]:
    frame = dossier.tables.get(table)
    return [] if frame is None else list(frame.iter_rows(named=True))


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


@contextmanager
def _refused_as(what: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as refused:
        raise FieldsRefused(what, refused) from refused
