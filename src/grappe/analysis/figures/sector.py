"""Chapter 3, the members within their sector, from its summary."""

from __future__ import annotations

from functools import cache

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.from_registry import SCOPE
from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import formula, single
from grappe.analysis.figures.membership import MEMBERS
from grappe.analysis.figures.papers import MORE_MEMBERS
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import nace

DIGITS = (2, 3, 4, 5, 7)
"""Lengths of NACE codes without dots: division, group, class, and Belgium's five and seven."""


def levels(members: pl.DataFrame) -> pl.DataFrame:
    """Repeat each member once per level of its activity: its own code, and each code above it."""
    digits = pl.col("nace").str.replace_all(".", "", literal=True)
    numbered = members.filter(digits.str.contains("^[0-9]"))
    return pl.concat(
        [
            *(
                numbered.filter(digits.str.len_chars() >= n).with_columns(level=digits.str.slice(0, n))
                for n in DIGITS
            ),
            members.join(_letters(), on=["nace_version", "nace"]),
        ]
    )


@cache
def _letters() -> pl.DataFrame:
    """Return nace_version, nace, level: each code with its section and, in 2003, its subsection."""
    letters = []
    for version in nace.VERSIONS:
        codes = nace.table(version).select(
            "section", "parent", nace="code", division=pl.col("digits").str.slice(0, 2)
        )
        of_division = codes.filter(pl.col("nace") == pl.col("division")).select(
            "division", pl.col("parent").fill_null(pl.col("nace")).alias("letter")
        )
        above = codes.join(of_division, on="division", how="left").select(
            "nace", level=pl.concat_list("section", "letter", pl.col("nace").str.extract("^([A-Z]+)$"))
        )
        letters.append(
            above.explode("level").drop_nulls().unique().with_columns(nace_version=pl.lit(version))
        )
    return pl.concat(letters)


def sector_rows(r: Readings) -> pl.DataFrame:
    """Return the sector's latest rows on the day, in the cluster's region and one version of the NACE."""
    return r.worked(_sector_rows)


def _sector_rows(r: Readings) -> pl.DataFrame:
    clusters = eager(r.table("cluster")).select(
        "cluster_id", pl.col("region").alias("cluster_region"), "scope_nace_version"
    )
    rows = (
        eager(r.table("sector"))
        .filter(pl.col("nace").is_not_null(), pl.col("year").is_null() | (pl.col("year") <= r.day.year))
        .join(clusters, on="cluster_id")
        .filter(pl.col("region").is_null() | (pl.col("region") == pl.col("cluster_region")))
        .with_columns(
            level=pl.col("nace").str.replace_all(".", "", literal=True),
            own=(pl.col("nace_version") == pl.col("scope_nace_version")).fill_null(value=False),
        )
    )
    # A row that names the region comes before one that leaves it out, were that one later.
    return rows.sort("own", "nace_version", pl.col("region").is_not_null(), "year", nulls_last=False).unique(
        ["cluster_id", "nace"], keep="last", maintain_order=True
    )


def _sector_members(r: Readings) -> Rows:
    """The members in the region, once per row of the sector that holds their activity."""
    rows = sector_rows(r).select("cluster_id", "nace_version", "level", "companies", sector_nace="nace")
    members = eager(
        r.base(MEMBERS)
        .filter(nw.col("in_region"), ~nw.col("nace").is_null())
        .select("cluster_id", "row", "nace", "nace_version")
    )
    inside = levels(members).join(rows, on=["cluster_id", "nace_version", "level"])
    outside = rows.join(inside, on=["cluster_id", "sector_nace"], how="anti")
    return lazy(
        pl.concat(
            [
                inside.select("cluster_id", "sector_nace", "companies", "row", member=pl.lit(1.0)),
                outside.select(
                    "cluster_id", "sector_nace", "companies", row=pl.lit(None, pl.String), member=pl.lit(0.0)
                ),
            ]
        )
    )


SECTOR_MEMBERS = Base(
    name="members_in_sector",
    about=N_("un membre de la région, dans une activité du secteur"),
    tables=("sector", "members"),
    needs=("sector.nace", "members.nace", "members.postal_code", "cluster.region"),
    build=_sector_members,
    shown=("sector_nace", "member", "companies"),
    confidential=True,
)
SECTOR = Base(
    name="sector_on_day",
    about=N_("une activité du secteur dans la région"),
    tables=("sector",),
    needs=("sector.companies", "cluster.region"),
    shown=("nace", "nace_version", "region", "year", "companies"),
    build=lambda r: lazy(
        sector_rows(r).with_columns(
            row=pl.concat_str(
                "nace",
                pl.concat_str(pl.lit("NACE "), "nace_version"),
                "region",
                "year",
                separator="/",
                ignore_nulls=True,
            )
        )
    ),
)


def _prospects(r: Readings) -> Rows:
    """The activities of the cluster's scope, with the sector's companies and the members among them.

    Blank where the sector does not know an activity: the whole can then not be told. A register knows
    them all, and tells members by their number.
    """
    if SCOPE in r.tables:
        return r.tables[SCOPE]
    scope = (
        eager(r.table("cluster"))
        .select("cluster_id", "scope_nace", "scope_nace_version")
        .explode("scope_nace")
        .drop_nulls("scope_nace")
        .unique(maintain_order=True)
        .with_columns(level=pl.col("scope_nace").str.replace_all(".", "", literal=True))
    )
    own = scope.select("cluster_id", own="level", nace="scope_nace", nace_version="scope_nace_version")
    nested = (
        levels(own)
        .filter(pl.col("own") != pl.col("level"))
        .join(scope, on=["cluster_id", "level"], how="semi")
        .select("cluster_id", level="own")
    )
    scope = scope.join(nested, on=["cluster_id", "level"], how="anti")
    rows = sector_rows(r).select("cluster_id", "nace_version", "level", "companies")
    members = (
        eager(r.base(SECTOR_MEMBERS))
        .group_by("cluster_id", "sector_nace")
        .agg(pl.col("member").sum().alias("members"))
    )
    return lazy(
        scope.join(
            rows,
            left_on=["cluster_id", "scope_nace_version", "level"],
            right_on=["cluster_id", "nace_version", "level"],
            how="left",
        )
        .join(
            members, left_on=["cluster_id", "scope_nace"], right_on=["cluster_id", "sector_nace"], how="left"
        )
        .with_columns(prospects=pl.col("companies") - pl.col("members").fill_null(0))
        .with_columns(
            row=pl.col("scope_nace"),
            prospects_all=pl.when(pl.col("prospects").is_not_null().all().over("cluster_id")).then(
                pl.col("prospects").sum().over("cluster_id")
            ),
        )
    )


PROSPECTS = Base(
    name="scope_activities",
    about=N_("une activité du champ du cluster"),
    tables=("cluster", "sector", "members"),
    needs=("cluster.scope_nace", *SECTOR_MEMBERS.needs, "sector.companies"),
    build=_prospects,
    shown=("companies", "members", "prospects"),
    named_by="sector_nace",
)

FIGURES = (
    Figure(
        id="sector.members",
        chapter=3,
        unit="count",
        label=N_("Membres de la région par activité du secteur"),
        definition=N_(
            "Nombre de membres ayant leur siège dans la région et dont l’activité principale est celle-là ou une de ses subdivisions, dans la même version de la NACE."
        ),
        base=SECTOR_MEMBERS,
        measure=formula(
            "{members}",
            lambda members: members,
            members=nw.col("member").sum(),
            rows=nw.col("member") == 1,
            used=nw.col("member").sum(),
            eligible=nw.col("member").sum(),
        ),
        key="sector_nace",
        key_name="nace",
    ),
    Figure(
        id="sector.companies",
        chapter=3,
        unit="count",
        label=N_("Entreprises actives du secteur"),
        definition=N_(
            "Nombre d’entreprises actives de cette activité dans la région, à la dernière année connue."
        ),
        base=SECTOR,
        measure=single("companies"),
        key="nace",
        key_name="nace",
    ),
    Figure(
        id="sector.share",
        chapter=3,
        unit="share",
        label=N_("Part des membres dans le secteur"),
        definition=N_(
            "Membres de la région dans cette activité, rapportés aux entreprises actives du secteur, même version, même région, dernière année connue."
        ),
        base=SECTOR_MEMBERS,
        measure=formula(
            "{members} / {companies}",
            lambda members, companies: members / companies,
            members=nw.col("member").sum(),
            companies=nw.col("companies").max(),
            rows=nw.col("member") == 1,
            used=nw.col("companies").max(),
            eligible=nw.col("companies").max(),
        ),
        key="sector_nace",
        key_name="nace",
        needs=("sector.companies",),
        impossible=MORE_MEMBERS,
    ),
    Figure(
        id="prospects.count",
        chapter=3,
        unit="count",
        label=N_("Entreprises du champ qui ne sont pas membres"),
        definition=N_(
            "Entreprises actives, dans la région, des activités du champ du cluster, moins les membres qui y sont. Il faut que le secteur connaisse toutes ces activités."
        ),
        base=PROSPECTS,
        measure=single("prospects_all"),
        impossible=MORE_MEMBERS,
    ),
)
