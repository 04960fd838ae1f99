"""A ledger that does not add up: the summary, chapter 8 and the warnings say so, with both numbers."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner
from tests.analysis.report.made import made

from grappe.cli.main import grappe


def with_fees(folder: Path, out: Path, fees: int) -> Path:
    """A copy of the example whose fees foreseen for 2011 are others, and nothing else follows."""
    shutil.copytree(folder, out)
    ledger = out / "ledger.csv"
    words = ledger.read_text(encoding="utf-8")
    assert words.count("2011,fees,15000,forecast,maintien") == 1
    ledger.write_text(
        words.replace("2011,fees,15000,forecast,maintien", f"2011,fees,{fees},forecast,maintien"),
        encoding="utf-8",
    )
    return out


def plain(words: str) -> str:
    return " ".join(words.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_the_summary_and_the_chapter_give_both_years(twist_folder: Path, tmp_path: Path) -> None:
    words = plain(made(with_fees(twist_folder, tmp_path / "dossier", 9000), tmp_path / "out").page_text)

    assert "jusqu’en 2011 dans le scénario « maintien »" in words
    assert "selon le calcul, les réserves du scénario « maintien » tiennent jusqu’en 2010." in words
    assert (
        "Scénario « maintien » : Le grand livre et le calcul diffèrent ici (Résultat de l’exercice de 2011 : "
        "−32 000 € au grand livre, −38 000 € par le calcul)"
    ) in words


def test_the_evaluation_warns_of_the_year_and_the_line_with_both_numbers(
    twist_folder: Path, tmp_path: Path
) -> None:
    dossier = with_fees(twist_folder, tmp_path / "dossier", 9000)

    told = CliRunner().invoke(grappe, ["evaluate", str(dossier), "--out", str(tmp_path / "out")])

    words = plain(told.stderr)
    assert "scénario « maintien », 2011, result : -32000 au grand livre, -38000 par le calcul" in words


def test_a_ledger_that_adds_up_warns_of_nothing(twist_folder: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(grappe, ["evaluate", str(twist_folder), "--out", str(tmp_path / "out")])

    assert "par le calcul" not in told.output
