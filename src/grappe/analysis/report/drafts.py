"""First sentences for a chapter, drafted by rules on the figures (`data/drafts.toml`); nothing is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain

from babel.lists import format_list

from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.places import read_text
from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.language.numbers import LOCALES
from grappe.analysis.report.draft_conditions import HIGHEST, LOWEST, extreme
from grappe.analysis.report.draft_rules import ORDER, Coverage, Rule, Table, packaged
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.statistics.finite_population import hypergeometric_interval

UNWRITABLE = set("{}[]")
"""A class named with these would read as something else."""
UNITS = re.compile(r"(@n_used)\|[^{}]*\}")
EXTREMES = re.compile(rf"([a-z0-9_.]+)\[({HIGHEST}|{LOWEST})\]")
RESTING = ("share", "fte", "eur")
"""Units of figures that say nothing of the units that they do not rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A drafted sentence: live prose, and the rule that wrote it."""

    rule: str
    text: str
    language: Language
    key: str = ""
    """The class that it is about, where the rule has a sentence for each."""
    begins: bool = False
    """It begins a paragraph."""
    is_coverage: bool = False
    """It says how little the sentence before rests on."""


def drafted(chapter: int, lines: Lines, table: Table | None = None) -> list[Drafted]:
    """Return the sentences that the rules of a chapter allow, and how little they rest on where it is."""
    table = table or packaged()
    found: list[Drafted] = []
    took: dict[str, set[str]] = {}
    said: set[str] = set()
    for rule in table.of(chapter):
        language = lines.prose if rule.is_own else lines.language
        for key, text, keys in _spoken(rule, lines, language, took):
            took.setdefault(rule.id, set()).update(keys)
            begins = rule.paragraph and not any(one.rule == rule.id for one in found)
            found.append(Drafted(rule=rule.id, text=text, language=language, key=key, begins=begins))
            few = chain(
                _coverage(text, lines, language, table.coverage, said),
                _coverage_elsewhere(rule.rests, lines, language, table.coverage),
            )
            for words in few:
                found.append(Drafted(rule=rule.id, text=words, language=language, key=key, is_coverage=True))
    return found


def draft(chapter: int, lines: Lines, table: Table | None = None) -> str:
    """Return the paragraph of a chapter with its `{figures}`, or nothing where there is nothing to say."""
    return " ".join(one.text for one in drafted(chapter, lines, table))


def _spoken(
    rule: Rule, lines: Lines, language: Language, took: dict[str, set[str]]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what a rule says: the class it is about, the sentence, the classes that it took."""
    sentence, item = (words if rule.is_own else say(words, language) for words in (rule.sentence, rule.item))
    sentence, item = (_at_extremes(words, lines) for words in (sentence, item))
    taken = set().union(*(took.get(other, set()) for other in rule.unless))
    if not rule.each:
        if not taken and all(one.holds(lines) for one in rule.when) and _is_known(sentence, lines):
            yield "", sentence, [""]
        return
    chosen = [
        line
        for line in lines.of(rule.each)
        if _is_looked_at(line, rule)
        and line.key not in taken
        and all(one.holds(lines, line.key) for one in rule.when)
        and _is_known(_at(item or sentence, line.key), lines)
    ]
    chosen = _ordered(chosen, rule, lines)
    if rule.together:
        chosen = _making(rule, chosen, lines)
    chosen = _within(rule, chosen, lines)
    if not item:
        for line in chosen:
            yield line.key, _at(sentence, line.key), [line.key]
    elif chosen and _is_known(_at(sentence, chosen[0].key).replace("{list}", ""), lines):
        listed = format_list([_at(item, line.key) for line in chosen], locale=LOCALES[language])
        yield "", _at(sentence, chosen[0].key).replace("{list}", listed), [line.key for line in chosen]


def _at(words: str, key: str) -> str:
    return words.replace("[*]", f"[{key}]")


def _at_extremes(words: str, lines: Lines) -> str:
    """Name the classes that `[highest]` and `[lowest]` stand for; left as they are where none is known."""

    def named(match: re.Match[str]) -> str:
        line = extreme(match[1], match[2], lines)
        return match[0] if line is None or UNWRITABLE & set(line.key) else figure_name(match[1], line.key)

    return EXTREMES.sub(named, words)


def _is_looked_at(line: Line, rule: Rule) -> bool:
    return (
        line.is_known
        and fnmatchcase(line.key, rule.among)
        and line.key not in rule.but
        and not UNWRITABLE & set(line.key)
    )


def _is_known(text: str, lines: Lines) -> bool:
    """Tell whether every figure of a text has a value to show: nothing drafted says *not available*."""
    return all(lines.known(place.figure, place.key or "") for place in read_text(text).places)


def _ordered(chosen: list[Line], rule: Rule, lines: Lines) -> list[Line]:
    match = ORDER.match(rule.order)
    if match is None or match[1] == "first":
        return chosen
    if match[1] == "last":
        return sorted(chosen, key=lambda line: line.key, reverse=True)

    return sorted(chosen, key=lambda line: _rank(line, rule, lines))


def _rank(line: Line, rule: Rule, lines: Lines) -> float:
    """Return where a class stands in the order of its rule, by its value or by that of another figure."""
    match = ORDER.match(rule.order)
    if match is None or match[1] not in (HIGHEST, LOWEST):
        return 0.0
    by = lines.known(match[2], line.key) if match[2] else line
    if by is None or by.value is None:
        return float("inf")
    return by.value if match[1] == LOWEST else -by.value


def _within(rule: Rule, chosen: list[Line], lines: Lines) -> list[Line]:
    """Return so many of the ordered classes as the rule names, as it wants of those that are equal."""
    most = rule.most or len(chosen)
    if rule.tied is None:
        return chosen[:most]
    ranks = [_rank(line, rule, lines) for line in chosen]
    if rule.tied:
        first = ranks.count(ranks[0]) if ranks else 0
        return chosen[:first] if 1 < first <= most else []
    # A class that equals the first one left out comes before it by the order of the table alone.
    left_out = ranks[most] if len(ranks) > most else None
    return [line for line, rank in zip(chosen[:most], ranks, strict=False) if rank != left_out]


def _making(rule: Rule, chosen: list[Line], lines: Lines) -> list[Line]:
    """Return the first classes that together exceed the share, for sure; none if a tie decides."""
    left_out = sum(
        line.value or 0 for line in lines.of(rule.each) if line.is_known and not _is_looked_at(line, rule)
    )
    total = 0.0
    for place, line in enumerate(chosen):
        total += line.value or 0
        used, eligible = line.n_used - round(left_out), line.n_eligible - round(left_out)
        if used <= 0 or total > used:
            return []
        least = float(hypergeometric_interval(round(total), used, eligible).low)
        if least > rule.together or (rule.together == 1 and used == eligible == total):
            tied = place + 1 < len(chosen) and chosen[place + 1].value == line.value
            taken = chosen[: place + 1]
            return [] if tied or (rule.most and len(taken) > rule.most) else taken
    return []


def _coverage_elsewhere(figure: str, lines: Lines, language: Language, coverage: Coverage) -> Iterator[str]:
    """Yield how little a sentence rests on that is told by the classes of another figure: a mean of items."""
    own = {
        figure_name(figure, line.key): line
        for line in (lines.of(figure) if figure else ())
        if line.is_known and line.coverage is not None and line.coverage < coverage.below
    }
    if own:
        least, most = (chosen(own, key=lambda name: own[name].n_used) for chosen in (min, max))
        is_same = own[least].n_used == own[most].n_used
        yield _covered(
            coverage.one if is_same else coverage.several,
            coverage.units(own[least].figure.base.name),
            (least, most),
            language,
        )


def _covered(words: str, units: str, ends: tuple[str, str], language: Language) -> str:
    """Return a sentence of coverage with its figures: those on the fewest and on the most units."""
    told = say(words, language)
    if units:
        told = UNITS.sub(rf"\1|{say(units, language)}}}", told)
    for stand_in, name in (("*", ends[0]), ("least", ends[0]), ("most", ends[1])):
        told = told.replace(f"{{{stand_in}@", f"{{{name}@")
    return told


def _coverage(
    text: str, lines: Lines, language: Language, coverage: Coverage, said: set[str]
) -> Iterator[str]:
    """Yield how little the figures of a sentence rest on, where that is little and was not just said."""
    few: dict[tuple[int, str], dict[str, Line]] = {}
    places = read_text(text).places
    told_already = {(p.figure, p.key) for p in places if p.part in ("interval", "n_used")}
    for place in places:
        line = lines.known(place.figure, place.key or "")
        if (
            line is None
            or (place.figure, place.key) in told_already
            or line.unit not in RESTING
            or line.coverage is None
        ):
            continue
        name = figure_name(place.figure, place.key)
        if line.coverage < coverage.below and name not in said:
            few.setdefault((line.n_eligible, coverage.units(line.figure.base.name)), {})[name] = line
    for (_, units), own in few.items():
        said.update(own)
        least, most = (chosen(own, key=lambda name: own[name].n_used) for chosen in (min, max))
        words = coverage.words(
            figures=len(own),
            is_same=own[least].n_used == own[most].n_used,
            has_interval=all(line.low is not None for line in own.values()),
        )
        yield _covered(words, units, (least, most), language)
