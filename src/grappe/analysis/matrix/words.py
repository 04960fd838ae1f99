"""The sources of a question in words, for the page and the files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grappe.analysis.figures.missing import missing_words
from grappe.analysis.figures.printing import printed_unit
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import amount, bounds, decimal, long_date
from grappe.analysis.matrix.coders import CoderAgreement
from grappe.analysis.matrix.interviews import Heard
from grappe.analysis.matrix.triangulation import Beside, Document
from grappe.analysis.vocabulary.classes import STANCES

QUOTES = 2
SMALL_SHARE = 0.01
"""A share below which a whole per cent would say nothing."""


def value_words(line: dict[str, Any], language: Language) -> str:
    """Return the value of a figure, or why there is none."""
    if line["status"] == "suppressed":
        return say(N_("masqué (petit groupe)"), language)
    if line["status"] != "ok" or line["value"] is None:
        lacking = missing_words(line["missing"], language)
        return say(N_("non disponible ({lacking})"), language, lacking=lacking) if lacking else "–"
    unit = printed_unit(line)
    small = unit == "share" and 0 < line["value"] < SMALL_SHARE
    written = amount(line["value"], unit, language, 1 if small else None)
    return say(N_("{value} ETP"), language, value=written) if unit == "fte" else written


def basis_words(line: dict[str, Any], language: Language) -> str:
    """Return what a value rests on, and its interval: `24 sur 57, intervalle à 95 % : 70 – 91 %`."""
    if line["status"] != "ok" or line["value"] is None or line["n_eligible"] == 1:
        return ""  # a value read off one row rests on no group
    used, eligible = (amount(line[name], "count", language) for name in ("n_used", "n_eligible"))
    basis = (
        say(N_("sur {used}"), language, used=used)
        if line["n_used"] == line["n_eligible"]
        else say(N_("sur {used} de {eligible}"), language, used=used, eligible=eligible)
    )
    interval = bounds(line["low"], line["high"], printed_unit(line), language)
    if not interval:
        return basis
    return say(
        N_("{basis} ; intervalle à {level} : {interval}"),
        language,
        basis=basis,
        level=amount(line["level"], "share", language),
        interval=interval,
    )


def document_words(document: Document, language: Language) -> str:
    """Return the title of a document with its day."""
    if document.dated_on is None:
        return document.title
    return say(
        N_("{title}, {day}"), language, title=document.title, day=long_date(document.dated_on, language)
    )


def met_words(found: Heard, language: Language) -> str:
    """Return how many interviews speak of a question, and how many members were met in them."""
    interviews = say_many(N_("{count} entretien"), N_("{count} entretiens"), found.interviews, language)
    if not found.members:
        return interviews
    members = say_many(
        N_("{count} membre rencontré"), N_("{count} membres rencontrés"), found.members, language
    )
    return say(N_("{interviews}, {members}"), language, interviews=interviews, members=members)


def stance_counts(found: Heard, language: Language) -> list[tuple[str, str, int]]:
    """Return each stance that was heard, its label, and in how many interviews."""
    return [
        (stance, say(STANCES[stance], language), count) for stance, count in found.stances.items() if count
    ]


def quotes_shown(found: Heard) -> list[tuple[str, str]]:
    """Return a quote or two, of two stances where there are two: the most heard first."""
    by_size = sorted(found.quotes, key=lambda quote: -found.stances.get(quote[0], 0))
    first_of_each = list({quote[0]: quote for quote in reversed(by_size)}.values())[::-1]
    return [*first_of_each, *(quote for quote in by_size if quote not in first_of_each)][:QUOTES]


def coder_sentences(coders: CoderAgreement, language: Language) -> list[str]:
    """Say how far the coders agree, or why it cannot be said."""
    if coders.reason is not None or coders.share is None:
        return [coders.reason.sentence(language)] if coders.reason else []
    told = [
        say_many(
            N_("Sur {count} passage codé par deux personnes au moins, les codages s’accordent à {share}."),
            N_("Sur {count} passages codés par deux personnes au moins, les codages s’accordent à {share}."),
            coders.units,
            language,
            share=amount(coders.share, "share", language),
        )
    ]
    if coders.alpha.reason is None:
        told.append(
            say(
                N_("Alpha de Krippendorff : {alpha}."),
                language,
                alpha=decimal(coders.alpha.alpha, language, 2),
            )
        )
    else:
        told.append(
            say(
                N_("Alpha de Krippendorff non calculable : {why}"),
                language,
                why=coders.alpha.reason.sentence(language),
            )
        )
    if coders.kappa is not None and coders.kappa.reason is None:
        told.append(
            say(N_("Kappa de Cohen : {kappa}."), language, kappa=decimal(coders.kappa.kappa, language, 2))
        )
    return told


def figure_texts(row: Beside, language: Language) -> list[str]:
    """Return each figure of a question in one line of text."""
    known = [
        say(
            N_("{label} : {value}"),
            language,
            label=line["label"],
            value=" ".join(filter(None, (value_words(line, language), _in_brackets(line, language)))),
        )
        for line in row.figures
    ]
    absent = (say(N_("{figure} : aucun résultat"), language, figure=name) for name in row.absent)
    return [*known, *absent]


def interview_texts(row: Beside, language: Language) -> list[str]:
    """Return what the interviews say of a question, in lines of text."""
    if not row.heard.interviews:
        return []
    if row.hidden:
        return [say(N_("masqué (petit groupe)"), language)]
    counts = (f"{label} {count}" for _, label, count in stance_counts(row.heard, language))
    return [met_words(row.heard, language), *counts, *(quote for _, quote in quotes_shown(row.heard))]


def joined(texts: Iterable[str]) -> str:
    """Return texts as one cell, a line each."""
    return "\n".join(texts)


def _in_brackets(line: dict[str, Any], language: Language) -> str:
    basis = basis_words(line, language)
    return f"({basis})" if basis else ""
