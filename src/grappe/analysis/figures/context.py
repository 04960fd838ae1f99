"""Chapters 1 and 2: interviews and documents; founders, objectives, recognition."""

from __future__ import annotations

import narwhals as nw
import polars as pl
from dateutil.relativedelta import relativedelta

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, distinct, single
from grappe.analysis.figures.membership import known
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.figures.recognitions import covering, regime_of
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes, laws

INTERVIEWS = Base(
    name="interviews",
    about=N_("un entretien"),
    tables=("interviews",),
    needs=("interviews",),
    build=lambda r: r.table("interviews").with_columns(row=nw.col("interview_id")),
    shown=("held_on", "form"),
)
MET = Base(
    name="members_met",
    about=N_("un membre rencontré"),
    tables=("interviews",),
    needs=("interviews.member_ids",),
    build=lambda r: (
        r.table("interviews")
        .explode("member_ids")
        .filter(known("member_ids"))
        .select("cluster_id", row=nw.col("member_ids"))
        .unique(["cluster_id", "row"])
    ),
    confidential=True,
)
DOCUMENTS = Base(
    name="documents",
    about=N_("un document analysé"),
    tables=("documents",),
    needs=("documents",),
    build=lambda r: r.table("documents").with_columns(row=nw.col("document_id")),
    shown=("title", "kind", "dated_on"),
)
FOUNDERS = Base(
    name="founders",
    about=N_("un membre fondateur, sorti ou non"),
    tables=("members",),
    needs=("members.founding",),
    build=lambda r: (
        r.table("members")
        .filter(nw.col("founding"))
        .select("cluster_id", row=nw.col("member_id"))
        .unique(["cluster_id", "row"])
    ),
    confidential=True,
)
OBJECTIVES = Base(
    name="objectives",
    about=N_("un objectif du cluster"),
    tables=("objectives",),
    needs=("objectives",),
    build=lambda r: r.table("objectives").with_columns(row=nw.col("objective_id")),
    shown=("text", "axis"),
)


def _recognition(r: Readings) -> Rows:
    """The recognition that covers the day, with the days left before a renewal must be asked for."""
    rows = []
    for row in covering(eager(r.table("recognitions")), r.day).iter_rows(named=True):
        notice = laws.renewal_notice_months(regime_of(row)).value
        deadline = None if notice is None else row["ends_on"] - relativedelta(months=int(notice))
        left = None if deadline is None else (deadline - r.day).days
        rows.append(
            (row["cluster_id"], str(row["number"]), row["number"], row["ends_on"], deadline, r.day, left)
        )
    schema = {
        "cluster_id": pl.String,
        "row": pl.String,
        "number": pl.Int64,
        "ends_on": pl.Date,
        "deadline": pl.Date,
        "day": pl.Date,
        "days_left": pl.Int64,
    }
    return lazy(pl.DataFrame(rows, schema=schema, orient="row"))


RECOGNITION = Base(
    name="recognition",
    about=N_("la reconnaissance qui couvre le jour de référence"),
    tables=("recognitions",),
    needs=("recognitions.starts_on", "recognitions.ends_on"),
    build=_recognition,
    shown=("number", "ends_on", "deadline", "days_left"),
)

FIGURES = (
    Figure(
        id="interviews.held",
        chapter=1,
        unit="count",
        label=N_("Entretiens menés"),
        definition=N_("Nombre d’entretiens, selon leur forme, quelle que soit leur date."),
        base=INTERVIEWS,
        measure=count(known=known("form")),
        key="form",
        key_name="form",
        classes=classes.INTERVIEW_FORMS,
        needs=("interviews.form",),
        empty=0,
    ),
    Figure(
        id="interviews.members",
        chapter=1,
        unit="count",
        label=N_("Membres rencontrés"),
        definition=N_("Nombre de membres différents rencontrés en entretien."),
        base=MET,
        measure=distinct("row"),
        empty=0,
    ),
    Figure(
        id="documents.count",
        chapter=1,
        unit="count",
        label=N_("Documents analysés"),
        definition=N_("Nombre de documents analysés, selon leur nature."),
        base=DOCUMENTS,
        measure=count(known=known("kind")),
        key="kind",
        key_name="kind",
        classes=classes.DOCUMENT_KINDS,
        needs=("documents.kind",),
        empty=0,
    ),
    Figure(
        id="founders.count",
        chapter=2,
        unit="count",
        label=N_("Membres fondateurs"),
        definition=N_("Nombre de membres fondateurs, y compris ceux qui sont sortis depuis."),
        base=FOUNDERS,
        measure=distinct("row"),
        empty=0,
    ),
    Figure(
        id="objectives.count",
        chapter=2,
        unit="count",
        label=N_("Objectifs du cluster"),
        definition=N_("Nombre d’objectifs que le cluster s’est donnés, dans ses statuts ou sa stratégie."),
        base=OBJECTIVES,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="objectives.by_axis",
        chapter=2,
        unit="count",
        label=N_("Objectifs par axe du décret"),
        definition=N_("Nombre d’objectifs du cluster qui relèvent de chaque axe ou mission du décret."),
        base=OBJECTIVES,
        measure=count(known=known("axis")),
        key="axis",
        key_name="axis",
        needs=("objectives.axis",),
    ),
    Figure(
        id="objectives.outside_axes",
        chapter=2,
        unit="count",
        label=N_("Objectifs hors des axes du décret"),
        definition=N_("Nombre d’objectifs du cluster qui ne relèvent d’aucun axe du décret."),
        base=OBJECTIVES,
        measure=count(nw.col("axis").is_null()),
        needs=("objectives.axis?",),
        empty=0,
    ),
    Figure(
        id="recognition.number",
        chapter=2,
        unit="count",
        label=N_("Rang de la reconnaissance en cours"),
        definition=N_("Rang de la reconnaissance qui couvre le jour de référence."),
        base=RECOGNITION,
        measure=single("number"),
    ),
    Figure(
        id="recognition.days_to_renewal",
        chapter=2,
        unit="days",
        label=N_("Jours avant l’échéance de la demande de renouvellement"),
        definition=N_(
            "Jours entre le jour de référence et la date limite de la demande de renouvellement, qui précède de quatre mois la fin de la reconnaissance. Négatif : elle est passée."
        ),
        base=RECOGNITION,
        measure=single("days_left", written="{deadline} − {day}"),
    ),
)
