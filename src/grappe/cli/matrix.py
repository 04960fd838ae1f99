"""`grappe matrix`: for each question of the evaluation, its sources side by side."""

from __future__ import annotations

from pathlib import Path

import click

from grappe.analysis.language.catalogues import LANGUAGES, N_, say
from grappe.cli.asking import (
    as_of_option,
    asked_days,
    read_days,
    read_for_figures,
    suppress_option,
    tell_warnings,
)
from grappe.cli.overwriting import refuse_inputs, refuse_overwriting
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken


@click.command("matrix")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Où écrire les résultats.")
@language_option
@suppress_option
@as_of_option
def command(
    dossier: Path, out: Path, language: str | None, suppress_below: int, days: tuple[str, ...]
) -> None:
    """Mettre côte à côte, pour chaque question, les chiffres, les documents et les entretiens de DOSSIER.

    Les questions viennent de la table matrix du dossier, ou d’une liste proposée ; matrix.xlsx peut être
    corrigé et mis dans le dossier. De plusieurs jours, le dernier compte.

    Codes : 10 dossier refusé, 11 fichier illisible.
    """
    from grappe.analysis.dossier.whole import written_whole
    from grappe.analysis.figures.classes_named import unknown_classes
    from grappe.analysis.figures.engine import evaluate
    from grappe.analysis.figures.labels import labelled
    from grappe.analysis.figures.suppression import suppressed
    from grappe.analysis.matrix.files import OURS, write_matrices
    from grappe.analysis.matrix.triangulation import matrices

    chosen = read_days(days, spoken(language))
    refuse_overwriting(dossier, out)
    refuse_inputs([dossier], out, OURS)
    read = read_for_figures(dossier, chosen)
    by_dossier = language is None and read.settings.language in LANGUAGES
    tongue = spoken(read.settings.language if by_dossier else language)
    with Progress() as progress, written_whole(out, instead_of=OURS) as stage:
        progress(say(N_("Calcul des chiffres"), tongue))
        results = suppressed(evaluate(read, asked_days(read)[-1]), suppress_below)
        found = matrices(read, labelled(results, read, tongue), language=tongue, below=suppress_below)
        write_matrices(stage, found, tongue)
        written = sorted(file.relative_to(stage) for file in stage.rglob("*") if file.is_file())
    tell_warnings([*unknown_classes(read, results), *read.warnings], dossier, tongue)
    for file in written:
        click.echo(out / file)
