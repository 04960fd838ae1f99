"""Chapter 3, the members: who they are, where, since when."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, share
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes
from grappe.analysis.vocabulary.countries import HOME


def known(column: str) -> nw.Expr:
    """Tell for each row whether a column says something."""
    return ~nw.col(column).is_null()


def on(day: nw.Expr) -> nw.Expr:
    """Tell for each spell whether it covers a day: joined by then, and not left yet."""
    return (nw.col("joined_on") <= day) & (nw.col("left_on").is_null() | (nw.col("left_on") > day))


def _members(r: Readings) -> Rows:
    """The members on the reference day, with the province and region of the seat and the cluster's region."""
    home = nw.col("country").fill_null(HOME) == HOME
    seats = r.table("@seats").select("postal_code", "province", "region")
    clusters = r.table("cluster").select("cluster_id", nw.col("region").alias("cluster_region"))
    return (
        r.table("members")
        .filter(on(r.as_of))
        .with_columns(nw.when(home).then(nw.col("postal_code")).alias("home_code"))
        .join(seats, left_on="home_code", right_on="postal_code", how="left")
        .join(clusters, on="cluster_id", how="left")
        .with_columns(
            nw.col("member_id").alias("row"),
            located=known("province") | ~home,
            placed=known("region") | ~home,
            in_region=(nw.col("region") == nw.col("cluster_region")).fill_null(value=False),
            effective=nw.col("category") == "effective",
        )
    )


MEMBERS = Base(
    name="members_on_day",
    about=N_("un membre au jour de référence"),
    tables=("members",),
    build=_members,
    shown=("name", "kind", "category", "joined_on", "left_on"),
    confidential=True,
)
ENTERPRISES = Base(
    name="enterprises_on_day",
    about=N_("une entreprise membre au jour de référence"),
    tables=("members",),
    needs=("members.postal_code",),
    build=lambda r: r.base(MEMBERS).filter(nw.col("kind") == "enterprise"),
    shown=("name", "postal_code", "province", "in_region"),
    confidential=True,
)
JOINED = Base(
    name="joined_in_period",
    about=N_("une affiliation commencée dans la période"),
    tables=("members",),
    needs=("period",),
    build=lambda r: r.in_period("members", "joined_on").with_columns(row=nw.col("member_id")),
    shown=("name", "joined_on"),
    confidential=True,
)
LEFT = Base(
    name="left_in_period",
    about=N_("une affiliation finie dans la période"),
    tables=("members",),
    needs=("period",),
    build=lambda r: r.in_period("members", "left_on").with_columns(row=nw.col("member_id")),
    shown=("name", "left_on"),
    confidential=True,
)


def _at_start(r: Readings) -> Rows:
    """The members on the first day of the period, with whether they still are on the last."""
    asked = r.table("members").join(r.table("@asked"), on="cluster_id", how="inner")
    still = (
        asked.filter(on(nw.col("period_to")))
        .select("cluster_id", "member_id")
        .unique(["cluster_id", "member_id"])
        .with_columns(still=nw.lit(1.0))
    )
    return (
        asked.filter(on(nw.col("period_from")))
        .join(still, on=["cluster_id", "member_id"], how="left")
        .with_columns(row=nw.col("member_id"), stayed=nw.col("still").fill_null(0.0))
    )


AT_START = Base(
    name="members_at_start",
    about=N_("un membre au premier jour de la période"),
    tables=("members",),
    needs=("period",),
    build=_at_start,
    shown=("name", "joined_on", "left_on", "stayed"),
    confidential=True,
)

FIGURES = (
    Figure(
        id="members.total",
        chapter=3,
        unit="count",
        label=N_("Membres"),
        definition=N_(
            "Nombre de membres au jour de référence : entrés au plus tard ce jour, et pas encore sortis. Un membre compte une fois."
        ),
        base=MEMBERS,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="members.by_kind",
        chapter=3,
        unit="count",
        label=N_("Membres par nature"),
        definition=N_("Nombre de membres au jour de référence, selon leur nature."),
        base=MEMBERS,
        measure=count(known=known("kind")),
        key="kind",
        key_name="kind",
        classes=classes.MEMBER_KINDS,
        empty=0,
    ),
    Figure(
        id="members.by_category",
        chapter=3,
        unit="count",
        label=N_("Membres par catégorie"),
        definition=N_("Nombre de membres au jour de référence, effectifs ou adhérents."),
        base=MEMBERS,
        measure=count(known=known("category")),
        key="category",
        key_name="category",
        classes=classes.CATEGORIES,
        needs=("members.category",),
        empty=0,
    ),
    Figure(
        id="members.enterprises_in_region",
        chapter=3,
        unit="count",
        label=N_("Entreprises membres ayant leur siège dans la région"),
        definition=N_(
            "Nombre d’entreprises membres au jour de référence dont le siège, d’après son code postal, est dans la région du cluster."
        ),
        base=ENTERPRISES,
        measure=count(nw.col("in_region"), known=nw.col("placed")),
        needs=("cluster.region",),
        empty=0,
    ),
    Figure(
        id="members.enterprises_by_province",
        chapter=3,
        unit="count",
        label=N_("Entreprises membres par province"),
        definition=N_(
            "Nombre d’entreprises membres au jour de référence selon la province belge du siège, d’après son code postal."
        ),
        base=ENTERPRISES,
        measure=count(known=nw.col("located")),
        key="province",
        key_name="province",
        empty=0,
    ),
    Figure(
        id="members.joined",
        chapter=3,
        unit="count",
        label=N_("Entrées dans la période"),
        definition=N_("Nombre d’affiliations commencées dans la période, ses deux bouts compris."),
        base=JOINED,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="members.left",
        chapter=3,
        unit="count",
        label=N_("Sorties dans la période"),
        definition=N_("Nombre d’affiliations finies dans la période, ses deux bouts compris."),
        base=LEFT,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="members.retention",
        chapter=3,
        unit="share",
        label=N_("Fidélité des membres"),
        definition=N_(
            "Parmi les membres du premier jour de la période, part de ceux qui le sont encore le dernier jour."
        ),
        base=AT_START,
        measure=share("stayed"),
    ),
)
