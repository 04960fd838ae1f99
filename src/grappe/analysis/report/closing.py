"""The closing: every conclusion and recommendation with its evidence, and who signs the report."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import LOCALES, long_date
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.report.document import Block, Box, Chapter, Heading, Paragraph, Run, Section
from grappe.analysis.report.findings import Role, evidence
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import paragraph
from grappe.analysis.report.numbering import Numbered
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.report.versions import Version

ANCHOR = "closing"
TITLES: dict[Role, tuple[str, str]] = {
    "conclusion": (N_("Conclusion"), N_("Conclusions")),
    "recommendation": (N_("Recommandation"), N_("Recommandations")),
}
POINTERS: dict[Role, tuple[str, str]] = {
    "conclusion": (N_("Conclusion de ce chapitre : "), N_("Conclusions de ce chapitre : ")),
    "recommendation": (N_("Recommandation : "), N_("Recommandations : ")),
}


def closing(
    own: tuple[Numbered, ...],
    versions: tuple[Version, ...],
    chapters: Iterable[Chapter],
    lines: Lines,
    verdict: Verdict | None = None,
) -> Section:
    """Return the closing: one box for each conclusion and recommendation, then the signature.

    verdict: of the matched comparison, where there is one.
    """
    language = lines.language
    blocks: list[Block] = []
    for role, titles in TITLES.items():
        found = [one for one in own if one.role == role]
        if found:
            blocks.append(Heading(text=said(titles[len(found) > 1], language)))
            blocks.extend(_box(one, lines, verdict) for one in found)
    if not own:
        words = said(N_("L’évaluateur n’a encore écrit ni conclusion ni recommandation."), language)
        blocks.append(Paragraph(runs=(Run(words),)))
    blocks.append(signature(versions, drafted(chapters), language))
    return Section(
        anchor=ANCHOR, title=said(N_("Conclusions et recommandations"), language), blocks=tuple(blocks)
    )


def _box(one: Numbered, lines: Lines, verdict: Verdict | None) -> Box:
    language = lines.language
    title = one.name
    if one.chapter in CHAPTERS:
        title = said(
            N_("{name} · chapitre {number}, {chapter}"),
            language,
            name=one.name,
            number=one.chapter,
            chapter=typeset(say(CHAPTERS[one.chapter], language), language),
        )
    return Box(
        role=one.role,
        title=title,
        paragraphs=(paragraph(one.finding["text"], lines),),
        foot=evidence(one.finding, lines, verdict),
        anchor=one.anchor,
    )


def pointers(own: tuple[Numbered, ...], language: Language) -> Iterable[Block]:
    """Yield one line that leads from a chapter to its conclusions and recommendations, where it has any."""
    runs: list[Run] = []
    for role, (one, many) in POINTERS.items():
        found = [each for each in own if each.role == role]
        if not found:
            continue
        runs.append(Run((" " if runs else "") + said(one if len(found) == 1 else many, language)))
        for place, each in enumerate(found):
            runs += [Run(", "), each.link] if place else [each.link]
        runs.append(Run("."))
    if runs:
        yield Paragraph(runs=tuple(runs))


def drafted(chapters: Iterable[Chapter]) -> tuple[int, ...]:
    """Return the chapters in which a paragraph that rules wrote still stands."""
    return tuple(
        chapter.number
        for chapter in chapters
        if any(isinstance(block, Box) and block.role == "draft" for block in chapter.blocks)
    )


def signature(versions: tuple[Version, ...], chapters: tuple[int, ...], language: Language) -> Box:
    """Say who signs, for whom and when, and what the signature leaves out; or that nobody signs."""
    last = versions[-1] if versions else None
    named = format_list([str(number) for number in chapters], locale=LOCALES[language])
    if last is not None and last.is_signed:
        words = [_signed(last, language)]
        if chapters:
            left = agreed(
                N_(
                    "La signature ne couvre pas ce que des règles ont écrit à partir des chiffres : les points forts et faibles de la synthèse, et le projet de texte du chapitre {chapters}."
                ),
                N_(
                    "La signature ne couvre pas ce que des règles ont écrit à partir des chiffres : les points forts et faibles de la synthèse, et les projets de texte des chapitres {chapters}."
                ),
                len(chapters),
                language,
                chapters=named,
            )
        else:
            left = said(
                N_(
                    "La signature ne couvre pas les points forts et faibles de la synthèse, que des règles ont tirés des chiffres."
                ),
                language,
            )
        words.append(left)
    else:
        words = [said(N_("Ce rapport n’est pas signé."), language)]
        if chapters:
            left = agreed(
                N_("Le chapitre {chapters} porte encore un projet de texte, que des règles ont écrit."),
                N_(
                    "Les chapitres {chapters} portent encore des projets de texte, que des règles ont écrits."
                ),
                len(chapters),
                language,
                chapters=named,
            )
            words.append(left)
    return Box(
        role="note",
        title=said(N_("Signature"), language),
        paragraphs=tuple(Paragraph(runs=(Run(one),)) for one in words),
    )


def _signed(version: Version, language: Language) -> str:
    who, whom = version.signed_by, version.signed_for
    day = long_date(version.dated_on, language) if version.dated_on else ""
    if whom and day:
        return said(N_("Signé par {who}, pour {whom}, le {day}."), language, who=who, whom=whom, day=day)
    if day:
        return said(N_("Signé par {who}, le {day}."), language, who=who, day=day)
    if whom:
        return said(N_("Signé par {who}, pour {whom}, sans date."), language, who=who, whom=whom)
    return said(N_("Signé par {who}, sans date."), language, who=who)
