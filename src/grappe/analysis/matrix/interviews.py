"""What the interviews say, by chapter and theme, and how many people are behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.vocabulary.classes import STANCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One passage of an interview, as one coder read it."""

    interview: str
    members: tuple[str, ...]
    chapter: int | None
    theme: str
    stance: str | None
    quote: str
    coder: str
    """Empty when the dossier does not say who coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What some codings say together. All sizes are whole numbers of interviews, or of members."""

    stances: Mapping[str, int]
    """Stance to interviews in which it was heard; an interview counts under each stance heard in it."""
    interviews: int
    members: int
    """Distinct members met in those interviews; 0 where the dossier does not say whom they met."""
    disputed: int
    """Interviews that two coders read differently in one chapter and theme."""
    quotes: tuple[tuple[str, str], ...]
    """Stance (empty: not said) and quote, in the order of the dossier, each once."""


def codings_of(dossier: Dossier, cluster: str) -> tuple[Coding, ...]:
    """Return the codings of a cluster's interviews, in the order of the dossier."""
    met = {
        row["interview_id"]: tuple(dict.fromkeys(row.get("member_ids") or ()))
        for row in _rows(dossier, cluster, "interviews")
    }
    return tuple(
        Coding(
            interview=row["interview_id"],
            members=met.get(row["interview_id"], ()),
            chapter=row.get("chapter"),
            theme=" ".join((row.get("theme") or "").split()),
            stance=row.get("stance"),
            quote=row.get("quote") or "",
            coder=(row.get("coder") or "").strip(),
        )
        for row in _rows(dossier, cluster, "codings")
    )


def heard(codings: Iterable[Coding]) -> Heard:
    """Count what codings say together; two coders of one interview do not make two interviews."""
    codings = tuple(codings)
    by_stance: dict[str, set[str]] = {stance: set() for stance in STANCES}
    for coding in codings:
        if coding.stance is not None:
            by_stance[coding.stance].add(coding.interview)
    quotes = dict.fromkeys((coding.stance or "", coding.quote) for coding in codings if coding.quote)
    return Heard(
        stances={stance: len(found) for stance, found in by_stance.items()},
        interviews=len({coding.interview for coding in codings}),
        members=len({member for coding in codings for member in coding.members}),
        disputed=len(
            {unit[0] for unit, read in stances_read(codings).items() if len(set(read.values())) > 1}
        ),
        quotes=tuple(quotes),
    )


Unit = tuple[str, int | None, str]
"""Interview, chapter, theme (in small letters): what coders are compared on."""


def stances_read(codings: Iterable[Coding]) -> dict[Unit, dict[str, str]]:
    """Return, for each unit, the stance that each named coder gave it.

    A coder that heard several stances in one unit read it as mixed. Codings without coder or stance
    stay aside.
    """
    found: dict[Unit, dict[str, str]] = {}
    for coding in codings:
        if coding.stance is None or not coding.coder:
            continue
        read = found.setdefault((coding.interview, coding.chapter, coding.theme.casefold()), {})
        before = read.get(coding.coder, coding.stance)
        read[coding.coder] = coding.stance if before == coding.stance else "mixed"
    return found


def by_chapter_and_theme(codings: Iterable[Coding]) -> dict[tuple[int | None, str], tuple[Coding, ...]]:
    """Return the codings by chapter and theme, chapters in order, those without one last."""
    groups: dict[tuple[int | None, str], list[Coding]] = {}
    for coding in codings:
        groups.setdefault((coding.chapter, coding.theme.casefold()), []).append(coding)
    ordered = sorted(groups, key=lambda place: (place[0] is None, place[0] or 0, place[1]))
    return {(place[0], groups[place][0].theme): tuple(groups[place]) for place in ordered}


def _rows(dossier: Dossier, cluster: str, table: str) -> list[dict[str, Any]]:
    frame = dossier.tables.get(table)
    if frame is None:
        return []
    return [row for row in frame.iter_rows(named=True) if row["cluster_id"] == cluster]
