"""What the audit found that does not stand: in the sentences of the report, in the numbers stated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grappe.analysis.audit.verdict import JUDGEMENTS, Verdict, counted
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.document import Block, Cell, Column, Paragraph, Row, Run, Section, Table
from grappe.analysis.report.typography import agreed, said, typeset

ANCHOR = "audit"
MOST = 30
"""Rows of a table; the file of the audit has them all."""
GRAVE = ("impossible", "unlikely")


def audit_annex(verdicts: Sequence[Verdict], findings: Iterable[str], language: Language) -> Section | None:
    """Return the short of the audit; None where there was nothing to audit.

    findings: the ids of the report's own sentences, of which all that does not stand is told; of the other
    claims, only what is impossible or unlikely.
    """
    if not verdicts:
        return None
    own = set(findings)
    ours = [one for one in verdicts if own & set(one.claims) and one.verdict != "consistent"]
    others = [one for one in verdicts if not own & set(one.claims) and one.verdict in GRAVE]
    counts = typeset(counted(verdicts, language), language)
    words = said(
        N_("Constats de l’audit : {counts} Le fichier audit.csv les donne tous."), language, counts=counts
    )
    blocks: list[Block] = [Paragraph(runs=(Run(words),))]
    if ours:
        blocks += _table(N_("Dans les phrases de ce rapport"), ours, language)
    if others:
        blocks += _table(N_("Dans les chiffres affirmés et dans les réponses"), others, language)
    if not ours and not others:
        blocks.append(Paragraph(runs=(Run(said(N_("Rien n’y contredit les chiffres."), language)),)))
    return Section(anchor=ANCHOR, title=said(N_("L’audit des phrases"), language), blocks=tuple(blocks))


def _table(caption: str, found: list[Verdict], language: Language) -> list[Block]:
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
                        Cell(typeset(one.sentence, language), sub=typeset(one.about, language)),
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
