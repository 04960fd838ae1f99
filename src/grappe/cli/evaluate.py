"""`grappe evaluate`: a dossier becomes figures with their papers, and a report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.cli.anonymity import Wanted, anonymise_options, anonymised, tell_anonymity, wanted_anonymity
from grappe.cli.asking import (
    as_of_option,
    asked_days,
    read_days,
    read_for_figures,
    suppress_option,
    tell_warnings,
)
from grappe.cli.overwriting import refuse_overwriting
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.audit.verdict import Verdict
    from grappe.analysis.dossier.anonymity import Anonymous
    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.figures.asked import Asked

OURS = (
    "audit.csv",
    "audit.json",
    "datapackage.json",
    "figures.csv",
    "figures.json",
    "report.html",
    "report.pdf",
    "rows.parquet",
)
"""What an earlier result may have left: a file that the new one does not have must go with it."""
METHODS = ("hypergeometric", "wilson_fpc")


@click.command("evaluate")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Où écrire les résultats.")
@language_option
@suppress_option
@as_of_option
@click.option(
    "--interval", type=click.Choice(METHODS), default=METHODS[0], help="Méthode de l’intervalle d’une part."
)
@click.option("--each", is_flag=True, help="Pour une campagne : aussi un dossier de résultats par cluster.")
@anonymise_options
def command(
    dossier: Path,
    out: Path,
    language: str | None,
    suppress_below: int,
    days: tuple[str, ...],
    interval: str,
    each: bool,
    **names: Any,
) -> None:
    """Faire de DOSSIER des chiffres et un rapport, écrits dans le dossier --out.

    Les fichiers paraissent tous ou pas du tout. Codes : 10 dossier refusé, 11 fichier illisible.
    """
    wanted = wanted_anonymity(each=each, out=out, **names)
    evaluate_to(
        dossier,
        out,
        language=language,
        suppress_below=suppress_below,
        days=days,
        interval=interval,
        each=each,
        anonymity=wanted,
    )


def evaluate_to(
    path: Path,
    out: Path,
    *,
    language: str | None = None,
    suppress_below: int = 0,
    days: tuple[str, ...] = (),
    interval: str = METHODS[0],
    each: bool = False,
    anonymity: Wanted | None = None,
) -> tuple[Dossier, pl.DataFrame]:
    """Evaluate a dossier into a folder; return it with its results, labelled, and say what was written."""
    from grappe.analysis.dossier.dossier import only
    from grappe.analysis.dossier.whole import written_whole
    from grappe.analysis.figures.classes_named import unknown_classes

    chosen = read_days(days, spoken(language))
    refuse_overwriting(path, out)
    read = read_for_figures(path, chosen)
    tongue = _language_of(read, language)
    hidden = anonymised(read, anonymity, tongue) if anonymity else None
    read, named = (hidden.dossier, read) if hidden else (read, read)
    asked = asked_days(read)
    folders = _folders(read.clusters) if each and read.is_campaign else {}
    for folder in folders.values():
        refuse_overwriting(path, out / folder)
    with Progress() as progress, written_whole(out, instead_of=OURS) as stage:
        results, verdicts = _filled(stage, read, asked, tongue, suppress_below, interval, progress, hidden)
        for cluster, folder in folders.items():
            (stage / folder).mkdir()
            _filled(stage / folder, only(read, cluster), asked, tongue, suppress_below, interval, progress)
        written = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    if hidden and anonymity:
        tell_anonymity(hidden, anonymity, tongue)
    tell_warnings([*unknown_classes(read, results), *named.warnings], path, tongue)
    _tell_audit(verdicts, tongue)
    if each and not read.is_campaign:
        click.echo(say(N_("--each n’a pas d’objet : le dossier n’a qu’un cluster."), tongue), err=True)
    for file in written:
        click.echo(out / file)
    return read, results


def _folders(clusters: list[str]) -> dict[str, str]:
    """Return a folder's name for each cluster: its id made harmless, and no two alike, even on Windows."""
    names: dict[str, str] = {}
    for cluster in clusters:
        plain = re.sub(r"[^\w-]+", "_", cluster).strip("_") or "cluster"
        taken = {name.casefold() for name in names.values()}
        name, turn = plain, 2
        while name.casefold() in taken:
            name, turn = f"{plain}-{turn}", turn + 1
        names[cluster] = name
    return names


def _language_of(dossier: Dossier, asked: str | None) -> Language:
    """Return the language asked for, else that of the dossier's settings, else French."""
    if asked is None and dossier.settings.language in LANGUAGES:
        return spoken(dossier.settings.language)
    return spoken(asked)


def _filled(
    stage: Path,
    dossier: Dossier,
    asked: list[Asked],
    language: Language,
    suppress_below: int,
    interval: str,
    progress: Progress,
    hidden: Anonymous | None = None,
) -> tuple[pl.DataFrame, list[Verdict]]:
    """Write the results, the audit and the report in a folder: figures of every day, small groups hidden."""
    import polars as pl

    from grappe.analysis.audit.files import audit_resources, write_audit
    from grappe.analysis.audit.of_dossier import audit_of
    from grappe.analysis.figures.catalogue import figures
    from grappe.analysis.figures.engine import evaluate
    from grappe.analysis.figures.evidence import evidence, write_evidence
    from grappe.analysis.figures.labels import labelled
    from grappe.analysis.figures.neutral_lines import neutral_lines
    from grappe.analysis.figures.readings import readings_of
    from grappe.analysis.figures.results import write_figures, write_package
    from grappe.analysis.figures.suppression import suppressed
    from grappe.analysis.report.write import write_reports

    progress(say(N_("Calcul des chiffres"), language))
    found = pl.concat(
        [
            evaluate(dossier, day, method="wilson_fpc" if interval == "wilson_fpc" else "hypergeometric")
            for day in asked
        ]
    )
    results = labelled(suppressed(found, suppress_below), dossier, language)
    if hidden:
        results = neutral_lines(results, hidden)
    write_figures(stage, results)
    files: list[Path] = []
    if not dossier.is_campaign and suppress_below < 2:
        readings = readings_of(dossier.tables, asked[-1], dossier.questionnaire)
        files.append(write_evidence(stage, evidence(readings, figures().values())))
    last = results.filter(pl.col("as_of") == asked[-1].as_of)
    progress(say(N_("Audit des phrases"), language))
    verdicts = audit_of(dossier, last, language)
    write_audit(stage, verdicts)
    progress(say(N_("Mise en page du rapport"), language))
    files += write_reports(stage, dossier, asked[-1], last, language, tell=progress)
    settings: dict[str, object] = {
        "language": language,
        "suppress_below": suppress_below,
        "interval": interval,
    }
    if hidden:
        settings["anonymous"] = True
    write_package(stage, dossier, asked[-1], settings, files, resources=audit_resources())
    return results, verdicts


def _tell_audit(verdicts: list[Verdict], language: Language) -> None:
    """Say on the error stream how many claims and sentences do not stand."""
    from grappe.analysis.audit.verdict import counted

    if any(verdict.verdict != "consistent" for verdict in verdicts):
        words = N_("⚠ Audit : {counts} Lisez audit.csv.")
        click.echo(say(words, language, counts=counted(verdicts, language)), err=True)
