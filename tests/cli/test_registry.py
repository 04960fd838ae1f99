"""`grappe registry`: build, update, show, in sentences and with the codes of the contract."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.analysis.registry.small_extract import BANK, BROKEN_NAMES, FULL, STUDIO, Rows, full, update, zipped

from grappe.cli.main import grappe


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["registry", *map(str, words)])


def test_a_store_is_built_shown_and_kept_up_to_date(tmp_path: Path) -> None:
    store = tmp_path / "store"
    built = run("build", zipped(full(tmp_path / "extract")), "--store", store)
    assert built.exit_code == 0
    assert "Extrait complet n° 127, situation au 30 août 2024 (extract.zip)." in built.output

    gone = {"enterprise": [BANK], "address": [BANK, STUDIO]}
    brought: Rows = {"denomination": [[STUDIO, "1", "001", "Studio Ourthe"]]}
    updated = run("update", update(tmp_path / "day", gone=gone, brought=brought), "--store", store)
    assert updated.exit_code == 0
    assert "Mise à jour n° 128, situation au 2 septembre 2024 (day)." in updated.output

    lines = [line.split() for line in updated.output.splitlines()]
    names = sum(row[0] == STUDIO for row in FULL["denomination"])
    assert "lignes apportées  lignes retirées  de numéros" in updated.output
    assert ["enterprise", "0", "1", "1"] in lines
    assert ["address", "0", "2", "2"] in lines
    assert ["denomination", "1", str(names), "1"] in lines

    shown = run("show", "--store", store)
    assert shown.output == built.output + updated.output


def test_what_was_set_aside_is_on_the_screen_with_its_reason_and_an_example(tmp_path: Path) -> None:
    built = run("build", full(tmp_path / "extract", BROKEN_NAMES), "--store", tmp_path / "store")
    assert built.exit_code == 0
    assert "⚠ denomination : 1 ligne mise de côté, numéro qui échoue au contrôle modulo 97." in built.output
    assert "0400.000.100" in built.output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("show", "--store", "nowhere"), 13, "n’est pas un registre"),
        (("update", "nowhere.zip", "--store", "nowhere"), 13, "n’est pas un registre"),
        (("build", "nowhere.zip", "--store", "store"), 11, "n’existe pas"),
        (("build", "x", "--store", "store", "--memory", "much"), 2, "« much »"),
        (("build",), 2, "EXTRACT"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words)
    assert (said.exit_code, sentence in said.output) == (code, True), said.output
    assert "Traceback" not in said.output


def test_its_help_speaks_the_language_asked() -> None:
    assert (
        "Read a full extract."
        in CliRunner(env={"GRAPPE_LANGUAGE": "en"}).invoke(grappe, ["registry", "--help"]).output
    )
