"""Chapters 6 and 7: board and assembly, the site, partners, the network of members."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.dossier.tables.governance import OFFICE
from grappe.analysis.figures.figure import Base, Figure
from grappe.analysis.figures.measures import count, distinct, formula, mean, share, single, spread, total
from grappe.analysis.figures.membership import MEMBERS, known, on
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.graphs import graph_summary
from grappe.analysis.vocabulary import classes
from grappe.analysis.vocabulary.countries import HOME


def _directors(r: Readings) -> nw.LazyFrame:
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


def _assemblies(r: Readings) -> nw.LazyFrame:
    """The assemblies of the period; the entitled are the effective members of the day unless said otherwise."""
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
        .with_columns(attendance=nw.when(nw.col("voters") > 0).then(nw.col("taking_part") / nw.col("voters")))
    )


ASSEMBLIES = Base(
    name="assemblies_in_period",
    about=N_("une assemblée générale de la période"),
    tables=("meetings", "members"),
    needs=("meetings.body", "meetings.held_on", "period"),
    build=_assemblies,
    shown=("held_on", "taking_part", "voters", "attendance", "event_attached"),
)


def _months(r: Readings) -> nw.LazyFrame:
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
)
PARTNERS = Base(
    name="partners_on_day",
    about=N_("un partenaire au jour de référence"),
    tables=("partners",),
    needs=("partners",),
    build=lambda r: (
        r.table("partners")
        .filter(nw.col("since").is_null() | (nw.col("since") <= r.as_of))
        .with_columns(row=nw.col("partner_id"))
    ),
    shown=("name", "kind", "country", "since"),
)


def _foreign_countries(r: Readings) -> nw.LazyFrame:
    """The foreign countries of partners, each with its share of the foreign partners."""
    foreign = r.base(PARTNERS).filter(known("country"), nw.col("country") != HOME)
    countries = foreign.group_by("cluster_id", "country").agg(nw.len().alias("partners"))
    return countries.with_columns(
        row=nw.col("country"),
        part=nw.col("partners") / nw.col("partners").sum().over("cluster_id"),
    )


COUNTRIES = Base(
    name="foreign_countries",
    about=N_("un pays étranger et sa part des partenaires étrangers"),
    tables=("partners",),
    needs=("partners.country",),
    build=_foreign_countries,
    shown=("partners", "part"),
)


def _ties(r: Readings) -> nw.LazyFrame:
    """The ties between members on the day (and with the office), each once, with its network's summary.

    The members without a tie are nodes too; the office is one in the layers where it has a tie.
    """
    members = eager(r.base(MEMBERS).select("cluster_id", "member_id"))
    drawn = eager(
        r.table("ties")
        .filter(nw.col("since").is_null() | (nw.col("since") <= r.as_of), known("layer"))
        .select("cluster_id", "layer", "member_a", "member_b")
    )
    present = pl.concat(
        [members, members.select("cluster_id").unique().with_columns(member_id=pl.lit(OFFICE))]
    )
    for end in ("member_a", "member_b"):
        drawn = drawn.join(
            present, left_on=["cluster_id", end], right_on=["cluster_id", "member_id"], how="semi"
        )
    drawn = (
        drawn.with_columns(
            one=pl.min_horizontal("member_a", "member_b"), other=pl.max_horizontal("member_a", "member_b")
        )
        .filter(pl.col("one") != pl.col("other"))
        .unique(["cluster_id", "layer", "one", "other"], maintain_order=True)
    )
    if drawn.is_empty():
        return lazy(pl.DataFrame(schema=TIES_SCHEMA))
    layers = drawn.select("cluster_id", "layer").unique(maintain_order=True).with_row_index("group")
    with_office = _summary(layers, members, drawn, "")
    without = drawn.filter((pl.col("one") != OFFICE) & (pl.col("other") != OFFICE))
    summary = with_office.join(_summary(layers, members, without, "_without"), on="group")
    return lazy(
        drawn.join(layers, on=["cluster_id", "layer"])
        .join(summary, on="group")
        .select(
            "cluster_id",
            "layer",
            "one",
            "other",
            pl.concat_str("one", pl.lit("–"), "other").alias("row"),
            "density",
            "centralisation",
            "components",
            pl.col("components_without").alias("without_office"),
            "nodes",
        )
    )


TIES_SCHEMA = {
    "cluster_id": pl.String(),
    "layer": pl.String(),
    "one": pl.String(),
    "other": pl.String(),
    "row": pl.String(),
    "density": pl.Float64(),
    "centralisation": pl.Float64(),
    "components": pl.Int64(),
    "without_office": pl.Int64(),
    "nodes": pl.Int64(),
}


def _summary(layers: pl.DataFrame, members: pl.DataFrame, ties: pl.DataFrame, suffix: str) -> pl.DataFrame:
    """Number the nodes of every layer of every cluster, and summarise all the graphs at once."""
    ties = ties.join(layers, on=["cluster_id", "layer"])
    ends = pl.concat([ties.select("group", member_id="one"), ties.select("group", member_id="other")])
    nodes = (
        pl.concat([layers.join(members, on="cluster_id").select("group", "member_id"), ends])
        .unique(maintain_order=True)
        .sort("group", maintain_order=True)
        .with_row_index("node")
    )
    source = ties.join(
        nodes, left_on=["group", "one"], right_on=["group", "member_id"], maintain_order="left"
    )
    target = ties.join(
        nodes, left_on=["group", "other"], right_on=["group", "member_id"], maintain_order="left"
    )
    found = graph_summary(
        nodes["group"].to_numpy().astype(np.int64),
        source["node"].to_numpy().astype(np.int64),
        target["node"].to_numpy().astype(np.int64),
        groups=len(layers),
    )
    return pl.DataFrame(
        {
            "group": layers["group"],
            f"density{suffix}": found.density,
            f"centralisation{suffix}": found.centralisation,
            f"components{suffix}": found.components,
            f"nodes{suffix}": found.nodes,
        }
    ).with_columns(pl.col(pl.Float64).fill_nan(None))


TIES = Base(
    name="ties_on_day",
    about=N_("un lien entre deux membres au jour de référence"),
    tables=("ties", "members"),
    needs=("ties.layer",),
    build=_ties,
    shown=("layer", "nodes", "density", "components", "centralisation", "without_office"),
)


def _network(figure: str, unit: str, label: str, definition: str, column: str) -> Figure:
    return Figure(
        id=figure,
        chapter=7,
        unit=unit,  # type: ignore[arg-type]  # one of the units, from the calls below
        label=label,
        definition=definition,
        base=TIES,
        measure=single(column, used="nodes", eligible="nodes"),
        key="layer",
        key_name="layer",
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
    Figure(
        id="partners.total",
        chapter=7,
        unit="count",
        label=N_("Partenaires"),
        definition=N_("Nombre de partenaires au jour de référence."),
        base=PARTNERS,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="partners.by_kind",
        chapter=7,
        unit="count",
        label=N_("Partenaires par nature"),
        definition=N_("Nombre de partenaires au jour de référence, selon leur nature."),
        base=PARTNERS,
        measure=count(known=known("kind")),
        key="kind",
        key_name="kind",
        classes=classes.PARTNER_KINDS,
        needs=("partners.kind",),
        empty=0,
    ),
    Figure(
        id="partners.by_country",
        chapter=7,
        unit="count",
        label=N_("Partenaires par pays"),
        definition=N_("Nombre de partenaires au jour de référence, selon leur pays."),
        base=PARTNERS,
        measure=count(known=known("country")),
        key="country",
        key_name="country",
        needs=("partners.country",),
    ),
    Figure(
        id="partners.concentration",
        chapter=7,
        unit="index",
        label=N_("Concentration des partenaires étrangers"),
        definition=N_(
            "Indice de Herfindahl : somme des carrés des parts de chaque pays parmi les partenaires étrangers. 1 : un seul pays."
        ),
        base=COUNTRIES,
        measure=formula(
            "{squares}",
            lambda squares: squares,
            squares=(nw.col("part") * nw.col("part")).sum(),
            used=nw.col("partners").sum(),
            eligible=nw.col("partners").sum(),
        ),
    ),
    _network(
        "network.density",
        "share",
        N_("Densité du réseau"),
        N_(
            "Liens existants sur liens possibles entre les membres au jour de référence (et l’équipe du cluster si elle a des liens)."
        ),
        "density",
    ),
    _network(
        "network.components",
        "count",
        N_("Composantes du réseau"),
        N_("Nombre de groupes de membres reliés entre eux ; un membre sans lien en forme un à lui seul."),
        "components",
    ),
    _network(
        "network.centralisation",
        "index",
        N_("Centralisation du réseau"),
        N_(
            "Centralisation de degré de Freeman : 1 quand tout passe par un seul, 0 quand tous ont autant de liens."
        ),
        "centralisation",
    ),
    _network(
        "network.without_office",
        "count",
        N_("Composantes du réseau sans l’équipe du cluster"),
        N_("Nombre de composantes du réseau une fois l’équipe du cluster retirée."),
        "without_office",
    ),
)
