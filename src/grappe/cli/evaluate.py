"""`grappe evaluate`: a dossier becomes figures with their papers, and a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from grappe.cli.each import folders_of, write_each
from grappe.cli.from_registry import Hides, effects_found, filled_from, registry_option, tell_registry
from grappe.cli.overwriting import refuse_overwriting
from grappe.cli.progress import Progress, warn
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.audit.verdict import Verdict
    from grappe.analysis.dossier.dossier import Dossier

OURS = (
    "audit.csv",
    "audit.json",
    "datapackage.json",
    "effects.csv",
    "figures.csv",
    "figures.json",
    "prospects.csv",
    "report.docx",
    "report.html",
    "report.pdf",
    "rows.parquet",
    "sentences.csv",
    "sentences.json",
)
"""What an earlier result may have left: a file that the new one does not have must go with it."""
METHODS = ("hypergeometric", "wilson_fpc")


@click.command("evaluate")
@click.argument("dossier", type=click.Path(path_type=Path), required=False)
@click.option(
    "--cluster", "slug", metavar="NOM", help="Un cluster de la plateforme, à la place d’un dossier."
)
@click.option(
    "--evaluation",
    type=click.IntRange(min=1),
    metavar="N",
    help="Avec --cluster : l’évaluation dont prendre réglages et fichiers ; sans cela, la dernière.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Où écrire les résultats.")
@language_option
@suppress_option
@as_of_option
@click.option(
    "--interval", type=click.Choice(METHODS), default=METHODS[0], help="Méthode de l’intervalle d’une part."
)
@click.option(
    "--house",
    type=click.Path(path_type=Path),
    metavar="HOUSE.TOML",
    help="Couleurs, polices, logo, à la place de ceux du dossier.",
)
@registry_option
@click.option("--each", is_flag=True, help="Pour une campagne : aussi un dossier de résultats par cluster.")
@anonymise_options
def command(  # noqa: PLR0913, PLR0917 - click passes each option by its name
    dossier: Path | None,
    slug: str | None,
    evaluation: int | None,
    out: Path,
    language: str | None,
    suppress_below: int,
    days: tuple[str, ...],
    interval: str,
    each: bool,
    house: Path | None,
    registry: Path | None,
    **names: Any,
) -> None:
    """Faire de DOSSIER, ou d’un --cluster de la plateforme, des chiffres et un rapport, écrits dans --out.

    Les fichiers paraissent tous ou pas du tout. Codes : 10 dossier refusé, 11 fichier illisible,
    13 registre absent ou incomplet.
    """
    choices = Choices(
        language=language,
        suppress_below=suppress_below,
        days=days,
        interval=interval,
        each=each,
        anonymity=wanted_anonymity(each=each, out=out, **names),
        house=house,
        registry=registry,
    )
    if (dossier is None) == (slug is None):
        raise click.UsageError(
            say(N_("Donnez un DOSSIER, ou le --cluster d’un cluster de la plateforme."), spoken(language))
        )
    if dossier is not None:
        evaluate_to(dossier, out, choices)
        return
    from grappe.cli.from_platform import assembled, tell_origins

    with assembled(str(slug), evaluation, read_days(days, spoken(language))) as folder:
        read, _ = evaluate_to(folder, out, replace(choices, lasts=False))
        tell_origins(read.origins, spoken(language or read.settings.language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be chosen of an evaluation beside its dossier and its place."""

    language: str | None = None
    suppress_below: int = 0
    days: tuple[str, ...] = ()
    interval: str = METHODS[0]
    each: bool = False
    anonymity: Wanted | None = None
    house: Path | None = None
    """A house.toml, in place of the dossier's own."""
    lasts: bool = True
    """Whether the dossier is still there once this is done, for `grappe check` to read."""
    registry: Path | None = None
    """A store that fills the sector, the peers and the prospects."""


PLAIN = Choices()


def evaluate_to(path: Path, out: Path, choices: Choices = PLAIN) -> tuple[Dossier, pl.DataFrame]:
    """Evaluate a dossier into a folder; return it with its results, labelled, and say what was written."""
    from grappe.analysis.dossier.whole import written_whole
    from grappe.analysis.figures.classes_named import unknown_classes
    from grappe.analysis.forecast.ledger_warnings import ledger_warnings
    from grappe.analysis.report.house.of_dossier import house_at, house_of
    from grappe.analysis.report.results_folder import Heard, Wishes, figures_found, write_results

    chosen = read_days(choices.days, spoken(choices.language))
    refuse_overwriting(path, out)
    style, said_of_house = (None, []) if choices.house is None else house_at(choices.house)
    read = read_for_figures(path, chosen)
    wishes = Wishes(
        language=_language_of(read, choices.language),
        suppress_below=choices.suppress_below,
        interval=choices.interval,
        house=style or house_of(read),
    )
    tongue, anonymity = wishes.language, choices.anonymity
    hidden = anonymised(read, anonymity, tongue) if anonymity else None
    read, named = (hidden.dossier, read) if hidden else (read, read)
    if hidden:
        house = replace(wishes.house, words=hidden.masked(wishes.house.words))
        wishes = replace(wishes, house=house)
    asked = asked_days(read)
    by_day = {day.as_of: read for day in asked}
    effects = None
    if choices.registry is not None:
        hides = Hides(companies=hidden is not None, below=choices.suppress_below)
        by_day = filled_from(read, asked, choices.registry, tongue, hides=hides)
        read = by_day[asked[-1].as_of]
        effects = effects_found(read, choices.registry, tongue, hides=hides)
    folders = folders_of(read.clusters) if choices.each and read.is_campaign else {}
    for folder in folders.values():
        refuse_overwriting(path, out / folder)
    with Progress() as progress, written_whole(out, instead_of=OURS) as stage:
        heard = Heard(progress, warn)
        found = figures_found([(by_day[day.as_of], day) for day in asked], wishes, heard)
        results, verdicts = write_results(stage, found, read, asked, wishes, heard, hidden, effects)
        write_each(stage, folders, found, read, asked, wishes, progress)
        written = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    if hidden and anonymity:
        tell_anonymity(hidden, anonymity, tongue)
    odd = [*ledger_warnings(named, asked[-1]), *unknown_classes(read, results)]
    told_of = path if choices.lasts else None
    tell_warnings([*said_of_house, *odd, *named.warnings], told_of, tongue)
    if read.registry is not None:
        tell_registry([found.registry for found in by_day.values() if found.registry], tongue)
    _tell_audit(verdicts, tongue)
    if wishes.suppress_below > 1 and "claims" in read.tables:
        words = N_(
            "--suppress-below : les affirmations de claims ne sont pas auditées, car l’audit dirait ce qui est caché."
        )
        click.echo(say(words, tongue), err=True)
    if choices.each and not read.is_campaign:
        click.echo(say(N_("--each n’a pas d’objet : le dossier n’a qu’un cluster."), tongue), err=True)
    for file in written:
        click.echo(out / file)
    return read, results


def _language_of(dossier: Dossier, asked: str | None) -> Language:
    """Return the language asked for, else that of the dossier's settings, else French."""
    if asked is None and dossier.settings.language in LANGUAGES:
        return spoken(dossier.settings.language)
    return spoken(asked)


def _tell_audit(verdicts: list[Verdict], language: Language) -> None:
    """Say on the error stream how many claims and sentences do not stand."""
    from grappe.analysis.audit.verdict import counted

    if any(verdict.verdict != "consistent" for verdict in verdicts):
        words = N_("⚠ Audit : {counts} Lisez audit.csv.")
        click.echo(say(words, language, counts=counted(verdicts, language)), err=True)
