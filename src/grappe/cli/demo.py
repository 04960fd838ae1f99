"""`grappe demo`: the TWIST evaluation, from its dossier to a report, then the platform with TWIST inside."""

from __future__ import annotations

import contextlib
import http.server
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.demo_platform import demo_settings, with_twist_inside
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

SHOWN = (
    ("members.total", ""),
    ("members.by_kind", "enterprise"),
    ("members.enterprises_in_region", ""),
    ("survey.response_rate", ""),
    ("employment.total", ""),
    ("employment.mean", ""),
    ("employment.q1", ""),
    ("employment.median", ""),
    ("employment.q3", ""),
    ("sector.share", "59.11"),
    ("impact.mean", ""),
    ("advantage.share", ""),
    ("board.directors", ""),
    ("assembly.participation", ""),
)
"""The figures that the synthesis of 2010 is remembered by."""


@click.command("demo")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out/twist"), help="Où écrire les résultats."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("out/plateforme"),
    help="Où la plateforme garde ses données.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port local de la plateforme.")
@click.option("--serve/--no-serve", default=None, help="Ouvrir la plateforme, ou finir une fois tout prêt.")
@language_option
def command(out: Path, data: Path, port: int, serve: bool | None, language: str | None) -> None:
    """Évaluer le cluster TWIST, résumer ses chiffres, puis ouvrir la plateforme où il vit.

    Des personnes de démonstration y entrent d’un clic, et les e-mails se lisent à /mail/. Sans terminal, ou
    avec --no-serve, la commande finit une fois le cluster dans la plateforme.
    """
    from grappe.cli.evaluate import Choices, evaluate_to

    tongue = spoken(language)
    click.echo(say(N_("Évaluation du cluster TWIST (synthèse de 2010) :"), tongue))
    _, results = evaluate_to(twist(), out, Choices(language=tongue))
    click.echo()
    _summarise(results, tongue)
    click.echo()
    demo_settings(data)
    members = with_twist_inside(twist())
    click.echo(
        say(
            N_("TWIST est dans la plateforme, avec ses {members} membres du 1er mars 2010."),
            tongue,
            members=members,
        )
    )
    if serve if serve is not None else sys.stdout.isatty():
        _open(out, port, tongue)


def twist() -> Path:
    """Return the dossier of the example: in the working tree, beside the package."""
    here = Path(__file__).resolve()
    for parent in here.parents:
        if (parent / "examples" / "twist" / "cluster.csv").is_file():
            return parent / "examples" / "twist"
    return Path("examples/twist")


def _summarise(results: pl.DataFrame, language: Language) -> None:
    from grappe.analysis.figures.prose import by_name
    from grappe.analysis.language.numbers import amount, bounds
    from grappe.cli.text_table import text_table

    found = by_name(results)
    rows = []
    for figure, key in SHOWN:
        row: dict[str, Any] = found[figure, key]
        rows.append(
            (
                row["label"],
                amount(row["value"], row["unit"], language, 1 if figure == "sector.share" else None),
                bounds(row["low"], row["high"], row["unit"], language),
                f"{row['n_used']} / {row['n_eligible']}",
            )
        )
    header = (
        say(N_("Chiffre"), language),
        say(N_("Valeur"), language),
        say(N_("Intervalle à 95 %"), language),
        say(N_("Calculé sur"), language),
    )
    for line in text_table(header, rows):
        click.echo(line)


def _open(folder: Path, port: int, language: Language) -> None:
    """Serve the platform, and the report beside it, on this machine only, until interrupted."""
    from grappe.cli.serve import serve_here

    with _server(folder) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/report.html"
        click.echo(say(N_("Le rapport : {address} (Ctrl-C pour finir)"), language, address=address))
        with contextlib.suppress(KeyboardInterrupt):
            serve_here("127.0.0.1", port, workers=1, worker=True, language=language)
        click.echo()


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    """Run a server of a folder on the loopback, on a free port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line per request on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the parent's argument
        """Say nothing."""
