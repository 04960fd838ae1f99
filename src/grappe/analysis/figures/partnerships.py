"""Chapter 7, the partners: how many, which, where."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.figures.figure import Base, Figure, Rows
from grappe.analysis.figures.measures import count, formula
from grappe.analysis.figures.membership import known
from grappe.analysis.figures.readings import Readings
from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes
from grappe.analysis.vocabulary.countries import HOME

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


def _foreign_countries(r: Readings) -> Rows:
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
    named_by="country",
)

FIGURES = (
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
)
