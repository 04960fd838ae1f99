"""What an evaluation writes in a folder: figures with their papers, their audit, the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from grappe.analysis.audit.files import audit_resources, write_audit
from grappe.analysis.audit.of_dossier import audit_of
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.dossier.anonymity import Anonymous
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.provenance import provenance
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.evidence import evidence, write_evidence
from grappe.analysis.figures.intervals import Method
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.neutral_lines import neutral_lines
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.figures.results import write_figures, write_package
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.registry.dossiers.effects import Effects
from grappe.analysis.report.around import Around
from grappe.analysis.report.charts.convert import warm_up
from grappe.analysis.report.effects import write_effects
from grappe.analysis.report.house.style import HouseStyle
from grappe.analysis.report.own_sentences import sentences_by_cluster
from grappe.analysis.report.prospects_file import write_prospects
from grappe.analysis.report.sentence_data import sentence_resources, write_sentences
from grappe.analysis.report.write import write_reports

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears the step that begins, and what the readers of the reports must know."""

    step: Tell
    warn: Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the results are to be said and shown."""

    language: Language
    suppress_below: int
    interval: str
    house: HouseStyle


def figures_found(days: Iterable[tuple[Dossier, Asked]], wishes: Wishes, heard: Heard) -> pl.DataFrame:
    """Work out every figure of every day, with the dossier of that day; nothing hidden yet."""
    heard.step(say(N_("Calcul des chiffres"), wishes.language))
    method: Method = "wilson_fpc" if wishes.interval == "wilson_fpc" else "hypergeometric"
    return pl.concat([evaluate(dossier, asked, method=method) for dossier, asked in days])


def write_results(
    stage: Path,
    found: pl.DataFrame,
    dossier: Dossier,
    asked: list[Asked],
    wishes: Wishes,
    heard: Heard,
    hidden: Anonymous | None = None,
    effects: Effects | None = None,
) -> tuple[pl.DataFrame, list[Verdict]]:
    """Write the results, the audit and the report in a folder: figures of every day, small groups hidden."""
    language = wishes.language
    warm_up()
    also = set() if dossier.registry is None else dossier.registry.given_away
    results = labelled(suppressed(found, wishes.suppress_below, also=also), dossier, language)
    if hidden:
        results = neutral_lines(results, hidden)
    write_figures(stage, results)
    files: list[Path] = []
    if not dossier.is_campaign and wishes.suppress_below < 2:
        readings = readings_of(dossier.tables, asked[-1], dossier.questionnaire)
        files.append(write_evidence(stage, evidence(readings, figures().values())))
    last = results.filter(pl.col("as_of") == asked[-1].as_of)
    heard.step(say(N_("Audit des phrases"), language))
    verdicts = audit_of(dossier, last, language, hides=wishes.suppress_below > 1)
    write_audit(stage, verdicts)
    heard.step(say(N_("Mise en page du rapport"), language))
    files += write_reports(
        stage,
        dossier,
        asked[-1],
        results,
        language,
        house=wishes.house,
        around=Around(
            verdicts=tuple(verdicts), below=wishes.suppress_below, warn=heard.warn, effects=effects
        ),
        tell=heard.step,
    )
    resources = audit_resources()
    if not hidden:
        write_sentences(stage, sentences_by_cluster(dossier, asked[-1], last, language))
        resources += sentence_resources()
    resources += write_prospects(stage, dossier, language)
    resources += write_effects(stage, effects, language)
    settings: dict[str, object] = {
        "language": language,
        "suppress_below": wishes.suppress_below,
        "interval": wishes.interval,
    }
    if hidden:
        settings["anonymous"] = True
    if dossier.registry is not None:
        settings["registry"] = {"extract": dossier.registry.number, "day": dossier.registry.day.isoformat()}
    settings |= provenance(dossier.origins)
    write_package(stage, dossier, asked[-1], settings, files, resources=resources)
    return results, verdicts
