"""The survey: who was asked, who answered, and what the answers with a role say."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.forms.filled import filling
from grappe.analysis.dossier.forms.matching import column_of, verdict
from grappe.analysis.figures.employment import EMPLOYERS
from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, formula, mean, share
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.language.catalogues import N_

FAVOURABLE = {"yes": 1.0, "no": 0.0, "na": None}


def _invited(r: Readings) -> Rows:
    """Those who were asked: the members on the day, or as many as the settings say."""
    members = r.base(MEMBERS).select("cluster_id", "row")
    if r.asked.invited is None:
        return members.with_columns(invited=nw.lit(1))
    said = r.table("@asked").filter(known("survey_invited"))
    others = members.join(said.select("cluster_id"), on="cluster_id", how="anti")
    return nw.concat(
        [
            said.select("cluster_id", row=nw.lit("survey_invited"), invited=nw.col("survey_invited")),
            others.with_columns(invited=nw.lit(1).cast(nw.Int64)),
        ]
    )


INVITED = Base(
    name="invited",
    about=N_("un membre invité à l’enquête"),
    tables=("members",),
    build=_invited,
    shown=("invited",),
    confidential=True,
)


def _responses(r: Readings) -> Rows:
    """The answers, one per member: the last one where a member answered twice. A blank one is none."""
    table = r.table("responses")
    fills = filling(r.questionnaire, table.collect_schema().names())
    if fills:
        filled = [nw.col(name).cast(nw.String).str.contains(mark) for name, mark in fills.items()]
        table = table.filter(nw.any_horizontal(*filled, ignore_nulls=True))
    rows = table.with_columns(row=nw.col("response_id"))
    anonymous = rows.filter(nw.col("member_id").is_null())
    named = rows.filter(known("member_id")).unique(
        ["cluster_id", "member_id"], keep="last", order_by=["submitted_on", "_row"]
    )
    return nw.concat([named, anonymous])


RESPONSES = Base(
    name="responses",
    about=N_("une réponse à l’enquête"),
    tables=("responses",),
    needs=("responses",),
    build=_responses,
    shown=("member_id", "submitted_on"),
    confidential=True,
)


def _asked_and_answered(r: Readings) -> Rows:
    asked = r.base(INVITED).select(
        "cluster_id", row=nw.lit(None, nw.String), invited=nw.col("invited"), answered=nw.lit(0)
    )
    answered = r.base(RESPONSES).select(
        "cluster_id", "row", invited=nw.lit(0).cast(nw.Int64), answered=nw.lit(1)
    )
    return nw.concat([asked.with_columns(nw.col("invited").cast(nw.Int64)), answered])


SURVEY = Base(
    name="survey",
    about=N_("une personne invitée ou une réponse reçue"),
    tables=("responses", "members"),
    needs=("responses",),
    build=_asked_and_answered,
    shown=("invited", "answered"),
    confidential=True,
)


def _answered_by_class(r: Readings) -> Rows:
    """The members asked, once by kind, once by size, once by province, with whether they answered."""
    answered = (
        r.base(RESPONSES).filter(known("member_id")).select("cluster_id", "member_id", answered=nw.lit(1.0))
    )
    members = r.base(MEMBERS).select("cluster_id", "row", "member_id", "kind", "province")
    sizes = r.base(EMPLOYERS).select("cluster_id", "member_id", "size")
    members = (
        members.join(answered, on=["cluster_id", "member_id"], how="left")
        .join(sizes, on=["cluster_id", "member_id"], how="left")
        .with_columns(answered=nw.col("answered").fill_null(0.0))
    )
    return nw.concat(
        [
            members.filter(known(column)).select(
                "cluster_id",
                "row",
                "answered",
                group=nw.concat_str([nw.lit(f"{column}:"), nw.col(column)]),
            )
            for column in ("kind", "size", "province")
        ]
    )


BY_CLASS = Base(
    name="answered_by_class",
    about=N_("un membre invité à l’enquête, dans une de ses classes"),
    tables=("responses", "members", "accounts"),
    needs=("responses.member_id", "members_invited"),
    build=_answered_by_class,
    shown=("group", "answered"),
    confidential=True,
)


def _answers(r: Readings) -> Rows:
    """One row per answer to a question with a role: favourable (1, 0), blank when not concerned or silent."""
    responses = eager(r.base(RESPONSES))
    invited = eager(r.base(INVITED).group_by("cluster_id").agg(nw.col("invited").sum().alias("invited")))
    asked, said = [], []
    for place, question in enumerate(r.questionnaire.questions if r.questionnaire else ()):
        column = column_of(question, responses.columns)
        if question.role is None or not question.role.is_share or column is None:
            continue
        given = responses[column].cast(pl.String).alias(str(place))
        asked.append(given)
        role = (str(place), question.role.kind, question.role.key or None)
        said += [(*role, a, FAVOURABLE.get(verdict(question, a) or "")) for a in given.drop_nulls().unique()]
        said.append((*role, None, None))
    if not asked:
        return lazy(pl.DataFrame(schema=ANSWERS_SCHEMA))
    columns = ("role", "item", "answer", "favourable")
    verdicts = pl.LazyFrame(
        said, {"question": pl.String(), **{name: ANSWERS_SCHEMA[name] for name in columns}}, orient="row"
    )
    return nw.from_native(
        responses.lazy()
        .select("cluster_id", "row", *asked)
        .unpivot(index=["cluster_id", "row"], variable_name="question", value_name="answer")
        .join(verdicts, on=["question", "answer"], how="left", nulls_equal=True)
        .join(invited.lazy(), on="cluster_id", how="left")
        .select(*ANSWERS_SCHEMA)
    )


ANSWERS_SCHEMA = {
    "cluster_id": pl.String(),
    "row": pl.String(),
    "role": pl.String(),
    "item": pl.String(),
    "favourable": pl.Float64(),
    "answer": pl.String(),
    "invited": pl.Int64(),
}
ANSWERS = Base(
    name="answers",
    about=N_("une réponse à une question"),
    tables=("responses", "questionnaire"),
    needs=("responses", "questionnaire"),
    build=_answers,
    shown=("role", "item", "answer", "favourable"),
    confidential=True,
)


def answers_with(role: str) -> Base:
    """Return the answers to the questions of one role."""
    return Base(
        name=f"answers_{role}",
        about=ANSWERS.about,
        tables=ANSWERS.tables,
        needs=("responses", "questionnaire", f"role {role}"),
        build=lambda r: r.base(ANSWERS).filter(nw.col("role") == role),
        shown=("item", "answer", "favourable"),
        confidential=True,
    )


def items_of(answers: Base, role: str) -> Base:
    """Return the items of a role, each with its share of favourable answers."""

    def build(r: Readings) -> Rows:
        shares = (
            r.base(answers)
            .group_by("cluster_id", "item")
            .agg(nw.col("favourable").mean().alias("favourable"))
        )
        return shares.with_columns(row=nw.col("item"))

    return Base(
        name=f"items_{role}",
        about=N_("une question et sa part de réponses favorables"),
        tables=answers.tables,
        needs=answers.needs,
        build=build,
        shown=("favourable",),
        named_by="item",
    )


SATISFACTION, IMPORTANCE, IMPACT, GOVERNANCE, PARTNERSHIP = map(
    answers_with, ("satisfaction", "importance", "impact", "governance", "partnership")
)
KNOWN, SATISFIED, ADVANTAGE = map(answers_with, ("strategy_known", "strategy_satisfied", "advantage"))

FAVOURABLE_SHARE = N_(
    "Réponses favorables sur réponses données à la question ; les « non concerné » et les blancs sont laissés de côté. "
    "L’intervalle vaut pour l’ensemble des membres invités."
)


def _share_figure(figure: str, chapter: int, label: str, base: Base, *, key: str = "") -> Figure:
    return Figure(
        id=figure,
        chapter=chapter,
        unit="share",
        label=label,
        definition=FAVOURABLE_SHARE,
        base=base,
        measure=share("favourable", of="invited"),
        key="item" if key else None,
        key_name=key,
        interval="proportion",
    )


def _mean_figure(figure: str, label: str, answers: Base, role: str) -> Figure:
    return Figure(
        id=figure,
        chapter=5,
        unit="share",
        label=label,
        definition=N_(
            "Moyenne simple des parts favorables des questions de cette nature ; n est le nombre de questions."
        ),
        base=items_of(answers, role),
        measure=mean("favourable"),
    )


FIGURES = (
    Figure(
        id="survey.invited",
        chapter=1,
        unit="count",
        label=N_("Membres invités à l’enquête"),
        definition=N_(
            "Les membres au jour de référence, ou le nombre d’invités donné dans les réglages du dossier."
        ),
        base=INVITED,
        measure=formula(
            "{invited}",
            lambda invited: invited,
            invited=nw.col("invited").sum(),
            used=nw.col("invited").sum(),
            eligible=nw.col("invited").sum(),
        ),
        empty=0,
    ),
    Figure(
        id="survey.responses",
        chapter=1,
        unit="count",
        label=N_("Réponses à l’enquête"),
        definition=N_(
            "Nombre de réponses, quelle que soit leur date. Une réponse qui ne remplit aucune question n’en est pas une ; d’un membre qui a répondu deux fois, la dernière compte."
        ),
        base=RESPONSES,
        measure=count(),
        empty=0,
    ),
    Figure(
        id="survey.response_rate",
        chapter=1,
        unit="share",
        label=N_("Taux de réponse à l’enquête"),
        definition=N_("Réponses reçues sur membres invités."),
        base=SURVEY,
        measure=formula(
            "{answered} / {invited}",
            lambda answered, invited: answered / invited,
            answered=nw.col("answered").sum(),
            invited=nw.col("invited").sum(),
            rows=nw.col("answered") == 1,
            used=nw.col("invited").sum(),
            eligible=nw.col("invited").sum(),
        ),
    ),
    Figure(
        id="survey.response_rate_by",
        chapter=1,
        unit="share",
        label=N_("Taux de réponse par classe"),
        definition=N_(
            "Membres ayant répondu sur membres invités, par nature, par taille et par province. Les réponses anonymes n’y comptent pas."
        ),
        base=BY_CLASS,
        measure=share("answered"),
        key="group",
        key_name="kind:…, size:…, province:…",
    ),
    _share_figure("strategy.known", 4, N_("Membres qui connaissent la stratégie"), KNOWN),
    _share_figure("strategy.satisfied", 4, N_("Membres satisfaits de la stratégie"), SATISFIED),
    _share_figure("satisfaction.share", 5, N_("Membres satisfaits, par action"), SATISFACTION, key="action"),
    _mean_figure("satisfaction.mean", N_("Satisfaction moyenne"), SATISFACTION, "satisfaction"),
    _share_figure(
        "importance.share", 5, N_("Membres pour qui l’action est importante"), IMPORTANCE, key="action"
    ),
    _share_figure(
        "impact.share", 5, N_("Membres qui jugent l’effet positif, par indicateur"), IMPACT, key="indicator"
    ),
    _mean_figure("impact.mean", N_("Effet positif, en moyenne des indicateurs"), IMPACT, "impact"),
    _share_figure(
        "advantage.share", 5, N_("Membres qui voient dans le cluster un avantage concurrentiel"), ADVANTAGE
    ),
    _share_figure(
        "governance.share", 6, N_("Membres favorables à la gouvernance, par aspect"), GOVERNANCE, key="aspect"
    ),
    _share_figure(
        "partnership.interest",
        7,
        N_("Membres intéressés par un partenariat, par nature"),
        PARTNERSHIP,
        key="kind",
    ),
)
