"""Who answered: the answers that no class counts are said, so that the sums are explained."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.report.asked_annex import asked_annex
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Lines


def test_an_answer_of_someone_who_left_is_said_to_be_in_no_class(examples: Path) -> None:
    dossier = read_dossier(examples / "twist")
    day = dt.date(2010, 3, 1)
    gone = (
        pl.when(pl.col("member_id") == "m02")
        .then(pl.lit(dt.date(2009, 12, 31)))
        .otherwise("left_on")
        .alias("left_on")
    )

    def note() -> str:
        asked = asked_of(dossier, day, today=day)
        lines = Lines(labelled(evaluate(dossier, asked), dossier, "fr"), dossier, "twist", "fr")
        return next(one.note for one in asked_annex(dossier, lines).blocks if isinstance(one, Table))

    assert "aucune classe :" not in note().replace("\u00a0", " ").replace("\u202f", " ")
    dossier.tables["members"] = dossier.tables["members"].with_columns(gone)
    assert "1 réponse n’est dans aucune classe" in note().replace("\u00a0", " ").replace("\u202f", " ")
