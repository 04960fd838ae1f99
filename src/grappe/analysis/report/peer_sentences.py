"""What may be said of the members beside comparable companies: no more than the tests allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel.lists import format_list

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import LOCALES, amount
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import agreed, said

LEVEL = 0.05
HALF = 0.5


def peer_sentences(lines: Lines) -> Iterator[str]:
    """Say in which measures the members are above or below, then those of which nothing can be said.

    A measure is called different when its p value, corrected for all those compared, is under 5 %. Nothing
    is said without peers, nor of what is hidden.
    """
    tested = [line for line in lines.of("peer.adjusted_p") if line.is_known and _is_whole(line, lines)]
    above = [line for line in tested if _is_seen(line) and _direction(line, lines) > 0]
    below = [line for line in tested if _is_seen(line) and _direction(line, lines) < 0]
    left = [line for line in tested if line not in above and line not in below]
    for found, words in (
        (
            above,
            N_(
                "Les valeurs des membres sont supérieures à celles des entreprises comparables pour {measures}, d’après le test de Mann-Whitney à 5 %, corrigé pour toutes les mesures comparées."
            ),
        ),
        (
            below,
            N_(
                "Les valeurs des membres sont inférieures à celles des entreprises comparables pour {measures}, d’après le test de Mann-Whitney à 5 %, corrigé pour toutes les mesures comparées."
            ),
        ),
    ):
        if found:
            yield said(words, lines.language, measures=_listed((_on(line, lines) for line in found), lines))
            yield _smallest(found, lines)
    if left:
        yield _nothing(left, lines)


def _is_whole(line: Line, lines: Lines) -> bool:
    """Tell whether the sizes and the direction that a sentence needs are there too."""
    needed = ("peer.companies", "peer.percentile_median", "peer.hodges_lehmann")
    return all(lines.known(name, line.key) for name in needed)


def _is_seen(line: Line) -> bool:
    return line.value is not None and line.value < LEVEL


def _value(figure: str, line: Line, lines: Lines) -> float | None:
    found = lines.known(figure, line.key)
    return None if found is None else found.value


def _direction(line: Line, lines: Lines) -> float:
    """Return the sign of the shift; where ties bring it to zero, of the median rank less one half."""
    shift = _value("peer.hodges_lehmann", line, lines)
    return shift or (_value("peer.percentile_median", line, lines) or HALF) - HALF


def _listed(items: Iterable[str], lines: Lines) -> str:
    return format_list(list(items), locale=LOCALES[lines.language])


def _named(line: Line, lines: Lines) -> str:
    return said(N_("« {measure} »"), lines.language, measure=line.name)


def _on(line: Line, lines: Lines) -> str:
    """A measure, and on how many firms of each side it was compared."""
    return said(
        N_("« {measure} » ({members} face à {peers})"),
        lines.language,
        measure=line.name,
        members=_members(line, lines),
        peers=_peers(line, lines),
    )


def _members(line: Line, lines: Lines) -> str:
    return agreed(
        N_("{count} entreprise membre"),
        N_("{count} entreprises membres"),
        line.n_used,
        lines.language,
        count=amount(line.n_used, "count", lines.language),
    )


def _peers(line: Line, lines: Lines) -> str:
    return agreed(
        N_("{count} entreprise comparable"),
        N_("{count} entreprises comparables"),
        round(_value("peer.companies", line, lines) or 0),
        lines.language,
        count="{peer.companies[" + line.key + "]}",
    )


def _best(found: list[Line], lines: Lines) -> Line:
    """The measure in which the smallest difference could be seen."""
    return min(found, key=lambda line: _value("peer.minimum_detectable_effect", line, lines) or float("inf"))


def _smallest(found: list[Line], lines: Lines) -> str:
    best = _best(found, lines)
    effect = _value("peer.minimum_detectable_effect", best, lines)
    if effect is None:
        return ""
    return agreed(
        N_(
            "Avec ces effectifs, un écart de moins de {effect} écart type aurait échappé plus de deux fois sur dix."
        ),
        N_(
            "Avec ces effectifs, un écart de moins de {effect} écarts types aurait échappé plus de deux fois sur dix."
        ),
        effect,
        lines.language,
        effect=_effect(best),
    )


def _nothing(left: list[Line], lines: Lines) -> str:
    """Say that nothing can be concluded, on how many firms, and what they could have shown at best."""
    best = _best(left, lines)
    effect = _value("peer.minimum_detectable_effect", best, lines)
    common = {
        "measures": _listed((_named(line, lines) for line in left), lines),
        "members": _members(best, lines),
        "peers": _peers(best, lines),
    }
    if effect is None:
        words = N_(
            "Face aux entreprises comparables, rien ne peut être conclu pour {measures} : {members} face à {peers} ne suffisent à aucun test."
        )
        return said(words, lines.language, **common)
    return agreed(
        N_(
            "Face aux entreprises comparables, rien ne peut être conclu pour {measures} : au mieux, avec {members} face à {peers}, aucun écart de moins de {effect} écart type ne se verrait huit fois sur dix."
        ),
        N_(
            "Face aux entreprises comparables, rien ne peut être conclu pour {measures} : au mieux, avec {members} face à {peers}, aucun écart de moins de {effect} écarts types ne se verrait huit fois sur dix."
        ),
        effect,
        lines.language,
        effect=_effect(best),
        **common,
    )


def _effect(line: Line) -> str:
    return "{peer.minimum_detectable_effect[" + line.key + "]|2}"
