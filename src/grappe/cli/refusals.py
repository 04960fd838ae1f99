"""How a command ends when it cannot go on: sentences on the error stream, a code of the contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say


def spoken(argument: str | None = None) -> Language:
    """Return the language to speak: the one asked, else `GRAPPE_LANGUAGE`, else French."""
    asked = argument or _asked_on_the_line() or os.environ.get("GRAPPE_LANGUAGE", "fr")
    return next((language for language in LANGUAGES if language == asked), "fr")


def _asked_on_the_line() -> str | None:
    for position, word in enumerate(sys.argv):
        if word == "--language" and position + 1 < len(sys.argv):
            return sys.argv[position + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


@contextmanager
def telling() -> Iterator[None]:
    """Tell a refusal in sentences and leave with its code; no traceback for what a person can mend."""
    from grappe.analysis.dossier.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        language = spoken()
        for sentence in refusal.sentences(language):
            click.echo(sentence, err=True)
        raise SystemExit(refusal.exit_code) from None
    except BrokenPipeError:
        # The reader of a pipe left (`grappe check … | head`): nothing to tell.
        sys.stderr.close()
        raise SystemExit(0) from None
    except MemoryError:
        click.echo(say(N_("La mémoire de la machine ne suffit pas pour ce dossier."), spoken()), err=True)
        raise SystemExit(1) from None


language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=None,
    help="Langue de ce qui est affiché et écrit.",
)
