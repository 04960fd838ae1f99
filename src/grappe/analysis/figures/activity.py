"""Chapters 4 and 5: axes, actions, participations, projects, letters, opportunities."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, distinct, formula, total
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes

AXES = Base(
    name="axes",
    about=N_("un axe stratégique du cluster"),
    tables=("axes",),
    needs=("axes",),
    build=lambda r: r.table("axes").with_columns(row=nw.col("axis_id")),
    shown=("label",),
)
ACTIONS = Base(
    name="actions_in_period",
    about=N_("une action dans la période"),
    tables=("actions",),
    needs=("actions.held_on", "period"),
    build=lambda r: r.in_period("actions", "held_on").with_columns(row=nw.col("action_id")),
    shown=("title", "held_on", "kind", "scope", "country", "axis_id"),
)


def _participations(r: Readings) -> Rows:
    """The participations in the period's actions, one per action and member, still a member or not."""
    held = r.base(ACTIONS).select("cluster_id", "action_id")
    return (
        r.table("participations")
        .select("cluster_id", "action_id", "member_id")
        .unique(["cluster_id", "action_id", "member_id"])
        .join(held, on=["cluster_id", "action_id"], how="inner")
        .with_columns(row=nw.col("member_id"))
    )


def _active_members(r: Readings) -> Rows:
    """The members on the day, with whether they took part in an action of the period."""
    active = (
        r.base(PARTICIPATIONS)
        .select("cluster_id", "member_id")
        .unique(["cluster_id", "member_id"])
        .with_columns(took_part=nw.lit(value=True))
    )
    return (
        r.base(MEMBERS)
        .select("cluster_id", "row", "member_id")
        .join(active, on=["cluster_id", "member_id"], how="left")
        .with_columns(active=nw.col("took_part").fill_null(value=False))
    )


def _action_sizes(r: Readings) -> Rows:
    """The actions of the period, each with its number of member participations."""
    sizes = r.base(PARTICIPATIONS).group_by("cluster_id", "action_id").agg(nw.len().alias("taking_part"))
    return (
        r.base(ACTIONS)
        .select("cluster_id", "row", "action_id")
        .join(sizes, on=["cluster_id", "action_id"], how="left")
        .with_columns(taking_part=nw.col("taking_part").fill_null(0).cast(nw.Int64))
    )


PARTICIPATIONS = Base(
    name="participations_in_period",
    about=N_("la participation d’un membre à une action de la période"),
    tables=("participations", "actions"),
    needs=("participations", "actions.held_on", "period"),
    build=_participations,
    confidential=True,
)
ACTIVE = Base(
    name="active_members",
    about=N_("un membre au jour de référence"),
    tables=("members", "participations", "actions"),
    needs=PARTICIPATIONS.needs,
    build=_active_members,
    shown=("active",),
    confidential=True,
)
SIZES = Base(
    name="action_sizes",
    about=N_("une action de la période et ses participants"),
    tables=("actions", "participations"),
    needs=PARTICIPATIONS.needs,
    build=_action_sizes,
    shown=("taking_part",),
)


def _projects(r: Readings) -> Rows:
    """The projects that ran at any time in the period."""
    return (
        r.table("projects")
        .join(r.table("@asked"), on="cluster_id", how="inner")
        .filter(
            nw.col("started_on") <= nw.col("period_to"),
            nw.col("ended_on").is_null() | (nw.col("ended_on") >= nw.col("period_from")),
        )
        .with_columns(row=nw.col("project_id"))
    )


PROJECTS = Base(
    name="projects_in_period",
    about=N_("un projet qui a couru dans la période"),
    tables=("projects",),
    needs=("projects.started_on", "period"),
    build=_projects,
    shown=("title", "kind", "started_on", "ended_on"),
)
INVOLVED = Base(
    name="members_in_projects",
    about=N_("un membre engagé dans un projet de la période"),
    tables=("project_members", "projects"),
    needs=("project_members", "projects.started_on", "period"),
    build=lambda r: (
        r.table("project_members")
        .join(
            r.base(PROJECTS).select("cluster_id", "project_id"), on=["cluster_id", "project_id"], how="inner"
        )
        .select("cluster_id", row=nw.col("member_id"))
        .unique(["cluster_id", "row"])
    ),
    confidential=True,
)
LETTERS = Base(
    name="letters_in_period",
    about=N_("une lettre envoyée dans la période"),
    tables=("letters",),
    needs=("letters.sent_on", "period"),
    build=lambda r: r.in_period("letters", "sent_on").with_columns(row=nw.col("letter_id")),
    shown=("sent_on", "kind"),
)


def _opportunities(r: Readings) -> Rows:
    """The opportunities published in the period, with whether one member at least received or won each."""
    outcomes = (
        r.table("opportunity_members")
        .with_columns(
            won_value=nw.when(nw.col("won")).then(nw.col("value")),
            sent_one=nw.col("sent").cast(nw.Int64),
            won_one=nw.col("won").cast(nw.Int64),
        )
        .group_by("cluster_id", "opportunity_id")
        .agg(
            nw.col("sent_one").max().alias("sent_any"),
            nw.col("won_one").max().alias("won_any"),
            nw.col("won_value").sum().alias("won_sum"),
            nw.col("won_value").count().alias("won_known"),
            nw.col("won_one").sum().alias("won_times"),
        )
    )
    return (
        r.in_period("opportunities", "published_on")
        .join(outcomes, on=["cluster_id", "opportunity_id"], how="left")
        .with_columns(
            row=nw.col("opportunity_id"),
            was_sent=(nw.col("sent_any") == 1).fill_null(value=False),
            was_won=(nw.col("won_any") == 1).fill_null(value=False),
        )
        .with_columns(
            won_value=nw.when(nw.col("was_won") & (nw.col("won_known") > 0)).then(nw.col("won_sum"))
        )
    )


OPPORTUNITIES = Base(
    name="opportunities_in_period",
    about=N_("une opportunité publiée dans la période"),
    tables=("opportunities", "opportunity_members"),
    needs=("opportunities.published_on", "opportunity_members", "period"),
    build=_opportunities,
    shown=("title", "published_on", "was_sent", "was_won", "won_value"),
)
WON = Base(
    name="opportunities_won",
    about=N_("une opportunité de la période emportée par un membre"),
    tables=OPPORTUNITIES.tables,
    needs=OPPORTUNITIES.needs,
    build=lambda r: r.base(OPPORTUNITIES).filter(nw.col("was_won")),
    shown=("title", "published_on", "won_value"),
)


def _actions_by(
    figure: str,
    chapter: int,
    label: str,
    definition: str,
    column: str,
    key: str,
    closed: Mapping[str, str] | None,
) -> Figure:
    return Figure(
        id=figure,
        chapter=chapter,
        unit="count",
        label=label,
        definition=definition,
        base=ACTIONS,
        measure=count(known=known(column)),
        key=column,
        key_name=key,
        classes=closed,
        needs=(f"actions.{column}",),
        empty=0,
    )


FIGURES = (
    Figure(
        id="axes.count",
        chapter=4,
        unit="count",
        label=N_("Axes stratégiques du cluster"),
        definition=N_("Nombre d’axes stratégiques que le cluster s’est donnés."),
        base=AXES,
        measure=count(),
        empty=0,
    ),
    _actions_by(
        "actions.by_axis",
        4,
        N_("Actions par axe stratégique"),
        N_("Nombre d’actions de la période, selon l’axe stratégique du cluster qu’elles servent."),
        "axis_id",
        "axis",
        None,
    ),
    Figure(
        id="actions.total",
        chapter=5,
        unit="count",
        label=N_("Actions menées"),
        definition=N_("Nombre d’actions tenues dans la période, ses deux bouts compris."),
        base=ACTIONS,
        measure=count(),
        empty=0,
    ),
    _actions_by(
        "actions.by_kind",
        5,
        N_("Actions par nature"),
        N_("Nombre d’actions de la période, selon leur nature."),
        "kind",
        "kind",
        classes.ACTION_KINDS,
    ),
    _actions_by(
        "actions.by_scope",
        5,
        N_("Actions par portée"),
        N_("Nombre d’actions de la période, régionales, nationales ou internationales."),
        "scope",
        "scope",
        classes.SCOPES,
    ),
    _actions_by(
        "actions.by_country",
        5,
        N_("Actions par pays"),
        N_("Nombre d’actions de la période, selon le pays où elles se sont tenues."),
        "country",
        "country",
        None,
    ),
    Figure(
        id="participation.members_active",
        chapter=5,
        unit="count",
        label=N_("Membres ayant pris part à une action"),
        definition=N_(
            "Nombre de membres au jour de référence qui ont participé à une action au moins dans la période."
        ),
        base=ACTIVE,
        measure=count(nw.col("active")),
        empty=0,
    ),
    Figure(
        id="participation.mean",
        chapter=5,
        unit="index",
        typeset="mean",
        label=N_("Participations de membres par action"),
        definition=N_(
            "Participations de membres aux actions de la période, divisées par le nombre de ces actions."
        ),
        base=SIZES,
        measure=formula(
            "{participations} / {actions}",
            lambda participations, actions: participations / actions,
            participations=nw.col("taking_part").sum(),
            actions=nw.len(),
        ),
    ),
    Figure(
        id="projects.by_kind",
        chapter=5,
        unit="count",
        label=N_("Projets par nature"),
        definition=N_("Nombre de projets qui ont couru à un moment de la période, selon leur nature."),
        base=PROJECTS,
        measure=count(known=known("kind")),
        key="kind",
        key_name="kind",
        classes=classes.PROJECT_KINDS,
        needs=("projects.kind",),
        empty=0,
    ),
    Figure(
        id="projects.members_involved",
        chapter=5,
        unit="count",
        label=N_("Membres engagés dans un projet"),
        definition=N_("Nombre de membres différents engagés dans un projet qui a couru dans la période."),
        base=INVOLVED,
        measure=distinct("row"),
        empty=0,
    ),
    Figure(
        id="opportunities.sent",
        chapter=5,
        unit="count",
        label=N_("Opportunités envoyées"),
        definition=N_("Nombre d’opportunités publiées dans la période et envoyées à un membre au moins."),
        base=OPPORTUNITIES,
        measure=count(nw.col("was_sent")),
        needs=("opportunity_members.sent?",),
        empty=0,
    ),
    Figure(
        id="opportunities.won",
        chapter=5,
        unit="count",
        label=N_("Opportunités emportées"),
        definition=N_("Nombre d’opportunités publiées dans la période et emportées par un membre au moins."),
        base=OPPORTUNITIES,
        measure=count(nw.col("was_won")),
        needs=("opportunity_members.won?",),
        empty=0,
    ),
    Figure(
        id="opportunities.won_value",
        chapter=5,
        unit="eur",
        label=N_("Valeur des opportunités emportées"),
        definition=N_("Somme des valeurs obtenues par les membres sur les opportunités de la période."),
        base=WON,
        measure=total("won_value"),
        needs=("opportunity_members.won?", "opportunity_members.value?"),
        empty=0,
    ),
    Figure(
        id="letters.sent",
        chapter=5,
        unit="count",
        label=N_("Lettres envoyées"),
        definition=N_("Nombre de lettres envoyées dans la période, selon leur nature."),
        base=LETTERS,
        measure=count(known=known("kind")),
        key="kind",
        key_name="kind",
        classes=classes.LETTER_KINDS,
        needs=("letters.kind",),
        empty=0,
    ),
)
