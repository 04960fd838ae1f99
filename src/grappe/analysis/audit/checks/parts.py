"""Parts and their whole: 36 + 2 + 5 + 14 = 57."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.printed import Range, exactly
from grappe.analysis.audit.report import Report
from grappe.analysis.audit.ties import ties
from grappe.analysis.audit.verdict import Verdict, judged
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.language.catalogues import N_, say

PARTS, PART = "parts", "part_of_whole"
ADDED = ("count", "total")
SOME_OF = re.compile(
    r"\b(dont|notamment|parmi|including|such as|among|of which|of whom|waaronder|waarvan|onder meer|darunter|davon)\b",
    re.IGNORECASE,
)
"""Words after which a list may leave something out."""
LISTING = re.compile(
    rf"{SOME_OF.pattern}|:|\b(compos|compren|compris|réparti|soit|made up|consist|divided|bestaa|verdeeld|bestehen)",
    re.IGNORECASE,
)
"""Words that begin a list of parts which share nothing."""

Enumeration = tuple[Claim | None, list[Claim]]


def parts_of_wholes(report: Report) -> Iterator[Verdict]:
    """Yield one verdict for each enumeration of parts, and for each part that stands alone."""
    for whole, parts in _enumerations(report):
        if len(parts) > 1 and _is_list(parts):
            yield _added(whole, parts, report)
        elif whole is not None:
            for part in parts:
                yield _alone(whole, part, report)


def _enumerations(report: Report) -> list[Enumeration]:
    """Return each list of parts with its whole; None: the shares of a list, which make 100 %."""
    found: dict[tuple[str, str, str], Enumeration] = {}
    said = set[tuple[str, ...]]()
    for part in report.claims:
        if not part.is_sound or (part.statistic not in ADDED and not part.is_rounded_share):
            continue
        # What a report says twice is one part.
        name = (part.figure, part.key, part.of, part.statistic, part.unit)
        if part.figure and name in said:
            continue
        said.add(name)
        whole = _whole(part, report)
        if part.is_share:
            # Shares add up to 100 % only where they are the classes of one count.
            if _is_class(part):
                found.setdefault((part.figure, "", "share"), (None, []))[1].append(part)
        elif whole is not None:
            key = (whole.id, part.figure or part.quote, part.unit)
            found.setdefault(key, (whole, []))[1].append(part)
    return _with_strangers(list(found.values()))


def _is_class(part: Claim) -> bool:
    return bool(part.key) and any(part.figure == tie.figure for tie in ties().classes)


def _is_list(parts: list[Claim]) -> bool:
    """Tell whether parts are the pieces of one list, which share nothing: 40 at a fair and 30 at another may.

    They are when they are classes of one count, when the sentence lists them, or when no sentence says.
    """
    if any(_is_class(part) for part in parts):
        return True
    first = min((_place(part) for part in parts), default=0)
    return all(not part.quote for part in parts) or bool(LISTING.search(parts[0].quote[: max(0, first)]))


def _place(part: Claim) -> int:
    """Return where a part's number stands in its sentence; at the end when it is in words."""
    found = re.search(rf"(?<!\d){float(part.value or 0):g}(?!\d)", part.quote)
    return found.start() if found else len(part.quote)


def _with_strangers(lists: list[Enumeration]) -> list[Enumeration]:
    """Join the parts that no figure knows to the one list of the same whole in the same sentence."""
    kept: list[Enumeration] = []
    for whole, parts in lists:
        first = parts[0]
        hosts = [
            other
            for one, other in lists
            if one is whole and other is not parts and any(p.quote == first.quote and p.figure for p in other)
        ]
        if first.figure or not first.quote or len(hosts) != 1:
            kept.append((whole, parts))
        else:
            hosts[0].extend(parts)
    return kept


def _whole(part: Claim, report: Report) -> Claim | None:
    """Return the claim that a part is of: the one it names, or the one that the catalogue ties it to."""
    named = report.claims.get(part.of) if part.of != part.id else None
    if named is not None:
        return named if named.value is not None and named.statistic == part.statistic else None
    for tie in (*ties().classes, *ties().parts):
        whole = report.claims.count_of(tie.whole, tie.whole_key) if part.figure == tie.figure else None
        if whole is not None:
            return whole
    return None


def _added(whole: Claim | None, parts: list[Claim], report: Report) -> Verdict:
    total = exactly(0)
    for part in parts:
        total = total + part.range
    wanted = whole.range if whole is not None else exactly(1)
    added, whole_words = _arithmetic(parts, report), _written(whole, report)
    claims = [*parts, *([whole] if whole is not None else [])]
    sums = Fraction(sum(part.value or 0 for part in parts))
    found = report.number(sums, 6).replace("\u202f", "")
    values = {"sum": added, "total": _total(sums, parts[0], report), "whole": whole_words}
    if total.meets(wanted):
        words = N_("{sum} = {total} : les parties font bien le tout ({whole}).")
        return judged(PARTS, "consistent", claims, say(words, report.language, **values), found)
    if wanted.is_below(total) and all(not part.figure and not part.quote for part in parts):
        words = N_(
            "{sum} = {total}, plus que le tout ({whole}) : ces parties se recouvrent, ou l’un des nombres est faux."
        )
        return judged(PARTS, "unlikely", claims, say(words, report.language, **values), found)
    if wanted.is_below(total):
        words = N_("{sum} = {total}, plus que le tout ({whole}) : ces nombres ne peuvent être tous justes.")
        return judged(PARTS, "impossible", claims, say(words, report.language, **values), found)
    if _is_whole_list(parts):
        words = N_("{sum} = {total}, moins que le tout ({whole}) : ces nombres ne peuvent être tous justes.")
        return judged(PARTS, "impossible", claims, say(words, report.language, **values), found)
    words = N_(
        "{sum} = {total}, moins que le tout ({whole}) : la liste laisse une part de côté, ou l’un des nombres est faux."
    )
    return judged(PARTS, "unlikely", claims, say(words, report.language, **values), found)


def _is_whole_list(parts: list[Claim]) -> bool:
    """Tell whether a list names all its parts: every class of a closed list, or nothing says otherwise."""
    figure = figures().get(parts[0].figure)
    if figure is not None and all(part.figure for part in parts):
        return figure.classes is not None and set(figure.classes) <= {part.key for part in parts}
    return all(part.quote and not SOME_OF.search(part.quote) for part in parts)


def _alone(whole: Claim, part: Claim, report: Report) -> Verdict:
    values = {"part": part.written(report.language), "whole": whole.written(report.language)}
    if _at_most(whole.range).meets(part.range):
        words = N_("{part} sur {whole} : la partie tient dans le tout.")
        return judged(PART, "consistent", [part, whole], say(words, report.language, **values))
    words = N_("{part} sur {whole} : la partie dépasse le tout.")
    unsure = any(
        (part.figure, whole.figure) == (tie.figure, tie.whole) and not tie.sure for tie in ties().parts
    )
    sentence = say(words, report.language, **values)
    return judged(PART, "unlikely" if unsure else "impossible", [part, whole], sentence)


def _at_most(whole: Range) -> Range:
    return Range(None, whole.high, high_open=whole.high_open)


def _arithmetic(parts: list[Claim], report: Report) -> str:
    return " + ".join(part.written(report.language) for part in parts)


def _written(whole: Claim | None, report: Report) -> str:
    return report.percent(1) if whole is None else whole.written(report.language)


def _total(sums: Fraction, part: Claim, report: Report) -> str:
    places = part.decimals
    return report.percent(sums / 100, places) if part.is_share else report.number(sums, places)
