"""The claims that a text suggests, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from grappe.analysis.audit.reading.days import years_of
from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.audit.reading.once_each import once_each
from grappe.analysis.audit.reading.proposed import ProposedClaim
from grappe.analysis.audit.reading.sentences import Sentence, chaptered
from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.topics import topic_of
from grappe.analysis.audit.reading.wholes import restated_in, wholes_in
from grappe.analysis.audit.reading.words import READ, folded, language_of
from grappe.analysis.audit.strong_words import Used, used_in
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say

ROUNDED = ("eq", "about")
WHY = {
    "count": N_("Un nombre d’unités."),
    "share": N_("Une part."),
    "mean": N_("Une moyenne."),
    "median": N_("Une médiane."),
    "quantile": N_("Un quantile : une part d’unités sous, ou sur, une valeur."),
    "total": N_("Un total."),
    "": N_(
        "Un nombre d’une nature que la table n’a pas (durée, distance, hausse, taux, coefficient, intervalle)."
    ),
}


def proposed_claims(
    text: str, *, language: Language | None = None, spoken: Language | None = None
) -> list[ProposedClaim]:
    """Return the claims of a plain or Markdown text, in its order.

    language: of the text; told by its little words when None. spoken: of the sentences that explain; that
    of the text when None.
    """
    tongue = language if language in READ else language_of(text)
    told = spoken or spoken_to(tongue)
    found: list[ProposedClaim] = []
    years: list[int | None] = []
    for place, sentence in enumerate(chaptered(text), start=1):
        dated = list(_of_numbers(sentence, place, tongue, told))
        dated += [(c, None) for c in _of_words(sentence, [c for c, _ in dated], tongue, told)]
        first = len(found)
        names = {c.claim_id: f"c{first + n:03d}" for n, (c, _) in enumerate(dated, start=1)}
        found += [replace(c, claim_id=names[c.claim_id], of=names.get(c.of, "")) for c, _ in dated]
        years += [year for _, year in dated]
    return once_each(found, years, told)


def spoken_to(language: Language) -> Language:
    """Return the language in which a text is answered: French or English as it is, else French."""
    return language if language in LANGUAGES else "fr"


def _of_numbers(
    sentence: Sentence, place: int, language: Language, spoken: Language
) -> Iterator[tuple[ProposedClaim, int | None]]:
    """Yield the claims of a sentence, each with the year that it is of."""
    numbers = numbers_in(sentence.text, language)
    if not numbers:
        return
    plain = folded(sentence.text)
    wholes = wholes_in(numbers, plain, language)
    for share, count in restated_in(numbers, plain, wholes, language).items():
        numbers[share] = replace(numbers[share], base=_base_of(numbers, count, wholes))
        if count in wholes and not plain[: numbers[share].span[0]].rstrip().endswith("("):
            wholes[share] = wholes[count]
    years = years_of(numbers, plain, wholes, language)
    group = f"s{place}" if _share_one_base(numbers, wholes) else ""
    ends = [0, *(number.span[1] for number in numbers)]
    starts = [*(number.span[0] for number in numbers[1:]), len(plain)]
    for n, number in enumerate(numbers):
        topic = topic_of(
            number, plain, ends[n], starts[n], is_part=n in wholes, is_nested=wholes.get(n) in wholes
        )
        figure = topic.figure if topic is not None and topic.figure in figures() else ""
        why = WHY[number.statistic]
        in_group = bool(group) and _may_share(number) and n not in wholes
        claim = ProposedClaim(
            claim_id=str(n),
            chapter=sentence.chapter,
            quote=sentence.text,
            figure=figure,
            key=topic.key if topic is not None and figure else "",
            statistic=number.statistic,
            value=number.value,
            decimals=number.decimals,
            unit=number.unit,
            relation=number.relation,
            level=number.level,
            base=number.base,
            of=str(wholes[n]) if n in wholes else "",
            base_group=group if in_group else "",
            why=say(why, spoken),
            certain=_is_certain(number, in_group=in_group),
        )
        yield claim, years[n]


def _base_of(numbers: list[Stated], count: int, wholes: dict[int, int]) -> int | None:
    """Return how many a count is of."""
    return numbers[count].base if numbers[count].base is not None else int(numbers[wholes[count]].value)


def _is_certain(number: Stated, *, in_group: bool) -> bool:
    """Tell whether a number can hardly mean anything else: not a fraction in letters, nor a supposed base."""
    if not number.statistic or number.statistic == "quantile" or in_group:
        return False
    return not (number.in_letters and number.unit == "percent")


def _share_one_base(numbers: list[Stated], wholes: dict[int, int]) -> bool:
    """Tell whether the shares of a sentence may be supposed to rest on one base."""
    shares = [
        n
        for n, number in enumerate(numbers)
        if number.statistic == "share" and _may_share(number) and n not in wholes
    ]
    return len(shares) > 1 and len({numbers[n].base for n in shares}) == 1


def _may_share(number: Stated) -> bool:
    """Tell whether a percentage in digits is rounded, so that only some bases give it."""
    return (
        bool(number.statistic)
        and number.unit == "percent"
        and number.relation in ROUNDED
        and not number.in_letters
    )


def _of_words(
    sentence: Sentence, claims: list[ProposedClaim], language: Language, spoken: Language
) -> Iterator[ProposedClaim]:
    """Yield a claim for each strong word that no share of its sentence puts in numbers."""
    if any(claim.statistic == "share" for claim in claims):
        return
    for n, used in enumerate(used_in(sentence.text, language)):
        value = _threshold(used)
        yield ProposedClaim(
            claim_id=f"w{n}",
            chapter=sentence.chapter,
            quote=sentence.text,
            statistic="share",
            value=value,
            decimals=None if value is None else 0,
            unit="percent",
            relation="eq" if value is None else "gt",
            why=say(N_("Le mot « {word} », sans nombre."), spoken, word=used.phrase),
            certain=False,
        )


def _threshold(used: Used) -> Fraction | None:
    """Return the share, in per cent, that a word says is exceeded; None for other words."""
    if used.word.above is None or used.word.means_all:
        return None
    return used.word.above * 100
