"""How a matched comparison is said: effects, windows, verdicts, who was left out."""

from __future__ import annotations

import math

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, bounds, decimal
from grappe.analysis.registry.effects.alike import Alike, Why
from grappe.analysis.registry.effects.from_register import Absent
from grappe.analysis.registry.effects.study import Outcome
from grappe.analysis.registry.effects.verdict import Finding, Strength, Window
from grappe.analysis.report.typography import said
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.vocabulary.annual_accounts import measure_label, measures
from grappe.analysis.vocabulary.classes import STRENGTHS

IMPACT: dict[Strength, str] = {
    "strong": N_(
        "{window} : impact de {effect} par rapport à ce que les mêmes entreprises auraient fait sans entrer (intervalle à {level} : {interval})."
    ),
    "moderate": N_(
        "{window} : impact probable de {effect} par rapport à ce que les mêmes entreprises auraient fait sans entrer (intervalle à {level} : {interval})."
    ),
    "weak": N_(
        "{window} : les membres s’écartent de leurs semblables de {effect} (intervalle à {level} : {interval}), mais cet écart ne s’attribue pas au cluster : ce qui se passait déjà avant l’entrée suffirait à l’expliquer, ou une seconde méthode ne le confirme pas."
    ),
}
NOT_FOUND = N_(
    "{window} : aucun effet ne se distingue du hasard ({effect} ; intervalle à {level} : {interval}). Un effet de {detectable} se verrait huit fois sur dix."
)
NOT_IDENTIFIABLE = N_("{window} : effet non identifiable. {reasons}")
SECOND = N_("Seconde méthode : {effect} ({interval}).")
WITH_STRENGTH = N_("Force de la preuve : {strength}.")
LEFT_OUT: dict[Why, str] = {
    "too_early": N_("Entrés trop tôt : leurs comptes d’avant l’entrée ne sont pas dans le registre"),
    "too_late": N_("Entrés après le dernier exercice connu"),
    "untold": N_("Comptes ou emploi inconnus dans les années d’avant l’entrée"),
    "no_peer": N_("Aucune entreprise de même activité, de même taille et de la même année"),
    "too_far": N_("Aucune entreprise assez semblable"),
    "taken": N_("Les entreprises semblables sont déjà celles d’autres membres"),
}
ABSENT: dict[Absent, str] = {
    "no_number": N_("Sans numéro d’entreprise belge"),
    "unknown": N_("Absents du registre de ce jour, comme toute entreprise disparue"),
    "natural": N_("Personnes physiques, qui ne déposent pas de comptes"),
    "elsewhere": N_("D’une autre activité ou d’un autre lieu que le groupe de comparaison"),
    "no_accounts": N_("Sans comptes annuels dans la période"),
}


def outcome_words(outcome: Outcome, language: Language) -> str:
    """Return what an outcome is called."""
    if outcome.column in measures():
        return measure_label(outcome.column, language)
    return outcome.column


def effect_words(value: float, outcome: Outcome, language: Language) -> str:
    """Write an effect with its sign: per cents where it is a factor, the amount itself elsewhere.

    >>> effect_words(0.2231435513, Outcome("fte"), "en")
    '+25%'
    """
    number = factor(value, outcome)
    unit = "share" if outcome.scale == "log" else "mean"
    sign = "+" if number > 0 else ""
    return sign + amount(number, unit, language)


def interval_words(low: float, high: float, outcome: Outcome, language: Language) -> str:
    """Write the interval of an effect."""
    unit = "share" if outcome.scale == "log" else "mean"
    return bounds(factor(low, outcome), factor(high, outcome), unit, language)


def factor(value: float, outcome: Outcome) -> float:
    """Return an effect as people read it: 0.25 for a quarter more, where it is a factor."""
    return math.expm1(value) if outcome.scale == "log" else value


def window_words(window: Window, language: Language) -> str:
    """Say which years after entry a window holds."""
    if window.first == 0:
        return said(N_("De l’année de l’entrée à la {last}e qui suit"), language, last=window.last)
    return said(
        N_("De la {first}e à la {last}e année qui suit l’entrée"),
        language,
        first=window.first,
        last=window.last,
    )


def reason_words(reason: Reason, language: Language) -> str:
    """Say a reason, its fractions to two decimals, a p value to three."""
    values = {
        name: decimal(max(value, 0.001), language, 3)
        if name == "p" and isinstance(value, float)
        else decimal(value, language, 2)
        if isinstance(value, float)
        else value
        for name, value in reason.values.items()
    }
    return said(reason.message, language, **values)


def strength_words(strength: Strength, language: Language) -> str:
    """Return the strength of evidence, as in a sentence."""
    word = say(STRENGTHS[strength], language)
    return word if language == "de" else word.lower()


def finding_words(finding: Finding, level: float, language: Language) -> str:
    """Say what was found of an outcome over a window; the word impact only where it stands."""
    outcome = finding.outcome
    window = window_words(finding.window, language)
    if finding.state == "not_identifiable":
        reasons = " ".join(reason_words(reason, language) for reason in finding.reasons)
        return said(NOT_IDENTIFIABLE, language, window=window, reasons=reasons)
    effect = effect_words(finding.change.mean, outcome, language)
    asked = amount(level, "share", language)
    interval = interval_words(finding.low, finding.high, outcome, language)
    if finding.strength is None:
        detectable = effect_words(finding.detectable, outcome, language)
        return said(
            NOT_FOUND,
            language,
            window=window,
            effect=effect,
            level=asked,
            interval=interval,
            detectable=detectable,
        )
    words = [
        said(
            IMPACT[finding.strength], language, window=window, effect=effect, level=asked, interval=interval
        ),
        said(WITH_STRENGTH, language, strength=strength_words(finding.strength, language)),
    ]
    if finding.second is not None:
        second = finding.second
        words.append(
            said(
                SECOND,
                language,
                effect=effect_words(second.estimate, outcome, language),
                interval=interval_words(second.low, second.high, outcome, language),
            )
        )
    return " ".join(words)


def alike_words(one: Alike, language: Language) -> str:
    """Say a characteristic: a level before entry, or its change."""
    column = one.column.removeprefix("log ")
    label = measure_label(column, language) if column in measures() else column
    template = (
        N_("{measure} : évolution avant l’entrée")
        if one.is_change
        else N_("{measure} : niveau avant l’entrée")
    )
    return said(template, language, measure=label)
