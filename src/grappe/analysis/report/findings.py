"""What the evaluator found, in the order of the dossier, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import named
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.registry.effects.verdict import Verdict
from grappe.analysis.report.document import Paragraph, Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import paragraph
from grappe.analysis.report.raw_impact import REFUSED, is_raw_impact
from grappe.analysis.report.typography import agreed, said
from grappe.analysis.report.weak_impact import refusals
from grappe.analysis.vocabulary.classes import STRENGTHS

Finding = dict[str, Any]
Role = Literal["conclusion", "recommendation"]
WITHOUT = 0
"""The chapter of what the dossier files under none."""
DOCUMENTS = (N_("document {ids}"), N_("documents {ids}"))
INTERVIEWS = (N_("entretien {ids}"), N_("entretiens {ids}"))


def findings_of(dossier: Dossier, cluster: str) -> dict[int, list[Finding]]:
    """Return the findings by chapter, in the order of the dossier."""
    table = dossier.tables.get("findings")
    found: dict[int, list[Finding]] = {}
    if table is None or "text" not in table.columns:
        return found
    for row in table.filter(pl.col("cluster_id") == cluster).iter_rows(named=True):
        if row.get("text"):
            found.setdefault(int(row.get("chapter") or WITHOUT), []).append(row)
    return found


def prose(findings: Iterable[Finding], lines: Lines) -> list[Paragraph]:
    """Return the findings proper, one paragraph each."""
    return [
        paragraph(finding["text"], lines)
        for finding in findings
        if finding.get("kind") not in ("conclusion", "recommendation")
    ]


def evidence(finding: Finding, lines: Lines, verdict: Verdict | None = None) -> tuple[Run, ...]:
    """Say how well a finding is supported, and by what: figures with their papers, documents, interviews.

    verdict: of the matched comparison, where there is one: what it did not find is not called an impact.
    """
    runs = _support(finding, lines)
    refused = _refused(finding, lines.language, verdict)
    # What ends on the name of a proof has no full stop of its own.
    end = "" if not refused or runs[-1].text.endswith(".") else "."
    return (*runs, *(Run((end if place == 0 else "") + " " + words) for place, words in enumerate(refused)))


def _refused(finding: Finding, language: Language, verdict: Verdict | None) -> list[str]:
    """Say why the word impact does not stand in a finding, where it does not."""
    proofs = finding.get("evidence") or []
    if is_raw_impact(finding["text"], proofs):
        return [said(REFUSED, language)]
    return list(refusals(finding["text"], proofs, verdict, language))


def _support(finding: Finding, lines: Lines) -> tuple[Run, ...]:
    language = lines.language
    runs = _proofs(finding, lines)
    strength = STRENGTHS.get(str(finding.get("strength")))
    if not runs:
        none = said(N_("Aucune preuve n’est citée."), language)
        if strength is None:
            return (Run(none),)
        words = said(
            N_("Force de l’appui : {strength}. "), language, strength=say(strength, language).lower()
        )
        return (Run(words + none),)
    head = said(N_("Appui : "), language)
    if strength is not None:
        words = say(strength, language).lower()
        head = said(N_("Force de l’appui : {strength}. Il repose sur : "), language, strength=words)
    return (Run(head), *runs)


def _proofs(finding: Finding, lines: Lines) -> list[Run]:
    proofs = list(dict.fromkeys(finding.get("evidence") or []))
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
    return runs
