"""How much memory a command of the registry may take."""

from __future__ import annotations

import re

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import spoken


class Memory(click.ParamType[str]):
    """An amount of memory as the engine reads it: `512MB`, `3GB`."""

    name = "memory"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as written, or say what is expected."""
        if not re.fullmatch(r"[1-9]\d*\s?[MG]B", value, re.IGNORECASE):
            words = N_("« {value} » n’est pas une quantité de mémoire. Écrivez par exemple 3GB ou 512MB.")
            self.fail(say(words, spoken(), value=value), param, ctx)
        return value


memory_option = click.option(
    "--memory",
    type=Memory(),
    default="3GB",
    show_default=True,
    metavar="MÉMOIRE",
    help="Mémoire au plus ; au-delà, le disque du registre sert.",
)
