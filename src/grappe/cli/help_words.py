"""The help of the command line in the reader's language: ours by the catalogue, click's own by another."""

from __future__ import annotations

import gettext
import inspect
import os
from copy import copy
from typing import TypeVar

import click

from grappe.analysis.language.catalogues import FOLDER, Language, say

DOMAIN = "click"
Command = TypeVar("Command", bound=click.Command)


def clicks_words(language: Language) -> None:
    """Have click say its own words (usage, mistakes) in a language; English is its own."""
    # Click asks gettext, which asks the environment; the parts of click keep no words of their own.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)


def helped(command: Command, language: Language) -> Command:
    """Return a command whose help is in a language. The one given keeps its French."""
    if language == "fr":
        return command
    told = copy(command)
    # The catalogue holds it as it is read, without the indents of the code.
    told.help = say(inspect.cleandoc(command.help or ""), language)
    told.short_help = say(command.short_help, language) if command.short_help else None
    told.params = []
    for parameter in command.params:
        own = copy(parameter)
        own.metavar = say(own.metavar or "", language) or None
        if isinstance(own, click.Option) and own.help:
            own.help = say(own.help, language)
        told.params.append(own)
    if isinstance(command, click.Group) and isinstance(told, click.Group):
        told.commands = {name: helped(one, language) for name, one in command.commands.items()}
    return told
