"""The right of reply: the versions, what the cluster wrote on them, what was answered, each with its day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import CHAPTERS
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.document import (
    Block,
    Box,
    Cell,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    words_column,
)
from grappe.analysis.report.lines import prose_language
from grappe.analysis.report.numbering import Numbered
from grappe.analysis.report.typography import agreed, said, typeset
from grappe.analysis.report.versions import Version
from grappe.analysis.vocabulary.classes import COMMENT_OUTCOMES, VERSION_STAGES

ANCHOR = "reply"
Comment = dict[str, Any]


def reply_annex(
    dossier: Dossier,
    cluster: str,
    versions: tuple[Version, ...],
    own: tuple[Numbered, ...],
    language: Language,
) -> Section | None:
    """Return the whole exchange; None where no version was sent and nobody commented on any."""
    comments = _comments(dossier, cluster)
    if not comments and not any(one.stage == "sent_for_comment" for one in versions):
        return None
    names = {one.finding["finding_id"]: one for one in own}
    days = _days(comments, versions, language)
    spoken = prose_language(dossier, language)
    own_language = "" if spoken == language else spoken
    blocks: list[Block] = [
        Paragraph(runs=(Run(_summed(comments, language)),)),
        _table(versions, language),
        *(
            _box(place, comment, _target(comment, names, days, language), language, own_language)
            for place, comment in enumerate(comments, 1)
        ),
    ]
    return Section(anchor=ANCHOR, title=said(N_("Le droit de réponse"), language), blocks=tuple(blocks))


def _comments(dossier: Dossier, cluster: str) -> list[Comment]:
    """Return the comments that say something, in the order of the dossier."""
    frame = dossier.tables.get("comments")
    if frame is None:
        return []
    rows = frame.filter(pl.col("cluster_id") == cluster).iter_rows(named=True)
    return [row for row in rows if row.get("text") or row.get("answer")]


def _summed(comments: list[Comment], language: Language) -> str:
    """Say how many comments came, and what became of them."""
    if not comments:
        return said(N_("Aucun commentaire n’a été reçu sur la version envoyée."), language)
    count = amount(len(comments), "count", language)
    told = [
        agreed(
            N_("{count} commentaire a été reçu."),
            N_("{count} commentaires ont été reçus."),
            len(comments),
            language,
            count=count,
        )
    ]
    outcomes = Counter(comment.get("outcome") for comment in comments)
    parts = [
        said(
            N_("{outcome} : {count}"),
            language,
            outcome=say(label, language),
            count=amount(outcomes[code], "count", language),
        )
        for code, label in COMMENT_OUTCOMES.items()
        if outcomes[code]
    ]
    if parts:
        within = [part[:1].lower() + part[1:] for part in parts[1:]]
        told.append(semicolon(language).join([parts[0], *within]) + ".")
    silent = sum(1 for comment in comments if not comment.get("answer"))
    if silent:
        told.append(
            agreed(
                N_("{count} est resté sans réponse."),
                N_("{count} sont restés sans réponse."),
                silent,
                language,
                count=amount(silent, "count", language),
            )
        )
    return " ".join(told)


def _table(versions: tuple[Version, ...], language: Language) -> Table:
    dash = "–"
    rows = tuple(
        Row(
            cells=(
                Cell(typeset(say(VERSION_STAGES[one.stage], language), language) if one.stage else dash),
                Cell(long_date(one.dated_on, language) if one.dated_on else dash),
                Cell(one.sent_to or dash),
                Cell(long_date(one.comments_due_on, language) if one.comments_due_on else dash),
            )
        )
        for one in versions
    )
    heads = (N_("Version"), N_("Du"), N_("Envoyée à"), N_("À commenter jusqu’au"))
    return Table(
        caption=said(N_("Les versions du rapport"), language),
        columns=tuple(words_column(said(head, language), rows, place) for place, head in enumerate(heads)),
        rows=rows,
    )


def _box(place: int, comment: Comment, target: tuple[Run, ...], language: Language, written: str) -> Box:
    paragraphs = _told(comment.get("author"), comment.get("made_on"), comment.get("text"), language, written)
    if comment.get("answer"):
        evaluator = said(N_("Réponse de l’évaluateur"), language)
        paragraphs += _told(evaluator, comment.get("answered_on"), comment["answer"], language, written)
    else:
        paragraphs.append(Paragraph(runs=(Run(said(N_("Sans réponse."), language)),)))
    outcome = COMMENT_OUTCOMES.get(comment.get("outcome") or "")
    foot = list(target)
    if outcome:
        words = said(N_("Suite : {outcome}."), language, outcome=say(outcome, language).lower())
        foot.append(Run(f" {words}" if foot else words))
    return Box(
        role="note",
        title=said(N_("Commentaire {number}"), language, number=place),
        paragraphs=tuple(paragraphs),
        foot=tuple(foot),
    )


def _told(
    who: str | None, day: dt.date | None, text: str | None, language: Language, written: str
) -> list[Paragraph]:
    """Return what someone wrote, to the letter, in its language, under their name and its day."""
    made = long_date(day, language) if day else ""
    if who and made:
        head = said(N_("{who}, le {day} : "), language, who=who, day=made)
    elif who:
        head = said(N_("{who} : "), language, who=who)
    else:
        head = said(N_("Le {day} : "), language, day=made) if made else ""
    first, *rest = [part.strip() for part in (text or "–").splitlines() if part.strip()] or ["–"]
    begun = (Run(head + first),) if not written else (Run(head), Run(first, language=written))
    return [Paragraph(runs=begun), *(Paragraph(runs=(Run(part),), language=written) for part in rest)]


def _target(
    comment: Comment, names: Mapping[str, Numbered], days: Mapping[str, str], language: Language
) -> tuple[Run, ...]:
    """Say what a comment is about: a conclusion or a recommendation, else a chapter; and on which version."""
    one, chapter = names.get(comment.get("finding_id") or ""), comment.get("chapter")
    runs: list[Run] = []
    if one is not None:
        runs = [Run(said(N_("Porte sur "), language)), one.link]
    elif chapter in CHAPTERS:
        words = said(N_("chapitre {number}"), language, number=chapter)
        runs = [Run(said(N_("Porte sur "), language)), Run(words, f"chapter-{chapter}")]
    version = days.get(comment.get("version_id") or "", "")
    if version:
        words = said(N_("version du {day}"), language, day=version)
        runs += [Run(", " if runs else said(N_("Porte sur "), language)), Run(words)]
    return (*runs, Run(".")) if runs else ()


def _days(comments: list[Comment], versions: tuple[Version, ...], language: Language) -> dict[str, str]:
    """Return the day of each version, where comments are on several; nothing where one is meant by all."""
    commented = {comment.get("version_id") for comment in comments}
    if len(commented) < 2:
        return {}
    return {one.id: long_date(one.dated_on, language) for one in versions if one.dated_on}
