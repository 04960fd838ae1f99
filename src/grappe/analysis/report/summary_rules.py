"""What is strong and what is weak, read off the figures by rules: each in a sentence, with what it rests on.

A majority, or less than half, is said only where the whole interval is on that side. Presence is strong
from two thirds and weak under one half. A measure of the members is above that of comparable companies
where the corrected test says so. Everything else compares two figures of the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from grappe.analysis.figures.promises import Promise
from grappe.analysis.forecast.plans import Books
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Run
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.points import (
    HALF,
    LONGEST_NAME,
    NAMED,
    Point,
    Side,
    fact,
    named,
    of_enterprises,
    point,
    some,
)
from grappe.analysis.report.sentences import clipped, told
from grappe.analysis.report.summary_finances import cash, losses, reserves

PRESENT = 2 / 3
TESTED = 0.05
MORE = 1.5
MANY, BROKEN = 10, 0.6
"""Members from which a network is looked at, and groups among them beyond which it has fallen apart."""
"""So many times the groups there are with the office."""
RESULTS = 5
"""The chapter of the targets."""


def points(lines: Lines, promised: Sequence[Promise] = (), books: Books | None = None) -> list[Point]:
    """Return every point that the rules find, those that matter most to a reader in a hurry first.

    books: the ledger, whose own numbers are held against what its lines make; not when None.
    """
    first = [
        *(found for rule in FIRST_RULES for found in rule(lines)),
        *losses(lines, books),
        *reserves(lines, books),
        *(found for rule in THEN_RULES for found in rule(lines)),
    ]
    then = [found for rule in RULES for found in rule(lines)]
    return [*first, *_targets(promised, lines), *then]


def _sides(found: Iterable[Line]) -> dict[Side, list[Line]]:
    """Part the shares of which the whole interval is over one half, or under it; the clearest first."""
    known = [line for line in found if line.is_known and line.low is not None and line.high is not None]
    return {
        "strong": sorted((one for one in known if (one.low or 0) > HALF), key=lambda one: -(one.value or 0)),
        "weak": sorted((one for one in known if (one.high or 0) < HALF), key=lambda one: one.value or 0),
    }


def _majority(figure: str, strong: str, weak: str) -> Callable[[Lines], Iterator[Point]]:
    """Make the rule of a figure that is a share of answers, by item or alone."""

    def rule(lines: Lines) -> Iterator[Point]:
        for side, found in _sides(lines.of(figure)).items():
            if not found:
                continue
            message = strong if side == "strong" else weak
            least = min(found[:NAMED], key=lambda line: line.coverage or 0)
            alone = not found[0].name
            value: tuple[Run, ...] = (
                told(
                    N_("{value}, intervalle {interval}"),
                    lines.language,
                    value=lines.run(found[0]),
                    interval=lines.interval(found[0]),
                )
                if alone
                else some(found, lines, named)
            )
            yield point(side, least, told(message, lines.language, what=value), lines, sided=True)

    return rule


def _growth(lines: Lines) -> Iterator[Point]:
    joined, left = lines.known("members.joined"), lines.known("members.left")
    if joined is None or left is None or joined.value == left.value:
        return
    grows = (joined.value or 0) > (left.value or 0)
    message = (
        N_("Le cluster grandit (entrées dans la période : {joined} ; sorties : {left}).")
        if grows
        else N_("Le cluster rétrécit (entrées dans la période : {joined} ; sorties : {left}).")
    )
    runs = told(message, lines.language, joined=lines.run(joined), left=lines.run(left))
    yield fact("strong" if grows else "weak", joined, runs)


def _peers(lines: Lines) -> Iterator[Point]:
    tested = [line for line in lines.of("peer.adjusted_p") if line.is_known and (line.value or 0) < TESTED]
    shifts = {line.key: line.value or 0 for line in lines.of("peer.hodges_lehmann") if line.is_known}
    sides: tuple[tuple[Side, list[Line], str], ...] = (
        (
            "strong",
            [line for line in tested if shifts.get(line.key, 0) > 0],
            N_("Mesures où les membres dépassent les entreprises comparables : {what}."),
        ),
        (
            "weak",
            [line for line in tested if shifts.get(line.key, 0) < 0],
            N_("Mesures où les membres sont en dessous des entreprises comparables : {what}."),
        ),
    )
    for side, found, message in sides:
        if found:
            what = some(found, lines, _label)
            least = min(found, key=lambda line: line.n_used)
            yield of_enterprises(side, least, told(message, lines.language, what=what), lines)


def _targets(promised: Sequence[Promise], lines: Lines) -> Iterator[Point]:
    """Say what was promised and reached, and what was missed: a target not yet due is missed by nobody."""
    judged = [one for one in promised if one.state in ("reached", "already", "missed")]
    sides: tuple[tuple[Side, list[Promise], str], ...] = (
        (
            "strong",
            [one for one in judged if one.state != "missed"],
            N_("Cibles du plan d’action atteintes ({count} sur {all}) : {what}."),
        ),
        (
            "weak",
            [one for one in judged if one.state == "missed"],
            N_("Cibles du plan d’action manquées ({count} sur {all}) : {what}."),
        ),
    )
    for side, found, message in sides:
        own = [line for one in found if (line := lines.known(one.figure.id, one.key)) is not None]
        if own:
            count, whole = (amount(len(of), "count", lines.language) for of in (found, promised))
            runs = told(message, lines.language, count=count, all=whole, what=some(own, lines, _label))
            yield Point(side=side, chapter=RESULTS, runs=runs, support="strong")


def _label(line: Line, _lines: Lines) -> tuple[Run, ...]:
    return (Run(clipped(line.name or line.label, LONGEST_NAME), line.anchor, line.number),)


def _active(lines: Lines) -> Iterator[Point]:
    active, members = lines.known("participation.members_active"), lines.known("members.total")
    if active is None or members is None or not members.value:
        return
    share = (active.value or 0) / members.value
    yield from _present(
        share,
        active,
        told(
            N_("Membres qui ont pris part à une action au moins : {active} sur {members}."),
            lines.language,
            active=lines.run(active),
            members=lines.run(members),
        ),
        lines,
    )


def _presence(figure: str, message: str) -> Callable[[Lines], Iterator[Point]]:
    """Make the rule of a share that is counted, not asked: strong from two thirds, weak under one half."""

    def rule(lines: Lines) -> Iterator[Point]:
        line = lines.known(figure)
        if line is not None and line.value is not None:
            runs = told(message, lines.language, what=lines.run(line))
            yield from _present(line.value, line, runs, lines)

    return rule


def _present(share: float, line: Line, runs: tuple[Run, ...], lines: Lines) -> Iterator[Point]:
    if share >= PRESENT:
        yield point("strong", line, runs, lines)
    elif share < HALF:
        yield point("weak", line, runs, lines)


def _network(lines: Lines) -> Iterator[Point]:
    broken = []
    members = lines.known("members.total")
    for line in lines.of("network.without_office"):
        whole = lines.known("network.components", line.key)
        if line.is_known and whole is not None and _falls_apart(line, whole, members):
            broken.append((line, whole))
    if broken:
        worst, whole = max(broken, key=lambda pair: (pair[0].value or 0) - (pair[1].value or 0))
        runs = told(
            N_(
                "Le réseau tient à l’équipe du cluster : sans elle, les liens « {layer} » se défont en {without} groupes au lieu de {whole}."
            ),
            lines.language,
            layer=worst.name,
            without=lines.run(worst),
            whole=lines.run(whole),
        )
        yield fact("weak", worst, runs)


def _falls_apart(without: Line, whole: Line, members: Line | None) -> bool:
    """Tell whether no group without the office can hold half of the members, and far fewer groups were there.

    The largest is no larger than the members less the other groups, one member each. Groups alone say
    nothing: seven members without a tie beside fifty that hold together are eight groups too. The bounds are
    those of the drafted sentence `network_without_office`: the two never contradict each other.
    """
    if members is None or (members.value or 0) < MANY:
        return False
    groups = without.value or 0
    return groups > BROKEN * (members.value or 0) and groups > MORE * (whole.value or 0)


def _one_country(lines: Lines) -> Iterator[Point]:
    line = lines.known("partners.concentration")
    if line is not None and line.n_used > 1 and (line.value or 0) >= 1 - 1e-9:
        runs = told(
            N_("Les partenaires étrangers sont tous d’un même pays (concentration : {what})."),
            lines.language,
            what=lines.run(line),
        )
        yield point("weak", line, runs, lines)


def _renewal(lines: Lines) -> Iterator[Point]:
    line = lines.known("recognition.days_to_renewal")
    if line is not None and (line.value or 0) < 0:
        runs = told(
            N_(
                "Le délai pour demander la reconduction de la reconnaissance est passé (jours restants : {what})."
            ),
            lines.language,
            what=lines.run(line),
        )
        yield fact("weak", line, runs)


FIRST_RULES: tuple[Callable[[Lines], Iterator[Point]], ...] = (
    _majority(
        "advantage.share",
        N_("Une majorité des membres voit un avantage concurrentiel à l’être ({what})."),
        N_("Moins de la moitié des membres voit un avantage concurrentiel à l’être ({what})."),
    ),
    _majority(
        "satisfaction.share",
        N_("Actions qui satisfont une majorité des membres : {what}."),
        N_("Actions qui satisfont moins de la moitié des membres : {what}."),
    ),
    _majority(
        "impact.share",
        N_("Effets du cluster que voit une majorité des membres : {what}."),
        N_("Effets du cluster que voit moins de la moitié des membres : {what}."),
    ),
)
THEN_RULES: tuple[Callable[[Lines], Iterator[Point]], ...] = (_growth, _peers)
RULES: tuple[Callable[[Lines], Iterator[Point]], ...] = (
    _active,
    _majority(
        "strategy.known",
        N_("La stratégie est connue d’une majorité des membres ({what})."),
        N_("La stratégie est connue de moins de la moitié des membres ({what})."),
    ),
    _majority(
        "governance.share",
        N_("Points de gouvernance qu’approuve une majorité des membres : {what}."),
        N_("Points de gouvernance qu’approuve moins de la moitié des membres : {what}."),
    ),
    _presence("assembly.participation", N_("Présence moyenne à l’assemblée générale : {what} des voix.")),
    _presence(
        "board.attendance", N_("Présence moyenne aux conseils d’administration : {what} des convoqués.")
    ),
    _network,
    _one_country,
    cash,
    _renewal,
    _presence("survey.response_rate", N_("Réponse à l’enquête : {what} des invités.")),
)
