"""Chapter 3, employment in the member enterprises."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, mean, quantile, share, total
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.classes import SIZE_BOUNDS, SIZE_CLASSES

BELOW = 21.0
"""The threshold of `employment.share_below_21`, in FTE."""


def closed_by(r: Readings) -> nw.Expr:
    """Tell which annual accounts count on the reference day: closed by then, or of an earlier year."""
    return (nw.col("closed_on") <= r.as_of) | (nw.col("closed_on").is_null() & (nw.col("year") < r.day.year))


def closing() -> nw.Expr:
    """Return the closing day of annual accounts as a number, 20091231; the year's last when unknown."""
    return (
        nw.when(nw.col("closed_on").is_null())
        .then(nw.col("year") * 10000 + 1231)
        .otherwise(
            nw.col("closed_on").dt.year().cast(nw.Int64) * 10000
            + nw.col("closed_on").dt.month().cast(nw.Int64) * 100
            + nw.col("closed_on").dt.day().cast(nw.Int64)
        )
    )


def latest(accounts: Rows, *owner: str, kept: tuple[str, ...]) -> Rows:
    """Return columns of each owner's latest accounts: by closing day, then by year."""
    last = (nw.col(column).last(order_by=["closing", "year"]) for column in kept)
    return accounts.with_columns(closing=closing()).group_by("cluster_id", *owner).agg(*last)


def size_class(fte: nw.Expr) -> nw.Expr:
    """Return the size class of a number of FTE; null when it is unknown."""
    found: nw.Expr = nw.when(fte >= 0).then(nw.lit("0-9"))
    for name, lower in list(SIZE_BOUNDS.items())[1:]:
        found = nw.when(fte >= lower).then(nw.lit(name)).otherwise(found)
    return found


def _employers(r: Readings) -> Rows:
    """The member enterprises on the day, each with its latest accounts that give an FTE."""
    accounts = r.table("accounts").filter(known("fte"), closed_by(r))
    staffed = latest(accounts, "member_id", kept=("fte", "year", "closed_on"))
    return (
        r.base(MEMBERS)
        .filter(nw.col("kind") == "enterprise")
        .select("cluster_id", "row", "member_id", "name")
        .join(staffed, on=["cluster_id", "member_id"], how="left")
        .with_columns(
            below=nw.when(known("fte")).then((nw.col("fte") < BELOW).cast(nw.Float64)),
            size=size_class(nw.col("fte")),
        )
    )


EMPLOYERS = Base(
    name="employers",
    about=N_("une entreprise membre au jour de référence, avec ses derniers comptes qui donnent un emploi"),
    tables=("members", "accounts"),
    needs=("accounts.fte",),
    build=_employers,
    shown=("name", "fte", "year", "closed_on", "size"),
    confidential=True,
)

FIGURES = (
    Figure(
        id="employment.n",
        chapter=3,
        unit="count",
        label=N_("Entreprises dont l’emploi est connu"),
        definition=N_(
            "Nombre d’entreprises membres au jour de référence dont l’emploi est connu par leurs derniers comptes clôturés à ce jour."
        ),
        base=EMPLOYERS,
        measure=count(known("fte"), known=known("fte")),
        empty=0,
    ),
    Figure(
        id="employment.total",
        chapter=3,
        unit="fte",
        label=N_("Emploi total des entreprises membres"),
        definition=N_("Somme de l’emploi des entreprises membres dont il est connu."),
        base=EMPLOYERS,
        measure=total("fte"),
    ),
    Figure(
        id="employment.mean",
        chapter=3,
        unit="fte",
        label=N_("Emploi moyen par entreprise"),
        definition=N_(
            "Moyenne de l’emploi des entreprises membres dont il est connu. Elle se lit avec la médiane et les quartiles."
        ),
        base=EMPLOYERS,
        measure=mean("fte"),
        interval="t",
    ),
    Figure(
        id="employment.median",
        chapter=3,
        unit="fte",
        label=N_("Emploi médian par entreprise"),
        definition=N_("Médiane de l’emploi des entreprises membres dont il est connu."),
        base=EMPLOYERS,
        measure=quantile("fte", 0.5),
        interval="order_statistics",
    ),
    Figure(
        id="employment.q1",
        chapter=3,
        unit="fte",
        label=N_("Premier quartile de l’emploi"),
        definition=N_("Premier quartile (type 7) de l’emploi des entreprises membres dont il est connu."),
        base=EMPLOYERS,
        measure=quantile("fte", 0.25),
        interval="order_statistics",
    ),
    Figure(
        id="employment.q3",
        chapter=3,
        unit="fte",
        label=N_("Troisième quartile de l’emploi"),
        definition=N_("Troisième quartile (type 7) de l’emploi des entreprises membres dont il est connu."),
        base=EMPLOYERS,
        measure=quantile("fte", 0.75),
        interval="order_statistics",
    ),
    Figure(
        id="employment.share_below_21",
        chapter=3,
        unit="share",
        label=N_("Part des entreprises de moins de 21 emplois"),
        definition=N_(
            "Parmi les entreprises membres dont l’emploi est connu, part de celles qui comptent moins de 21 équivalents temps plein."
        ),
        base=EMPLOYERS,
        measure=share("below"),
        interval="proportion",
    ),
    Figure(
        id="employment.size_class",
        chapter=3,
        unit="count",
        label=N_("Entreprises membres par taille"),
        definition=N_(
            "Nombre d’entreprises membres dont l’emploi est connu, par classe de taille en équivalents temps plein."
        ),
        base=EMPLOYERS,
        measure=count(known=known("size")),
        key="size",
        key_name="class",
        classes=SIZE_CLASSES,
        empty=0,
    ),
)
