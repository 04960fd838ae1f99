"""`grappe peers`: a group of comparable companies, and where the members stand in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.asking import read_days
from grappe.cli.memory import memory_option
from grappe.cli.overwriting import refuse_a_file, refuse_inputs
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken
from grappe.cli.registry import store_option

if TYPE_CHECKING:
    from grappe.analysis.language.catalogues import Language
    from grappe.analysis.registry.engines.engine import Name
    from grappe.analysis.registry.peers.answer import Answer
    from grappe.analysis.registry.peers.members_file import MembersRead
    from grappe.analysis.registry.prospects import Prospects


@click.command("peers")
@store_option
@click.option(
    "--nace",
    "codes",
    multiple=True,
    required=True,
    metavar="CODE",
    help="Activité, comme 59.11, 59 ou J. Plusieurs fois : plusieurs.",
)
@click.option(
    "--nace-version",
    default="2008",
    show_default=True,
    metavar="VERSION",
    help="Version de la NACE : 2003, 2008 ou 2025.",
)
@click.option("--region", metavar="NUTS", help="Lieu du siège : BE3, BE33 … ; sans lui, tout le pays.")
@click.option("--size", metavar="ETP", help="Taille, en équivalents temps plein : 1-49, 250+.")
@click.option("--year", type=click.IntRange(1990, 2100), required=True, help="Année de la comparaison.")
@click.option(
    "--years",
    type=click.IntRange(1, 50),
    default=10,
    show_default=True,
    help="Années regardées, jusqu’à celle-là.",
)
@click.option(
    "--members",
    type=click.Path(path_type=Path),
    help="Les membres : un tableau avec leurs numéros d’entreprise.",
)
@click.option(
    "--measures",
    metavar="LISTE",
    default="turnover,fte,value_added_per_fte",
    show_default=True,
    help="Mesures, séparées par des virgules.",
)
@click.option(
    "--cut",
    type=click.FloatRange(0, 0.25),
    default=0.03,
    show_default=True,
    help="Part des ratios les plus bas et les plus hauts laissée de côté ; 0 : aucune.",
)
@click.option("--day", metavar="JJ/MM/AAAA", help="Registre de ce jour-là, à la place du dernier.")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "polars", "spark"]),
    help="Moteur de calcul ; sans lui, DuckDB, ou Polars si le registre tient bien dans la mémoire.",
)
@click.option(
    "--master",
    metavar="ADRESSE",
    help="Avec Spark : l’adresse du cluster, comme spark://hôte:7077 ; sans elle, cette machine.",
)
@memory_option
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : un objet JSON.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Écrire aussi la page, les tableaux et la liste des prospects ici.",
)
@language_option
def command(  # noqa: PLR0913, PLR0917 - click passes each option by its name
    store: Path,
    codes: tuple[str, ...],
    nace_version: str,
    region: str | None,
    size: str | None,
    year: int,
    years: int,
    members: Path | None,
    measures: str,
    cut: float,
    day: str | None,
    engine: Name | None,
    master: str | None,
    memory: str,
    as_json: bool,
    out: Path | None,
    language: str | None,
) -> None:
    """Comparer des membres avec les sociétés de même activité, de même lieu et de même taille.

    Quartiles par mesure et par année, rang et évolution de chaque membre, part des membres dans le secteur,
    et si un écart pareil peut venir du hasard. Avec --out, les sociétés qui pourraient être membres.

    Codes : 2 groupe mal défini, 10 liste de membres refusée, 11 fichier illisible, 13 registre absent.
    """
    from grappe.analysis.registry.engines.fitting import fitting
    from grappe.analysis.registry.engines.opening import opened
    from grappe.analysis.registry.peers.asking import ask
    from grappe.analysis.registry.peers.group import NoGroup, group_of
    from grappe.analysis.registry.peers.members_file import MembersRead, read_members
    from grappe.analysis.registry.prospects import prospects
    from grappe.analysis.registry.register import Register
    from grappe.analysis.report.peers_files import OURS, as_data
    from grappe.cli.peers_text import told, told_members, told_prospects

    tongue = spoken(language)
    if master is not None and engine != "spark":
        raise click.UsageError(say(N_("--master ne va qu’avec --engine spark."), tongue))
    wanted = _measures(measures)
    try:
        group = group_of(
            codes=codes,
            nace_version=nace_version,
            region=region,
            size=size,
            year=year,
            years=years,
            cut=cut,
        )
    except NoGroup as wrong:
        raise click.UsageError(wrong.sentence(tongue)) from None
    if out is not None:
        refuse_a_file(out)
        refuse_inputs([store, *([members] if members else [])], out, OURS)
    days = read_days((day,), tongue) if day else ()
    read = read_members(members, dt.date(year, 12, 31)) if members else MembersRead(numbers=())
    engine = engine or fitting(store, memory=memory)
    with Progress() as progress, opened(engine, memory=memory, master=master) as worker:
        progress.soon(say(N_("Questions au registre"), tongue))
        register = Register(store, worker, day=days[0] if days else None)
        answer = ask(register, group, members=read.numbers, measures=wanted).calling(read.called)
        found = prospects(register, group, read.numbers) if out is not None else None
    # Before a word is said: who reads but the first lines, as `| head` does, ends the command.
    if out is not None and found is not None:
        _write(out, answer, found, read, tongue)
    if as_json:
        click.echo(json.dumps(as_data(answer, tongue), ensure_ascii=False, indent=1, default=str))
    else:
        for line in (*told(answer, tongue), *told_members(read, year, tongue)):
            click.echo(line)
        if found is not None:
            click.echo(told_prospects(found, tongue))
    written = [] if out is None else [out / name for name in OURS]
    for file in written:
        if file.exists():
            click.echo(file, err=as_json)


def _write(out: Path, answer: Answer, found: Prospects, read: MembersRead, language: Language) -> None:
    from grappe.analysis.dossier.whole import written_whole
    from grappe.analysis.report.peers_files import OURS, write_answer, write_prospects
    from grappe.analysis.report.peers_page import peers_page

    with written_whole(out, instead_of=OURS) as stage:
        write_answer(stage, answer, language)
        write_prospects(stage, found, language)
        page = peers_page(answer, found, language, read=read)
        (stage / "peers.html").write_text(page, encoding="utf-8")


def _measures(written: str) -> tuple[str, ...]:
    from grappe.analysis.vocabulary.annual_accounts import measures

    wanted = tuple(dict.fromkeys(word.strip() for word in written.split(",") if word.strip()))
    unknown = [word for word in wanted if word not in measures()]
    if unknown or not wanted:
        words = N_("Mesure inconnue : {given}. Attendu : {known}.")
        raise click.BadParameter(
            say(words, spoken(), given=", ".join(unknown) or "–", known=", ".join(measures())),
            param_hint="--measures",
        )
    return wanted
