"""One page for a reader in a hurry: what is concluded, what is strong, what is weak, on what evidence.

Conclusions and recommendations are the evaluator's; the strong and weak points are read off the figures by
rules (`summary_rules`), and said to be so. It is made to hold on one page of A4, whatever the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Block, Box, Bullets, Heading, Paragraph, Run, Section, spoken_in
from grappe.analysis.report.findings import Role
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live
from grappe.analysis.report.numbering import Numbered
from grappe.analysis.report.points import Point, Side
from grappe.analysis.report.sentences import listed, shortened, told
from grappe.analysis.report.typography import agreed, said

ANCHOR = "summary"
POINTS, CONCLUSIONS, RECOMMENDATIONS = 4, 3, 4
LONGEST: dict[Role, int] = {"conclusion": 300, "recommendation": 160}
SHORT, SHORTENED = 2, 80
SPARE = 1000
"""Letters by which a printed text may be longer than the text in braces."""
"""So many beyond those may still be said, in so many letters."""
FINANCES, VITAL = 8, ("finance.", "recognition.")
RANK = {"strong": 0, "moderate": 1, "weak": 2}
SUPPORTS = {"strong": N_("Appui fort"), "moderate": N_("Appui modéré"), "weak": N_("Appui faible")}
SIDES: dict[Side, str] = {"strong": N_("Ce qui est fort"), "weak": N_("Ce qui est faible")}


def summary(own: tuple[Numbered, ...], found: list[Point], lines: Lines) -> Section:
    """Return the page. found: the strong and weak points, the most important first."""
    language = lines.language
    blocks: list[Block] = []
    if not own:
        blocks.append(_draft(language))
    blocks += _evaluators("conclusion", N_("Ce que l’évaluateur conclut"), CONCLUSIONS, own, lines)
    for side, chosen in shown(found).items():
        if chosen:
            blocks.append(Heading(text=said(SIDES[side], language)))
            blocks.append(Bullets(items=tuple(_point(one, language) for one in chosen)))
    blocks += _evaluators("recommendation", N_("Ce qui est recommandé"), RECOMMENDATIONS, own, lines)
    blocks.append(Heading(text=said(N_("Sur quoi cela repose"), language)))
    if not found:
        words = said(
            N_("Les chiffres ne permettent de dire ni ce qui est fort ni ce qui est faible."), language
        )
        blocks.append(Paragraph(runs=(Run(words),)))
    blocks.append(Paragraph(runs=evidence(lines)))
    if found:
        method = Run(said(N_("La méthode"), language), "method")
        blocks.append(Paragraph(runs=told(RULES, language, method=method)))
    return Section(anchor=ANCHOR, title=said(N_("La synthèse"), language), blocks=tuple(blocks))


def shown(found: list[Point]) -> dict[Side, list[Point]]:
    """Return the points that the page has room for, side by side, in the order of the chapters."""
    return {
        side: sorted([one for one in found if one.side == side][:POINTS], key=lambda one: one.chapter)
        for side in SIDES
    }


RULES = N_(
    "Les points forts et faibles sont tirés des chiffres par des règles, que dit l’annexe « {method} » ; ils n’ont pas de signataire."
)


def _draft(language: Language) -> Box:
    words = said(
        N_(
            "Cette page est écrite par des règles à partir des seuls chiffres : l’évaluateur n’a encore rien conclu, et personne ne l’a signée."
        ),
        language,
    )
    return Box(
        role="draft",
        title=said(N_("Projet de synthèse"), language),
        paragraphs=(Paragraph(runs=(Run(words),)),),
    )


def _evaluators(role: Role, title: str, most: int, own: Iterable[Numbered], lines: Lines) -> Iterable[Block]:
    """Yield what the evaluator wrote, the best supported first, and lead to what is left out."""
    language = lines.language
    found = [one for one in own if one.role == role]
    if not found:
        return
    ranked = sorted(found, key=_place)
    yield Heading(text=said(title, language))
    letters = sum(len(one.finding["text"]) for one in ranked)
    if letters <= most * LONGEST[role] and len(ranked) <= most + SHORT:
        # All hold in the room that the first ones may take: none is cut.
        yield Bullets(items=tuple(_item(one, lines, letters + SPARE) for one in ranked))
        return
    yield Bullets(items=tuple(_item(one, lines, LONGEST[role]) for one in ranked[:most]))
    left = ranked[most:]
    if len(left) <= SHORT:
        rest = tuple(_item(one, lines, SHORTENED) for one in left)
        yield from (Bullets(items=rest),) if rest else ()
    else:
        message = N_("Et encore : {names}.")
        yield Paragraph(runs=told(message, language, names=listed((one.link,) for one in left)))


def _place(one: Numbered) -> tuple[int, bool]:
    """Rank by strength; then what bears on money or on the recognition, which nothing else can wait for."""
    proofs = one.finding.get("evidence") or []
    is_vital = one.chapter == FINANCES or any(proof.startswith(VITAL) for proof in proofs)
    return RANK.get(str(one.finding.get("strength")), len(RANK)), not is_vital


def _item(one: Numbered, lines: Lines, longest: int) -> tuple[Run, ...]:
    text = shortened(live(one.finding["text"], lines), longest)
    if lines.prose != lines.language:
        text = spoken_in(text, lines.prose)
    support = SUPPORTS.get(str(one.finding.get("strength")))
    words = f", {said(support, lines.language).lower()}" if support else ""
    return (*text, Run(" ("), one.link, Run(f"{words})"))


def _point(one: Point, language: Language) -> tuple[Run, ...]:
    support = said(SUPPORTS[one.support], language)
    words = (
        said(N_("{support} : {basis}."), language, support=support, basis=one.basis)
        if one.basis
        else f"{support}."
    )
    return (*one.runs, Run(f" {words}"))


def evidence(lines: Lines) -> tuple[Run, ...]:
    """Say how much of the catalogue could be computed, and on what was gathered."""
    language = lines.language
    all_of = [own for _, own in lines.by_figure()]
    known = [own for own in all_of if any(line.is_known for line in own)]
    count, whole = (amount(len(some), "count", language) for some in (known, all_of))
    first = agreed(
        N_("{count} chiffre du catalogue sur {all} est disponible."),
        N_("{count} chiffres du catalogue sur {all} sont disponibles."),
        len(known),
        language,
        count=count,
        all=whole,
    )
    gathered = [
        told(message, language, what=lines.run(line))
        for name, message in GATHERED.items()
        if (line := lines.known(name)) is not None
    ]
    if not gathered:
        return (Run(first),)
    return (Run(f"{first} "), *listed(gathered), Run("."))


GATHERED = {
    "survey.invited": N_("Membres invités à l’enquête : {what}"),
    "survey.responses": N_("réponses reçues : {what}"),
    "interviews.members": N_("membres rencontrés : {what}"),
}
