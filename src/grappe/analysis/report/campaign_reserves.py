"""Before clusters are compared: what can be set side by side and what cannot, said by rule."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.comparability import FEW_ANSWERS, KINDS, LOW_RATE, Kind, Reserve
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.campaign_spreads import Spread
from grappe.analysis.report.document import Block, Bullets, Heading, Paragraph, Run, Section
from grappe.analysis.report.typography import said

HEADS: dict[Kind, str] = {
    "some": N_("Connu de certains clusters seulement, et rien ne dit ce qu’il serait chez les autres :"),
    "few_answers": N_(
        "Calculé sur moins de {few} unités dans certains clusters, où un seul cas change tout :"
    ),
    "coverage": N_(
        "Inégalement couvert : ce que l’on sait des uns et des autres ne se compare pas tel quel :"
    ),
    "response_rate": N_(
        "Tiré d’enquêtes auxquelles moins de {rate} des invités ont répondu dans certains clusters :"
    ),
    "items": N_("Moyenne de questions qui ne sont pas les mêmes partout :"),
    "period": N_("Compté sur des périodes de durées différentes :"),
    "regime": N_("Compté selon des régimes de reconnaissance différents :"),
    "size": N_("Suit la taille du cluster, et ne se compare qu’à taille égale :"),
}
NAMED = 4
"""Figures that a rule names on the first page; of more, it says how many."""
EVERYWHERE: tuple[Kind, ...] = ("size",)
"""Rules that bite on nearly every figure to the same extent: the first page gives it."""


def reserve_blocks(own: Sequence[Spread], clusters: int, language: Language) -> list[Block]:
    """Return what is to be known before the figures of a chapter are compared; nothing if nothing is."""
    items = []
    for kind in KINDS:
        found = [(one, reserve) for one in own for reserve in one.reserves if reserve.kind == kind]
        if not found:
            continue
        runs = [Run(f"{_head(kind, language)} ")]
        by_extent: dict[str, list[Spread]] = {}
        for one, reserve in found:
            by_extent.setdefault(_extent(reserve, clusters, language), []).append(one)
        for place, (extent, same) in enumerate(by_extent.items()):
            for turn, one in enumerate(same):
                runs += [Run(", ")] if place or turn else []
                runs.append(Run(one.label, one.anchor, one.number))
            runs.append(Run(f" ({extent})"))
        items.append((*runs, Run(".")))
    if not items:
        return []
    return [Heading(text=said(N_("Avant de comparer"), language), level=2), Bullets(items=tuple(items))]


def comparing(
    dossier: Dossier, spreads: Sequence[Spread], language: Language, *, before: Sequence[str] = ()
) -> Section:
    """Return the page that says how to read the comparison, and what it cannot say.

    before: sentences that its reader must have read first.
    """
    clusters = len(dossier.clusters)
    words = [
        *before,
        said(
            N_(
                "Ce rapport situe chaque cluster dans la répartition de tous. Il ne classe personne : une valeur haute n’est pas meilleure qu’une basse, et un écart entre deux clusters peut tenir à leur taille, à leur secteur ou à ce que l’on sait d’eux."
            ),
            language,
        ),
        said(
            N_(
                "Sur chaque chiffre, la moitié centrale va du premier au troisième quartile : un cluster y est comme la plupart. Les clusters dont le chiffre manque, ou est masqué, ne comptent pas dans la répartition."
            ),
            language,
        ),
    ]
    if not dossier.anonymous:
        words.append(said(N_("L’ordre des clusters est partout celui du dossier."), language))
    else:
        words.append(
            said(
                N_(
                    "Les clusters portent ici des lettres, tirées du contenu du dossier : leur ordre ne suit ni les noms ni les valeurs. Une valeur connue par ailleurs peut faire reconnaître un cluster."
                ),
                language,
            )
        )
    items = []
    for kind in KINDS:
        found = [(one, reserve) for one in spreads for reserve in one.reserves if reserve.kind == kind]
        if found:
            names = list(dict.fromkeys(one.label for one, _ in found))
            worst = max((reserve for _, reserve in found), key=lambda reserve: reserve.high - reserve.low)
            extent = f" ({_extent(worst, clusters, language)})" if kind in EVERYWHERE else ""
            items.append(
                (
                    Run(
                        f"{_without_colon(kind, language)}{extent}{_colon(language)}{_named(names, language)}."
                    ),
                )
            )
    full = [one.label for one in spreads if one.clusters == clusters and not one.reserves]
    if full:
        listed = said(
            N_("Se compare sans réserve de ces règles : {figures}."), language, figures=", ".join(full)
        )
        items.insert(0, (Run(listed),))
    return Section(
        anchor="comparing",
        title=said(N_("Ce qui se compare, et ce qui ne se compare pas"), language),
        blocks=(
            *(Paragraph(runs=(Run(each),)) for each in words),
            *([Bullets(items=tuple(items))] if items else []),
        ),
    )


def _head(kind: Kind, language: Language) -> str:
    values: dict[Kind, dict[str, str]] = {
        "few_answers": {"few": amount(FEW_ANSWERS, "count", language)},
        "response_rate": {"rate": amount(LOW_RATE, "share", language)},
    }
    return said(HEADS[kind], language, **values.get(kind, {}))


def _without_colon(kind: Kind, language: Language) -> str:
    return _head(kind, language).rstrip(":").rstrip()


def _named(names: Sequence[str], language: Language) -> str:
    """Name a few figures; of many, say how many they are, and where they are named."""
    if len(names) <= NAMED:
        return ", ".join(names)
    words = N_("{count} chiffres, nommés dans leur chapitre")
    return said(words, language, count=amount(len(names), "count", language))


def _colon(language: Language) -> str:
    return "\u202f: " if language == "fr" else ": "


def _extent(reserve: Reserve, clusters: int, language: Language) -> str:
    """Say how far a rule bites: on how many clusters, or between which ends."""
    if reserve.kind in ("some", "few_answers", "response_rate"):
        many = amount(reserve.clusters, "count", language)
        return said(
            N_("{used} sur {eligible}"), language, used=many, eligible=amount(clusters, "count", language)
        )
    if reserve.kind == "regime":
        return said(N_("{count} régimes"), language, count=amount(reserve.high, "count", language))
    unit = "share" if reserve.kind == "coverage" else "count"
    ends = {"low": amount(reserve.low, unit, language), "high": amount(reserve.high, unit, language)}
    words = {
        "coverage": N_("de {low} à {high}"),
        "items": N_("de {low} à {high} questions"),
        "period": N_("de {low} à {high} jours"),
        "size": N_("de {low} à {high} membres"),
    }
    return said(words[reserve.kind], language, **ends)
