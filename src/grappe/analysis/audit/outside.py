"""Numbers that a finding states outside braces: they will not follow the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import folded
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.places import read_text
from grappe.analysis.figures.printing import printed_unit
from grappe.analysis.figures.prose import Found
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, printed_number

CHECK = "number_outside_braces"
FEW = 10
"""In letters up to here, a number that no word ties to a figure is a manner of speaking: in two steps."""
SHOWN = 5
NAMED = re.compile(r"(?:\S\s|[«“‘(/]\s?)[A-ZÉÈÀ][\w'’-]*[ \u00a0]$")
"""Right before a number, a name with a capital within the sentence: `STEREO3D, Expormntl 21`."""
LABEL = re.compile(
    r"(?:^|\W)(?:web|version|region|industrie|industry|top|point|points|categorie|categorieen|phase|niveau|level)\s$"
)
LAW = re.compile(r"(?:subsid|subvention|subvent|\btva\b|\bbtw\b|\bvat\b|intervention|cofinan)[^.;]{0,60}$")
"""Words before a per cent that a law sets, not the data."""
COMPARED = re.compile(r"(?:plus de|moins de|more than|less than|meer dan|minder dan)\s(?:la\s|de\s|the\s)?$")
"""Before a fraction in letters: strong words, which have a check of their own."""
AIM = re.compile(
    r"(?:\bdoi(?:t|vent)\b|devra|objectif de|cible de|atteindre|\bvis(?:e|ent|er)\b|\btarget|reach\b)[^.;]{0,30}$"
)
DURATION = re.compile(
    r"\s(?:dernier|derniere|prochain|prochaine|premier|premiere|last|next|first|laatste|komende|eerste)s?\s"
    r"(?:an|annee|mois|semaine|jour|exercice|year|month|week|day|jaar|jaren|maand|maanden|weken|dagen)"
)


def numbers_outside(named: Verdict, sentence: str, language: Language, figures: Found) -> Iterator[Verdict]:
    """Yield a verdict for each number that a sentence states outside braces, with the braces to write.

    Consistent where the words say which figure it is, and it is right today; unsupported otherwise.
    """
    written = read_text(sentence).words
    numbers = [number for number in numbers_in(written) if _is_statistic(number, written)]
    if not numbers:
        return
    meant = {
        (claim.value, claim.unit): (claim.figure, claim.key)
        for claim in proposed_claims(written)
        if claim.figure
    }
    for number in numbers:
        figure = meant.get((number.value, number.unit))
        if figure is None and _is_manner_of_speaking(number, written):
            continue
        yield _verdict(named, number, figure, language, figures)


def _verdict(
    named: Verdict, number: Stated, figure: tuple[str, str] | None, language: Language, figures: Found
) -> Verdict:
    values = {"number": number.words}
    row = figures.get(figure) if figure is not None else None
    verdict = replace(named, check=CHECK, verdict="unsupported")
    if figure is not None and row is not None and row["status"] == "ok" and row["value"] is not None:
        name = figure_name(figure[0], figure[1] or None)
        values |= {"figure": name, "value": amount(row["value"], printed_unit(row), language)}
        if _is_printed_as(row, number.value, number.unit):
            words = N_(
                "« {number} » est juste aujourd’hui, mais écrit hors accolades : ce nombre ne suivra pas les données. Écrivez {{{figure}}}."
            )
            return replace(verdict, verdict="consistent", found=name, sentence=say(words, language, **values))
        words = N_(
            "« {number} » est écrit hors accolades, et le dossier donne {value}. Écrivez {{{figure}}}."
        )
        return replace(verdict, found=name, sentence=say(words, language, **values))
    same = [
        figure_name(name, key or None)
        for (name, key), row in figures.items()
        if row["status"] == "ok"
        and row["value"] is not None
        and _is_printed_as(row, number.value, number.unit)
    ]
    words = N_("« {number} » est écrit hors accolades : ce nombre ne suivra pas les données.")
    if len(same) == 1:
        words = N_(
            "« {number} » est écrit hors accolades : ce nombre ne suivra pas les données. {{{figure}}} a cette valeur aujourd’hui."
        )
        values["figure"] = same[0]
    return replace(verdict, found=";".join(same[:SHOWN]), sentence=say(words, language, **values))


def _is_printed_as(row: dict[str, Any], value: Fraction, unit: str) -> bool:
    if (row["unit"] == "share") != (unit == "percent"):
        return False
    if printed_unit(row) == "mean":
        # Printed to one decimal, and stated as well to none or to two.
        return any(printed_number(row["value"], "mean", places) == float(value) for places in (0, 1, 2))
    decimals = 0 if row["unit"] in ("share", "fte", "eur") else None
    return printed_number(row["value"], row["unit"], decimals) == float(value)


def _is_statistic(number: Stated, written: str) -> bool:
    """Tell whether a number may be of the data: no duration, version, name, aim, threshold, rate of a law."""
    start, end = number.span
    before, behind = folded(written[:start]), folded(written[end:])
    if number.unit == "" or DURATION.match(behind) or LABEL.search(before) or AIM.search(before):
        return False
    if number.unit == "percent":
        if number.in_letters and COMPARED.search(before):
            return False
        return not LAW.search(before) and number.statistic != ""
    is_version = re.fullmatch(r"\d+\.\d", written[start:end].strip()) is not None
    is_label = re.match(r"\s?:", behind) is not None and start < FEW + SHOWN
    return not (is_version or is_label or NAMED.search(written[:start])) and number.relation in (
        "eq",
        "about",
    )


def _is_manner_of_speaking(number: Stated, written: str) -> bool:
    """Tell whether a number is small and in letters, whatever it counts: `en deux temps`."""
    letters = not any(c.isdigit() for c in written[slice(*number.span)])
    return letters and number.unit == "count" and number.value <= FEW and number.relation == "eq"
