"""The `grappe` command: what it offers, and nothing heavy until a command is chosen."""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

from grappe import __version__

COMMANDS = {
    "audit": ("grappe.cli.audit", "Dire quels chiffres d’un rapport ne peuvent être tous vrais."),
    "check": ("grappe.cli.check", "Dire tout ce qui ne va pas dans un dossier."),
    "demo": ("grappe.cli.demo", "Évaluer le cluster TWIST et montrer le rapport."),
    "diff": ("grappe.cli.diff", "Dire quels chiffres ont bougé entre deux résultats, et pourquoi."),
    "evaluate": ("grappe.cli.evaluate", "Faire d’un dossier des chiffres et un rapport."),
    "explain": ("grappe.cli.explain", "Montrer d’où vient un chiffre : définition, lignes, calcul."),
    "licences": ("grappe.cli.licences", "Montrer les sources des données et leurs licences."),
    "matrix": ("grappe.cli.matrix", "Mettre côte à côte, par question, chiffres, documents et entretiens."),
    "new-dossier": ("grappe.cli.new_dossier", "Écrire un dossier vide et son classeur modèle."),
    "survey": ("grappe.cli.survey", "Dépouiller une enquête : un formulaire et ses réponses."),
}
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class LazyCommands(click.Group):
    """Commands that are imported when they run; the list of them needs no import."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = importlib.import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above, so that `--help` stays quick."""
        with formatter.section("Commandes"):
            formatter.write_dl([(name, about) for name, (_, about) in sorted(COMMANDS.items())])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn a refusal into its sentences and its exit code."""
        from grappe.cli.refusals import telling

        with telling():
            return super().main(*args, **kwargs)


@click.group(cls=LazyCommands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="grappe")
def grappe() -> None:
    """Grappe : l’évaluation d’un cluster, du dossier au rapport."""
    os.environ.setdefault("POLARS_VERBOSE", "0")


if __name__ == "__main__":
    grappe()
