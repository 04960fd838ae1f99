"""What the members' distance from their peers shows, and what it cannot show, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_, Language, say_many
from grappe.analysis.language.numbers import amount, decimal, rounded
from grappe.analysis.language.punctuation import colon
from grappe.analysis.registry.peers.answer import Answer, Test
from grappe.analysis.report.document import Bullets, Paragraph, Run
from grappe.analysis.report.peers_words import FEWEST, TOO_FEW, written
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.statistics.ranks import DRAWS
from grappe.analysis.vocabulary.annual_accounts import measure_label

LEVEL = 0.05
"""Below it, an adjusted p is called more than chance."""
HOW = {
    "monte_carlo": N_(
        "Là où les façons de tirer les membres parmi tous sont trop nombreuses pour être comptées, {draws} en sont tirées au sort."
    ),
    "normal": N_("Là où les groupes sont très grands, le hasard est celui de la loi normale."),
}
"""How chance was worked out, where not by counting every way."""
MORE = N_(
    "les membres dépassent les entreprises comparables de {distance}{interval}. Un tel écart arriverait par hasard {chance}."
)
LESS = N_(
    "les membres restent en dessous des entreprises comparables, de {distance}{interval}. Un tel écart arriverait par hasard {chance}."
)
MAYBE_MORE = N_(
    "les membres ont {distance} de plus{interval}, mais ce peut être le hasard, qui en ferait autant {chance}."
)
MAYBE_LESS = N_(
    "les membres ont {distance} de moins{interval}, mais ce peut être le hasard, qui en ferait autant {chance}."
)
NOTHING = N_("l’écart est nul{interval} ; le hasard en ferait autant {chance}.")


def tests_told(answer: Answer, language: Language) -> Iterator[Bullets | Paragraph]:
    """Yield what each test shows, then how they were made, and what they do not say."""
    yield Bullets(items=tuple((Run(told(test, language)),) for test in answer.tests))
    tested = sum(test.p_value is not None for test in answer.tests)
    if tested:
        yield Paragraph(
            runs=(
                Run(
                    agreed(
                        N_(
                            "L’écart est la médiane de toutes les différences entre un membre et une entreprise comparable (Hodges et Lehmann), avec son intervalle à {level} ; le hasard est jugé sur les rangs (Mann et Whitney)."
                        ),
                        N_(
                            "L’écart est la médiane de toutes les différences entre un membre et une entreprise comparable (Hodges et Lehmann), avec son intervalle à {level} ; le hasard est jugé sur les rangs (Mann et Whitney), et corrigé parce que {count} mesures sont regardées ensemble (Holm)."
                        ),
                        tested,
                        language,
                        level=amount(0.95, "share", language),
                        count=tested,
                    )
                ),
            )
        )
    how = {test.method for test in answer.tests if test.p_value is not None}
    for method, words in HOW.items():
        if method in how:
            draws = decimal(DRAWS, language)
            yield Paragraph(runs=(Run(said(words, language, draws=draws)),))
    yield Paragraph(
        runs=(
            Run(
                said(
                    N_(
                        "Cet écart ne dit pas sa cause : les membres pouvaient déjà différer des autres avant d’entrer."
                    ),
                    language,
                )
            ),
        )
    )


def told(test: Test, language: Language) -> str:
    """Say what one test shows."""
    label = typeset(measure_label(test.measure, language), language) + typeset(colon(language), language)
    if test.peers < FEWEST:
        return label + said(TOO_FEW, language, fewest=FEWEST)
    if test.p_value is None or test.adjusted_p is None or test.shift is None:
        return label + (typeset(test.reason.sentence(language), language) if test.reason else "–")
    values = {
        "distance": written(abs(test.shift), test.measure, language),
        "interval": _interval(test, language),
        "chance": _chance(test.adjusted_p, language),
    }
    if test.adjusted_p < LEVEL and test.shift != 0:
        return label + said(MORE if test.shift > 0 else LESS, language, **values)
    words = MAYBE_MORE if test.shift > 0 else MAYBE_LESS if test.shift < 0 else NOTHING
    seen = label + said(words, language, **values)
    if test.detectable is None:
        return seen
    return f"{seen} {_unseen(test, language)}"


def _unseen(test: Test, language: Language) -> str:
    return typeset(
        say_many(
            N_(
                "Avec {members} membre et {peers} entreprises, il faut un écart d’au moins {detectable} fois l’écart type pour le voir huit fois sur dix : un plus petit passerait souvent inaperçu."
            ),
            N_(
                "Avec {members} membres et {peers} entreprises, il faut un écart d’au moins {detectable} fois l’écart type pour le voir huit fois sur dix : un plus petit passerait souvent inaperçu."
            ),
            test.members,
            language,
            members=test.members,
            peers=decimal(test.peers, language),
            detectable=amount(test.detectable, "index", language),
        ),
        language,
    )


def _interval(test: Test, language: Language) -> str:
    """Say between what the distance lies, upwards or downwards as the sentence says; empty without ends."""
    if test.low is None or test.high is None:
        return ""
    way = -1 if (test.shift or 0.0) < 0 else 1
    low, high = sorted((way * test.low, way * test.high))
    return said(
        N_(" (intervalle : de {low} à {high})"),
        language,
        low=written(low, test.measure, language),
        high=written(high, test.measure, language),
    )


def _chance(p: float, language: Language) -> str:
    """Say how often chance would do as much.

    >>> _chance(0.004, "fr"), _chance(0.012, "fr"), _chance(0.4, "fr")
    ('moins d’une fois sur 100', 'une fois sur 100', '40 fois sur 100')
    """
    if p < 0.01:
        return said(N_("moins d’une fois sur 100"), language)
    times = int(rounded(p * 100))
    if times >= 99:
        return said(N_("presque à chaque fois"), language)
    if times == 1:
        return said(N_("une fois sur 100"), language)
    return said(N_("{times} fois sur 100"), language, times=times)
