"""What a comparison of clusters leaves out: the figures that are each cluster's own."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.report.campaign_spreads import YEARLY
from grappe.analysis.report.document import Block, Bullets, Heading, Paragraph, Run
from grappe.analysis.report.typography import said, typeset

PEERS = "peer."
PLANS = "finance.reserves_last_until"
TARGETS = "target.reached"
TARGETS_CHAPTER = 4
"""Where the targets of the plans are missed first: in the chapter on strategy."""
REASONS = {
    TARGETS: N_("Les cibles sont celles du plan de chaque cluster :"),
    PEERS: N_("Chaque cluster s’y mesure aux entreprises comparables de son propre secteur :"),
    PLANS: N_("Les scénarios sont propres à chaque cluster :"),
    YEARLY[0]: N_("Aucune année de comptes close n’est connue :"),
    "": N_("Se donne classe par classe :"),
}
"""Why a figure is not compared, by the start of its id: the first that fits."""


def left_out(
    results: pl.DataFrame, compared: Mapping[str, str], chapter: int, language: Language
) -> tuple[Block, ...]:
    """Return the figures of a chapter that the results have and that are not compared, and why.

    results: of the one day that is compared. compared: the class of each compared figure, by its id.
    """
    known = set(results.filter(pl.col("status") == "ok")["figure"])
    by_reason: dict[str, list[str]] = {}
    for figure in figures().values():
        own = TARGETS_CHAPTER if figure.id == TARGETS else figure.chapter
        if own != chapter or figure.id not in known or figure.id in compared:
            continue
        if figure.id in YEARLY:
            reason = REASONS[YEARLY[0]]
        else:
            reason = next(words for start, words in REASONS.items() if figure.id.startswith(start))
        by_reason.setdefault(reason, []).append(typeset(say(figure.label, language), language))
    # Labels have commas of their own.
    between = "\u202f; " if language == "fr" else "; "
    items = [
        (Run(f"{said(reason, language)} {between.join(names)}."),) for reason, names in by_reason.items()
    ]
    year = next((key for figure, key in compared.items() if figure in YEARLY), "")
    if year:
        words = said(
            N_(
                "Les comptes se comparent sur {year}, la dernière des années closes que le plus de clusters partagent : les autres années et les prévisions ne se comparent pas."
            ),
            language,
            year=year,
        )
        items.insert(0, (Run(words),))
    if not items:
        return ()
    where = said(N_("Dans figures.csv et dans le rapport de chaque cluster, mais pas ici :"), language)
    return (
        Heading(text=said(N_("Ce qui n’est pas comparé ici"), language), level=2),
        Paragraph(runs=(Run(where),)),
        Bullets(items=tuple(items)),
    )
