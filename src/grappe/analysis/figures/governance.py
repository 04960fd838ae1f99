"""Chapter 6: board and assembly, the site."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import distinct, formula, mean, share, spread, total
from grappe.analysis.figures.membership import known, on
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_


def _directors(r: Readings) -> Rows:
    """The persons with a board mandate on the day, the last day of a mandate included."""
    return (
        r.table("mandates")
        .filter(
            nw.col("body") == "board",
            known("person"),
            nw.col("starts_on").is_null() | (nw.col("starts_on") <= r.as_of),
            nw.col("ends_on").is_null() | (nw.col("ends_on") >= r.as_of),
        )
        .select("cluster_id", row=nw.col("person"))
        .unique(["cluster_id", "row"])
    )


DIRECTORS = Base(
    name="directors",
    about=N_("un administrateur au jour de référence"),
    tables=("mandates",),
    needs=("mandates.body", "mandates.person"),
    build=_directors,
)
BOARDS = Base(
    name="boards_in_period",
    about=N_("un conseil d’administration de la période"),
    tables=("meetings",),
    needs=("meetings.body", "meetings.held_on", "period"),
    build=lambda r: (
        r.in_period("meetings", "held_on")
        .filter(nw.col("body") == "board")
        .with_columns(
            row=nw.col("meeting_id"),
            attendance=nw.when(nw.col("entitled") > 0).then(nw.col("present") / nw.col("entitled")),
        )
    ),
    shown=("held_on", "present", "entitled", "attendance"),
)


def _assemblies(r: Readings) -> Rows:
    """The assemblies of the period; the entitled are the day's effective members unless said otherwise."""
    held = r.in_period("meetings", "held_on").filter(nw.col("body") == "general_assembly")
    entitled = (
        held.select("cluster_id", "meeting_id", "held_on")
        .join(r.table("members").filter(nw.col("category") == "effective"), on="cluster_id", how="inner")
        .filter(on(nw.col("held_on")))
        .group_by("cluster_id", "meeting_id")
        .agg(nw.len().alias("effective"))
    )
    return (
        held.join(entitled, on=["cluster_id", "meeting_id"], how="left")
        .with_columns(
            row=nw.col("meeting_id"),
            voters=nw.when(known("entitled"))
            .then(nw.col("entitled"))
            .otherwise(nw.col("effective").cast(nw.Int64)),
            taking_part=nw.col("present") + nw.col("represented").fill_null(0),
            event=nw.col("event_attached").cast(nw.Float64),
        )
        # More came than have a vote: the entitled are others than those members, and nobody said who.
        .with_columns(
            attendance=nw.when(nw.col("voters") > 0, nw.col("taking_part") <= nw.col("voters")).then(
                nw.col("taking_part") / nw.col("voters")
            )
        )
    )


ASSEMBLIES = Base(
    name="assemblies_in_period",
    about=N_("une assemblée générale de la période"),
    tables=("meetings", "members"),
    needs=("meetings.body", "meetings.held_on", "period"),
    build=_assemblies,
    shown=("held_on", "taking_part", "voters", "attendance", "event_attached"),
)


def _months(r: Readings) -> Rows:
    """The months of the site that the period touches."""
    return (
        r.table("site")
        .join(r.table("@asked"), on="cluster_id", how="inner")
        .filter(
            nw.col("month").dt.offset_by("1mo") > nw.col("period_from"),
            nw.col("month") <= nw.col("period_to"),
        )
        .with_columns(row=nw.col("month").dt.to_string("%Y-%m"))
    )


SITE = Base(
    name="site_months",
    about=N_("un mois du site dans la période"),
    tables=("site",),
    needs=("site", "period"),
    build=_months,
    shown=("visits", "news", "portal_items"),
    named_by="month",
)

FIGURES = (
    Figure(
        id="board.directors",
        chapter=6,
        unit="count",
        label=N_("Administrateurs"),
        definition=N_(
            "Nombre de personnes différentes qui ont un mandat au conseil d’administration au jour de référence."
        ),
        base=DIRECTORS,
        measure=distinct("row"),
        empty=0,
    ),
    Figure(
        id="board.meetings_per_year",
        chapter=6,
        unit="index",
        typeset="mean",
        label=N_("Conseils d’administration par an"),
        definition=N_(
            "Nombre de conseils de la période, divisé par sa durée en années (jours, les deux bouts compris, sur 365,25)."
        ),
        base=BOARDS,
        measure=formula(
            "{meetings} / ({days} / 365.25)",
            lambda meetings, days: meetings / days * 365.25,
            meetings=nw.len(),
            days=nw.col("period_days").max(),
        ),
        empty=0,
    ),
    Figure(
        id="board.attendance",
        chapter=6,
        unit="share",
        label=N_("Participation aux conseils d’administration"),
        definition=N_(
            "Moyenne, sur les conseils de la période, des présents rapportés aux administrateurs convoqués."
        ),
        base=BOARDS,
        measure=mean("attendance"),
    ),
    Figure(
        id="board.attendance_spread",
        chapter=6,
        unit="share",
        label=N_("Dispersion de la participation aux conseils"),
        definition=N_("Écart type (divisé par n − 1), d’un conseil à l’autre, de la part des présents."),
        base=BOARDS,
        measure=spread("attendance"),
    ),
    Figure(
        id="assembly.participation",
        chapter=6,
        unit="share",
        label=N_("Participation à l’assemblée générale"),
        definition=N_(
            "Moyenne, sur les assemblées de la période, des présents et représentés rapportés à ceux qui y ont droit de vote (les membres effectifs, sauf si le dossier le dit autrement)."
        ),
        base=ASSEMBLIES,
        measure=mean("attendance"),
    ),
    Figure(
        id="assembly.event_attached",
        chapter=6,
        unit="share",
        label=N_("Assemblées accompagnées d’un événement"),
        definition=N_("Part des assemblées de la période auxquelles un événement était associé."),
        base=ASSEMBLIES,
        measure=share("event"),
        needs=("meetings.event_attached",),
    ),
    Figure(
        id="site.visits_per_month",
        chapter=6,
        unit="index",
        typeset="mean",
        label=N_("Visites du site par mois"),
        definition=N_("Moyenne des visites du site sur les mois de la période."),
        base=SITE,
        measure=mean("visits"),
        needs=("site.visits",),
    ),
    Figure(
        id="site.news_per_month",
        chapter=6,
        unit="index",
        typeset="mean",
        label=N_("Actualités publiées par mois"),
        definition=N_("Moyenne des actualités publiées sur les mois de la période."),
        base=SITE,
        measure=mean("news"),
        needs=("site.news",),
    ),
    Figure(
        id="site.portal_items",
        chapter=6,
        unit="count",
        label=N_("Entrées reprises sur le portail"),
        definition=N_("Somme, sur les mois de la période, des entrées reprises sur le portail des clusters."),
        base=SITE,
        measure=total("portal_items"),
        needs=("site.portal_items",),
    ),
)
