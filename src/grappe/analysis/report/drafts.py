"""A first plain paragraph for a chapter without findings: rules on the figures, nothing signed.

Coverage is said when it is under 80 %. A median or a share of one is not said. A majority is said only
where the interval allows it: its low end above one half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.peer_sentences import peer_sentences
from grappe.analysis.report.typography import agreed, said

COVERED = 0.8
HALF = 0.5


def draft(chapter: int, lines: Lines) -> str:
    """Return a paragraph with its `{figures}`, or nothing where there is nothing to say."""
    return " ".join(RULES[chapter](lines))


def _counted(
    lines: Lines, one: str, many: str, figure: str, key: str = "", *, least: int = 0
) -> Iterator[str]:
    """Say a count, where it is known and no less than `least`: French agrees with it."""
    line = lines.known(figure, key)
    if line and line.value is not None and line.value >= least:
        yield agreed(one, many, round(line.value), lines.language)


def _coverage(line: Line, lines: Lines) -> Iterator[str]:
    """Say how little a figure rests on, where that is little."""
    if line.coverage is not None and line.coverage < COVERED:
        yield agreed(
            N_(
                "Ce chiffre repose sur {used} unité sur {eligible}, soit {share} : il ne dit rien des autres."
            ),
            N_(
                "Ce chiffre repose sur {used} unités sur {eligible}, soit {share} : il ne dit rien des autres."
            ),
            line.n_used,
            lines.language,
            used=amount(line.n_used, "count", lines.language),
            eligible=amount(line.n_eligible, "count", lines.language),
            share=amount(line.coverage, "share", lines.language),
        )


def _majority(line: Line, lines: Lines) -> str:
    """Say what the interval allows about one half."""
    if line.low is not None and line.low > HALF:
        return said(N_(", ce qui permet de parler d’une majorité des membres"), lines.language)
    if line.high is not None and line.high < HALF:
        return said(N_(", donc moins de la moitié des membres"), lines.language)
    return ""


def _context(lines: Lines) -> Iterator[str]:
    rate = lines.known("survey.response_rate")
    answers = _counted(
        lines, N_("{survey.responses} réponse"), N_("{survey.responses} réponses"), "survey.responses"
    )
    invited = _counted(
        lines,
        N_("{survey.invited} membre invité"),
        N_("{survey.invited} membres invités"),
        "survey.invited",
    )
    both = [*answers, *invited]
    if rate and len(both) == 2:
        yield said(
            N_("L’enquête a recueilli {answers} pour {invited}, soit un taux de réponse de {rate}."),
            lines.language,
            answers=both[0],
            invited=both[1],
            rate="{survey.response_rate}",
        )
        if rate.value is not None and rate.value < COVERED:
            yield said(
                N_(
                    "Les parts tirées de l’enquête portent donc un intervalle, qui dit ce que les absents pourraient changer."
                ),
                lines.language,
            )
    yield from _counted(
        lines,
        N_("{interviews.members} membre a été rencontré en entretien."),
        N_("{interviews.members} membres ont été rencontrés en entretien."),
        "interviews.members",
    )


def _history(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Le cluster compte {founders.count} membre fondateur."),
        N_("Le cluster compte {founders.count} membres fondateurs."),
        "founders.count",
    )
    yield from _counted(
        lines,
        N_("Il s’est donné {objectives.count} objectif."),
        N_("Il s’est donné {objectives.count} objectifs."),
        "objectives.count",
    )
    yield from _counted(
        lines,
        N_("Parmi eux, {objectives.outside_axes} ne relève d’aucun axe du décret."),
        N_("Parmi eux, {objectives.outside_axes} ne relèvent d’aucun axe du décret."),
        "objectives.outside_axes",
        least=1,
    )


def _representativeness(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Au jour de référence, le cluster compte {members.total} membre."),
        N_("Au jour de référence, le cluster compte {members.total} membres."),
        "members.total",
    )
    yield from _counted(
        lines,
        N_("{members.by_kind[enterprise]} est une entreprise."),
        N_("{members.by_kind[enterprise]} sont des entreprises."),
        "members.by_kind",
        "enterprise",
        least=1,
    )
    median = lines.known("employment.median")
    # The median of one enterprise is that enterprise.
    if (
        median
        and median.n_used > 1
        and all(lines.known(name) for name in ("employment.q1", "employment.q3", "employment.n"))
    ):
        yield said(
            N_(
                "L’emploi médian des {employment.n} entreprises où il est connu est de {employment.median} ETP, entre des quartiles de {employment.q1} et {employment.q3}."
            ),
            lines.language,
        )
        yield from _coverage(median, lines)
    yield from peer_sentences(lines)


def _strategy(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Le cluster s’est donné {axes.count} axe stratégique."),
        N_("Le cluster s’est donné {axes.count} axes stratégiques."),
        "axes.count",
    )
    known = lines.known("strategy.known")
    if known and known.n_used > 1:
        yield (
            said(
                N_("La stratégie est connue de {strategy.known} de ceux qui ont répondu à cette question"),
                lines.language,
            )
            + _majority(known, lines)
            + "."
        )
        yield from _coverage(known, lines)


def _results(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Le cluster a mené {actions.total} action dans la période."),
        N_("Le cluster a mené {actions.total} actions dans la période."),
        "actions.total",
    )
    yield from _counted(
        lines,
        N_("{participation.members_active} membre a pris part à l’une au moins."),
        N_("{participation.members_active} membres ont pris part à l’une au moins."),
        "participation.members_active",
    )
    advantage = lines.known("advantage.share")
    if advantage and advantage.n_used > 1:
        yield (
            said(
                N_(
                    "Être membre donne un avantage concurrentiel selon {advantage.share} de ceux qui ont répondu à cette question"
                ),
                lines.language,
            )
            + _majority(advantage, lines)
            + "."
        )
        yield from _coverage(advantage, lines)


def _governance(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Le conseil d’administration compte {board.directors} administrateur."),
        N_("Le conseil d’administration compte {board.directors} administrateurs."),
        "board.directors",
    )
    if lines.known("board.meetings_per_year"):
        yield said(N_("Il se réunit {board.meetings_per_year|0} fois par an."), lines.language)


def _partnerships(lines: Lines) -> Iterator[str]:
    yield from _counted(
        lines,
        N_("Le cluster a {partners.total} partenaire."),
        N_("Le cluster a {partners.total} partenaires."),
        "partners.total",
    )
    countries = [line for line in lines.of("partners.by_country") if line.is_known and line.key != "BE"]
    if countries:
        most = max(countries, key=lambda line: line.value or 0)
        yield said(
            N_("Le plus représenté des pays étrangers est {country} ({place})."),
            lines.language,
            country=most.name,
            place="{partners.by_country[" + most.key + "]}",
        )


def _finances(lines: Lines) -> Iterator[str]:
    actual = [line for line in lines.of("finance.result") if line.is_known and "|" not in line.key]
    if actual:
        last = max(actual, key=lambda line: line.key)
        yield said(
            N_("Le dernier exercice connu, {year}, se solde par un résultat de {place}."),
            lines.language,
            year=last.key,
            place="{finance.result[" + last.key + "]}",
        )
    for line in lines.of("finance.reserves_last_until"):
        # A scenario named with braces would read as a figure.
        if line.is_known and not set("{}") & set(line.key + line.name):
            yield said(
                N_("Dans le scénario « {scenario} », les réserves tiennent jusqu’en {place}."),
                lines.language,
                scenario=line.name,
                place="{finance.reserves_last_until[" + line.key + "]}",
            )


RULES: dict[int, Callable[[Lines], Iterator[str]]] = {
    1: _context,
    2: _history,
    3: _representativeness,
    4: _strategy,
    5: _results,
    6: _governance,
    7: _partnerships,
    8: _finances,
}
