"""The help of the command line, and what it says of mistakes, in the reader's language."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from grappe.cli.help_words import helped


def told(*words: str) -> str:
    """What the command prints, both streams, on one line."""
    done = subprocess.run(
        [sys.executable, "-m", "grappe.cli.main", *words], capture_output=True, text=True, check=False
    )
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fr", ["Usage : ", "Où écrire les résultats. [obligatoire]", "Montrer cette aide, et finir."]),
        ("en", ["Usage: ", "Where to write the results. [required]", "Show this message and exit."]),
        ("nl", ["Gebruik: ", "[verplicht]", "Deze hulp tonen en stoppen."]),
        ("de", ["Aufruf: ", "[erforderlich]", "Diese Hilfe anzeigen und beenden."]),
    ],
)
def test_the_help_of_a_command_speaks_the_language_asked(language: str, sentences: list[str]) -> None:
    help_text = told("evaluate", "--language", language, "--help")

    assert [sentence for sentence in sentences if sentence not in help_text] == []


def test_the_list_of_commands_is_french_first() -> None:
    first = "administrator Nommer ceux qui administrent l’installation."
    second = "audit Dire quels chiffres d’un rapport ne peuvent être tous vrais."
    assert f"Commandes: {first} {second}" in told("--help")


def test_a_mistake_is_told_in_french_with_its_remedy() -> None:
    assert told("check") == (
        "Usage : python -m grappe.cli.main check [OPTIONS] DOSSIER "
        "Pour l’aide : python -m grappe.cli.main check --help Erreur : Il manque l’argument 'DOSSIER'."
    )


def test_help_in_another_language_leaves_the_command_as_it_was() -> None:
    @click.command()
    @click.option("--out", help="Où écrire les résultats.")
    def command(out: str) -> None:
        """Écrire dans DIR un dossier vide : classeur modèle, questionnaire, réglages, mode d’emploi.

        DIR est créé. S’il contient déjà quelque chose, rien n’est écrit (code 2).
        """

    english = helped(command, "en")

    # Click may keep the indents of the code: what is looked up has none.
    assert "questionnaire, réglages" in str(command.help)
    assert str(english.help).startswith("Write an empty dossier in DIR: model workbook")
    assert [o.help for c in (command, english) for o in c.params if isinstance(o, click.Option)] == [
        "Où écrire les résultats.",
        "Where to write the results.",
    ]
