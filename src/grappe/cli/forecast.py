"""`grappe forecast`: the years to come, and what would change them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.cli.asking import asked_days, read_for_figures
from grappe.cli.overwriting import refuse_inputs, refuse_overwriting
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.figures.asked import Asked
    from grappe.analysis.forecast.answer import Renewal


@click.command("forecast")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="LIGNE=VALEUR",
    help="Bouger une ligne : fees=+10%, commissions=12000, costs@2012=-3000, fees@2011-2013=+5%, "
    "« fees[maintien]=+10% ». Plusieurs s’appliquent l’une après l’autre.",
)
@click.option(
    "--scenario", "scenarios", multiple=True, help="Ce scénario seulement. Plusieurs fois : plusieurs."
)
@click.option("--renewed", is_flag=True, help="Supposer la reconnaissance renouvelée après la dernière.")
@click.option(
    "--renewed-rate", metavar="TAUX", help="Le taux de cette subvention (50%), à la place de celui du texte."
)
@click.option("--tornado", is_flag=True, help="Dire ce qui compte le plus : chaque poste bougé de 10 %.")
@click.option("--cluster", help="Dans une campagne : le cluster.")
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : un objet JSON.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Écrire aussi une page et les nombres ici : forecast.html, .csv, .json.",
)
@language_option
def command(  # noqa: PLR0913, PLR0917 - click passes each option by its name
    dossier: Path,
    changes: tuple[str, ...],
    scenarios: tuple[str, ...],
    renewed: bool,
    renewed_rate: str | None,
    tornado: bool,
    cluster: str | None,
    as_json: bool,
    out: Path | None,
    language: str | None,
) -> None:
    """Projeter les années à venir : subvention, part propre, réserves, trésorerie, et ce qui les change.

    Les scénarios sont ceux du grand livre (table ledger) ; sans prévision, le dernier exercice clos est
    reconduit. La subvention est celle du texte.

    Codes : 2 changement qui ne se lit pas, 10 dossier refusé, 11 fichier illisible.
    """
    from grappe.analysis.forecast.answer import answers
    from grappe.analysis.forecast.changes import MEMBERS, check_scenarios, read_change
    from grappe.analysis.forecast.differences import differences
    from grappe.analysis.forecast.files import as_data
    from grappe.analysis.forecast.levers import levers_of
    from grappe.analysis.forecast.plans import books_of
    from grappe.cli.choosing import one_cluster
    from grappe.cli.forecast_text import told, told_differences

    asked_changes = [read_change(one) for one in changes]
    if out is not None:
        from grappe.analysis.forecast.files import OURS

        refuse_overwriting(dossier, out)
        refuse_inputs([dossier], out, OURS)
    renewal = _renewal(renewed, renewed_rate, spoken(language))
    read = read_for_figures(dossier)
    by_dossier = language is None and read.settings.language in LANGUAGES
    tongue = spoken(read.settings.language if by_dossier else language)
    chosen = one_cluster(read, cluster, tongue)
    asked = asked_days(read)[-1]
    books = books_of(read, asked, chosen)
    if not books.plans:
        click.echo(_nothing(tongue, written=books.written), err=as_json)
        if as_json:
            click.echo(
                json.dumps(as_data(chosen, [], differences(books), tongue), ensure_ascii=False, indent=1)
            )
        return
    check_scenarios(scenarios, books.plans)
    count = _members(read, asked, chosen) if any(c.line == MEMBERS for c in asked_changes) else None
    found = answers(
        books,
        changes=asked_changes,
        scenarios=scenarios,
        levers=levers_of(read, chosen),
        renewal=renewal,
        members=count,
    )
    apart = [one for one in differences(books) if not scenarios or one.scenario in (None, *scenarios)]
    if as_json:
        click.echo(json.dumps(as_data(chosen, found, apart, tongue), ensure_ascii=False, indent=1))
    else:
        for answer in found:
            for line in told(answer, tongue, tornado=tornado):
                click.echo(line)
            click.echo()
        for line in told_differences(apart, tongue):
            click.echo(line)
    if out is not None:
        from grappe.analysis.dossier.whole import written_whole
        from grappe.analysis.forecast.files import write_answers
        from grappe.analysis.report.forecast_page import forecast_page

        with written_whole(out, instead_of=OURS) as stage:
            write_answers(stage, chosen, found, apart, tongue)
            page = forecast_page(read, asked, books, found, asked_changes, apart, tongue)
            (stage / "forecast.html").write_text(page, encoding="utf-8")
        for name in OURS:
            click.echo(out / name, err=as_json)


def _nothing(language: Language, *, written: bool) -> str:
    if written:
        return say(
            N_(
                "Le grand livre n’a ni prévision ni exercice clos (charges, résultat ou réserves) : il n’y a rien à projeter. Complétez la table ledger."
            ),
            language,
        )
    return say(
        N_(
            "Le dossier n’a pas de grand livre : il n’y a rien à projeter. Ajoutez la table ledger (year, line, amount, kind, scenario)."
        ),
        language,
    )


def _renewal(renewed: bool, rate: str | None, language: Language) -> Renewal | None:
    from grappe.analysis.dossier.columns import Column
    from grappe.analysis.dossier.values import PATIENT, Wrong
    from grappe.analysis.forecast.answer import Renewal

    if rate is None:
        return Renewal() if renewed else None
    try:
        share = PATIENT["share"](rate.strip(), Column(name="rate", kind="share", about=""))
    except Wrong as wrong:
        words = say(wrong.what, language, value=rate, **dict(wrong.values))
        raise click.BadParameter(
            f"{words} {say(wrong.expected, language)}", param_hint="--renewed-rate"
        ) from None
    return Renewal(rate=share if isinstance(share, float) else None)


def _members(dossier: Dossier, asked: Asked, cluster: str) -> int | None:
    """Return the number of members on the reference day."""
    from grappe.analysis.figures.catalogue import figures
    from grappe.analysis.figures.engine import evaluate_readings
    from grappe.analysis.figures.readings import readings_of

    readings = readings_of(dossier.tables, asked)
    found = evaluate_readings(dossier, readings, [figures()["members.total"]])
    return next(
        (
            int(row["value"])
            for row in found.iter_rows(named=True)
            if row["cluster_id"] == cluster and row["value"] is not None
        ),
        None,
    )
