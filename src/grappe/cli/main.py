"""The `grappe` command: what it offers, and nothing heavy until a command is chosen."""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

from grappe import __version__
from grappe.analysis.language.catalogues import N_, say
from grappe.cli.help_words import clicks_words, helped
from grappe.cli.refusals import spoken

COMMANDS = {
    "administrator": ("grappe.cli.administrator", N_("Nommer ceux qui administrent l’installation.")),
    "audit": ("grappe.cli.audit", N_("Dire quels chiffres d’un rapport ne peuvent être tous vrais.")),
    "backup": ("grappe.cli.backup", N_("Mettre toute l’installation dans une archive, même en service.")),
    "check": ("grappe.cli.check", N_("Dire tout ce qui ne va pas dans un dossier.")),
    "cluster": ("grappe.cli.cluster", N_("Faire entrer un cluster dans la plateforme.")),
    "demo": ("grappe.cli.demo", N_("Évaluer le cluster TWIST et montrer le rapport.")),
    "diff": ("grappe.cli.diff", N_("Dire quels chiffres ont bougé entre deux résultats, et pourquoi.")),
    "doctor": ("grappe.cli.doctor", N_("Dire ce qui ne va pas dans l’installation, et le remède.")),
    "evaluate": ("grappe.cli.evaluate", N_("Faire d’un dossier des chiffres et un rapport.")),
    "explain": ("grappe.cli.explain", N_("Montrer d’où vient un chiffre : définition, lignes, calcul.")),
    "forecast": ("grappe.cli.forecast", N_("Projeter les finances, et dire ce qui les changerait.")),
    "licences": ("grappe.cli.licences", N_("Montrer les sources des données et leurs licences.")),
    "matrix": (
        "grappe.cli.matrix",
        N_("Mettre côte à côte, par question, chiffres, documents et entretiens."),
    ),
    "new-dossier": ("grappe.cli.new_dossier", N_("Écrire un dossier vide et son classeur modèle.")),
    "peers": (
        "grappe.cli.peers",
        N_("Comparer des membres avec les sociétés du même secteur."),
    ),
    "registry": ("grappe.cli.registry", N_("Tenir le registre de toutes les entreprises du pays.")),
    "restore": ("grappe.cli.restore", N_("Remettre une sauvegarde à la place de l’installation.")),
    "serve": ("grappe.cli.serve", N_("Lancer la plateforme : préparer sa base de données, puis répondre.")),
    "survey": ("grappe.cli.survey", N_("Dépouiller une enquête : un formulaire et ses réponses.")),
    "worker": ("grappe.cli.worker", N_("Faire le travail lent de la plateforme.")),
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
        return helped(command, spoken())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the whole, in the reader's language."""
        click.Group.format_help(helped(self, spoken()), ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above, so that `--help` stays quick."""
        language = spoken()
        with formatter.section(say(N_("Commandes"), language)):
            formatter.write_dl(
                [(name, say(about, language)) for name, (_, about) in sorted(COMMANDS.items())]
            )

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn a refusal into its sentences and its exit code."""
        from grappe.cli.refusals import telling

        with telling():
            clicks_words(spoken())
            return super().main(*args, **kwargs)


@click.group(cls=LazyCommands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="grappe", help="Montrer la version, et finir.")
def grappe() -> None:
    """Grappe : l’évaluation d’un cluster, du dossier au rapport."""
    os.environ.setdefault("POLARS_VERBOSE", "0")


if __name__ == "__main__":
    grappe()
