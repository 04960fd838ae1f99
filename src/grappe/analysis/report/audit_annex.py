"""What the audit found that does not stand: in the sentences of the report, in the numbers stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grappe.analysis.audit.verdict import JUDGEMENTS, Verdict, counted
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Block, Cell, Column, Paragraph, Row, Run, Section, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import agreed, said, typeset

ANCHOR = "audit"
ID = re.compile(r"\b(?P<figure>[a-z_]+\.[a-z0-9_]+)(?:\[(?P<key>[^\]]*)\])?")
MOST = 30
"""Rows of a table; the file of the audit has them all."""
GRAVE = ("impossible", "unlikely")


def audit_annex(verdicts: Sequence[Verdict], findings: Iterable[str], lines: Lines) -> Section | None:
    """Return the short of the audit; None where there was nothing to audit.

    findings: the ids of the report's own sentences, of which all that does not stand is told; of the other
    claims, only what is impossible or unlikely.
    """
    if not verdicts:
        return None
    language = lines.language
    own = set(findings)
    ours = [one for one in verdicts if own & set(one.claims) and one.verdict != "consistent"]
    others = [one for one in verdicts if not own & set(one.claims) and one.verdict in GRAVE]
    counts = typeset(counted(verdicts, language), language)
    words = said(
        N_("Constats de l’audit : {counts} Le fichier audit.csv les donne tous."), language, counts=counts
    )
    blocks: list[Block] = [Paragraph(runs=(Run(words),))]
    if ours:
        blocks += _table(N_("Dans les phrases de ce rapport"), ours, lines)
    if others:
        blocks += _table(N_("Dans les chiffres affirmés et dans les réponses"), others, lines)
    if not ours and not others:
        blocks.append(Paragraph(runs=(Run(said(N_("Rien n’y contredit les chiffres."), language)),)))
    return Section(anchor=ANCHOR, title=said(N_("L’audit des phrases"), language), blocks=tuple(blocks))


def _table(caption: str, found: list[Verdict], lines: Lines) -> list[Block]:
    language = lines.language
    order = list(JUDGEMENTS)
    ranked = sorted(found, key=lambda one: order.index(one.verdict))
    blocks: list[Block] = [
        Table(
            caption=said(caption, language),
            columns=(
                Column(label=said(N_("Verdict"), language), numeric=False, short=True),
                Column(label=said(N_("Ce qui a été trouvé"), language), numeric=False),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(say(JUDGEMENTS[one.verdict], language)),
                        Cell(
                            _named(typeset(one.sentence, language), lines), sub=typeset(one.about, language)
                        ),
                    )
                )
                for one in ranked[:MOST]
            ),
        )
    ]
    left = len(ranked) - MOST
    if left > 0:
        count = amount(left, "count", language)
        words = agreed(
            N_("Et {count} autre, dans audit.csv."),
            N_("Et {count} autres, dans audit.csv."),
            left,
            language,
            count=count,
        )
        blocks.append(Paragraph(runs=(Run(words),)))
    return blocks


def _named(sentence: str, lines: Lines) -> str:
    """Return a sentence with the names of its figures in place of their ids."""

    def name(found: re.Match[str]) -> str:
        own = lines.get(found["figure"], found["key"] or "") or next(iter(lines.of(found["figure"])), None)
        if own is None:
            return found[0]
        label = own.full_label if found["key"] is not None else own.label
        return said(N_("« {figure} »"), lines.language, figure=label)

    return ID.sub(name, sentence)
