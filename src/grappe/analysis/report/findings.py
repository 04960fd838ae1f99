"""What the evaluator found, concluded and recommends, in the order of the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import named
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.report.document import Box, Paragraph, Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live, paragraph
from grappe.analysis.report.typography import agreed, said
from grappe.analysis.vocabulary.classes import STRENGTHS

Finding = dict[str, Any]
Role = Literal["conclusion", "recommendation"]
TITLES: dict[Role, tuple[str, str]] = {
    "conclusion": (N_("Conclusion"), N_("Conclusions")),
    "recommendation": (N_("Recommandation"), N_("Recommandations")),
}

DOCUMENTS = (N_("document {ids}"), N_("documents {ids}"))
INTERVIEWS = (N_("entretien {ids}"), N_("entretiens {ids}"))


def findings_of(dossier: Dossier, cluster: str) -> dict[int, list[Finding]]:
    """Return the findings by chapter, in the order of the dossier."""
    table = dossier.tables.get("findings")
    found: dict[int, list[Finding]] = {}
    if table is None or "text" not in table.columns:
        return found
    for row in table.filter(pl.col("cluster_id") == cluster).iter_rows(named=True):
        if row.get("text") and row.get("chapter"):
            found.setdefault(int(row["chapter"]), []).append(row)
    return found


def prose(findings: Iterable[Finding], lines: Lines) -> list[Paragraph]:
    """Return the findings proper, one paragraph each."""
    return [
        paragraph(finding["text"], lines)
        for finding in findings
        if finding.get("kind") not in ("conclusion", "recommendation")
    ]


def boxes(findings: Iterable[Finding], lines: Lines) -> list[Box]:
    """Return the conclusions, then the recommendations, each set apart with its evidence."""
    found = []
    roles: tuple[Role, ...] = ("conclusion", "recommendation")
    for role in roles:
        own = [finding for finding in findings if finding.get("kind") == role]
        if own:
            one, many = TITLES[role]
            found.append(
                Box(
                    role=role,
                    title=said(one if len(own) == 1 else many, lines.language),
                    paragraphs=tuple(Paragraph(runs=live(finding["text"], lines)) for finding in own),
                    foot=_evidence(own, lines),
                )
            )
    return found


def _evidence(findings: list[Finding], lines: Lines) -> tuple[Run, ...]:
    """Name what findings rest on: figures that lead to their papers, documents and interviews counted."""
    proofs = list(dict.fromkeys(proof for finding in findings for proof in finding.get("evidence") or []))
    runs: list[Run] = []
    for proof in proofs:
        figure, key = named(proof) or (proof, None)
        own = lines.of(figure) if key is None else [line for line in [lines.get(figure, key)] if line]
        if own:
            runs += [Run(", ")] if runs else []
            runs.append(Run(own[0].label if key is None else own[0].full_label, own[0].anchor, own[0].number))
    documents = [proof.removeprefix("doc:") for proof in proofs if proof.startswith("doc:")]
    interviews = [proof.removeprefix("int:") for proof in proofs if proof.startswith("int:")]
    others = [
        agreed(one, many, len(ids), lines.language, ids=", ".join(ids))
        for one, many, ids in ((*DOCUMENTS, documents), (*INTERVIEWS, interviews))
        if ids
    ]
    for words in others:
        runs += [Run(", ")] if runs else []
        runs.append(Run(words))
    if not runs:
        return ()
    strengths = [finding.get("strength") for finding in findings]
    head = said(N_("Appui : "), lines.language)
    first = str(strengths[0])
    if len(set(strengths)) == 1 and first in STRENGTHS:
        strength = say(STRENGTHS[first], lines.language).lower()
        head = said(N_("Force de l’appui : {strength}. Il repose sur : "), lines.language, strength=strength)
    return (Run(head), *runs)
