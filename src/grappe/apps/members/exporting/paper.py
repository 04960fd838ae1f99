"""The statutory register of any day, as known on any day, as PDF: that day over, always the same bytes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

from grappe.analysis.dossier.codes import dotted
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.fonts import folder
from grappe.analysis.report.house.colours import palette
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.exporting.lists import Table, Value
from grappe.apps.members.queries.register import RegisterLine, register
from grappe.apps.members.rules.names import in_order

TEMPLATE = Path(__file__).parent / "templates" / "register.typ"
BELGIAN = 10


def register_on_paper(cluster: Cluster, *, day: dt.date, known: dt.date, language: Language) -> bytes:
    """Return the register of a day as it was known at the end of another.

    Nothing of it comes from what may be written over: a later day’s correction leaves it as it was.
    While the day by which it was known is not over, it says that it may still change.
    """
    return _compiled(told(cluster, day=day, known=known, language=language), known)


def register_table(cluster: Cluster, *, day: dt.date, known: dt.date, language: Language) -> Table:
    """Return the same register as a list for a spreadsheet."""
    paper = told(cluster, day=day, known=known, language=language)
    names = (
        "number",
        "legal_name",
        "form",
        "enterprise_number",
        "seat",
        "category",
        "joined",
        "founder",
        "acts",
    )
    words = paper["words"]
    headings = (
        words["number"],
        say(N_("Dénomination légale"), language),
        say(N_("Forme juridique"), language),
        say(N_("Numéro d’entreprise"), language),
        words["seat"],
        words["category"],
        words["joined"],
        say(N_("Membre fondateur"), language),
        words["acts"],
    )
    rows: list[tuple[Value, ...]] = [tuple(line[name] for name in names) for line in paper["plain"]]
    return Table(paper["title"], headings, rows)


def told(cluster: Cluster, *, day: dt.date, known: dt.date, language: Language) -> dict[str, Any]:
    """Return all that the paper says, as plain data."""
    lines = sorted(
        register(cluster, day=day, known=known),
        key=lambda line: (in_order(line.legal_name), line.membership_act),
    )
    words = {
        "title": N_("Registre des membres"),
        "number": N_("N°"),
        "name": N_("Dénomination, forme et numéro"),
        "seat": N_("Siège"),
        "category": N_("Catégorie"),
        "joined": N_("Membre depuis"),
        "acts": N_("Actes"),
        "founding": N_("fondateur"),
        "none": N_("Aucun membre ce jour-là."),
        "foot": N_(
            "Chaque ligne nomme les actes qui la font : celui de l’adhésion, puis celui de l’identité. "
            "Une correction est un acte de plus ; elle ne change rien à ce qui était connu avant elle."
        ),
    }
    return {
        "language": language,
        "title": say(words["title"], language),
        "words": {name: say(sentence, language) for name, sentence in words.items()},
        "unfinished": _unfinished(known, language),
        "cluster": cluster.legal_name or cluster.name,
        "under": ", ".join(part for part in (cluster.legal_form, _number(cluster.enterprise_number)) if part),
        "asked": say(
            N_("Membres au {day}, selon ce qui était connu au {known}."),
            language,
            day=long_date(day, language),
            known=long_date(known, language),
        ),
        "count": _counted(lines, language),
        "lines": [_line(place, line) for place, line in enumerate(lines, 1)],
        "plain": [_plain(place, line) for place, line in enumerate(lines, 1)],
        "colours": {"main": palette(cluster.colour, cluster.second_colour).main},
    }


def _unfinished(known: dt.date, language: Language) -> str:
    if known < timezone.localdate():
        return ""
    return say(
        N_(
            "Le {known} n’était pas terminé à l’impression : ce qui est corrigé ce jour-là entre encore dans ce "
            "registre. À partir du lendemain, il se réimprime toujours avec le même texte."
        ),
        language,
        known=long_date(known, language),
    )


def _counted(lines: list[RegisterLine], language: Language) -> list[str]:
    by_category: dict[str, int] = {}
    for line in sorted(lines, key=lambda line: (line.base != "effective", line.category)):
        by_category[line.category] = by_category.get(line.category, 0) + 1
    return [
        say(N_("{category} : {count}"), language, category=category, count=count)
        for category, count in by_category.items()
    ]


def _line(place: int, line: RegisterLine) -> dict[str, Any]:
    return {
        "place": place,
        "name": line.legal_name,
        "under": ", ".join(part for part in (line.legal_form, _number(line.enterprise_number)) if part),
        "seat": line.address,
        "category": line.category,
        "founding": line.founding,
        "joined": line.joined_on.strftime("%d/%m/%Y"),
        "acts": _acts(line),
    }


def _plain(place: int, line: RegisterLine) -> dict[str, Value]:
    return {
        "number": place,
        "legal_name": line.legal_name,
        "form": line.legal_form or None,
        "enterprise_number": _number(line.enterprise_number) or None,
        "seat": line.address or None,
        "category": line.category,
        "joined": line.joined_on,
        "founder": line.founding,
        "acts": _acts(line),
    }


def _acts(line: RegisterLine) -> str:
    return " · ".join(str(act) for act in (line.membership_act, line.identity_act) if act is not None)


def _number(written: str) -> str:
    return dotted(written) if written.isdigit() and len(written) == BELGIAN else written


def _compiled(data: dict[str, Any], day: dt.date) -> bytes:
    shown = {name: value for name, value in data.items() if name != "plain"}
    inputs = {"data": json.dumps(shown, ensure_ascii=False), "day": day.isoformat()}
    stamp = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())

    def compiled(standards: list[Any], *, own_letters: bool) -> bytes:
        return typst.compile(
            str(TEMPLATE),
            font_paths=[str(folder())],
            ignore_system_fonts=own_letters,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=stamp,
        )

    try:
        return compiled(["ua-1", "a-3a"], own_letters=True)
    except typst.TypstError as error:
        # A letter that Grappe's fonts lack: set in what the machine has, and no longer for archives.
        if "glyph" not in str(error) and "font" not in str(error) and "display" not in str(error):
            raise
    return compiled([], own_letters=False)
