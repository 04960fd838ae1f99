"""Every broken or odd dossier of this folder, through `grappe check`: code, words, nothing left behind."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.broken import archives, builders, parquet_files, places, questionnaires, text_files, workbooks

from grappe.cli.main import grappe

HERE = Path(__file__).parent
CASES = builders.gathered(archives, parquet_files, places, questionnaires, text_files, workbooks)
FOLDERS = {path.parent.name: path.parent for path in sorted(HERE.glob("*/expected.toml"))}


def checked(dossier: Path, *options: str) -> Result:
    return CliRunner().invoke(grappe, ["check", str(dossier), "--language", "fr", *options])


def unmet(lines: list[str], says: list[list[str]]) -> list[list[str]]:
    """The groups of words that no single line holds."""
    return [words for words in says if not any(all(word in line for word in words) for line in lines)]


def told_faults(result: Result) -> list[str]:
    """The lines that tell a fault: no warning, and not the last one, which counts them."""
    lines = result.stderr.splitlines()
    return [line for line in lines[:-1] if not line.startswith("⚠")] if result.exit_code == 10 else []


def outcome(result: Result, says: list[list[str]]) -> dict[str, object]:
    return {
        "exit": result.exit_code,
        "raised": None if isinstance(result.exception, SystemExit) else result.exception,
        "traceback": "Traceback" in result.output,
        "unsaid": unmet(result.stderr.splitlines(), says),
        "faults": len(told_faults(result)),
        "said": result.stderr,
    }


def wanted(exit_code: int, faults: int, said: str) -> dict[str, object]:
    return {
        "exit": exit_code,
        "raised": None,
        "traceback": False,
        "unsaid": [],
        "faults": faults,
        "said": said,
    }


def files_in(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.lstat().st_mtime_ns for p in folder.rglob("*") if not p.is_dir()}


@pytest.fixture
def empty_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folder we stand in and the folder of temporary files, both empty."""
    places = [tmp_path / "here", tmp_path / "temporary"]
    for place in places:
        place.mkdir()
    monkeypatch.chdir(places[0])
    monkeypatch.setattr(tempfile, "tempdir", str(places[1]))
    return places


def test_the_corpus_is_as_large_as_the_issue_asks() -> None:
    assert len(FOLDERS) + len(CASES) >= 170


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_judged_as_its_expected_file_says(name: str, empty_places: list[Path]) -> None:
    expected = tomllib.loads((FOLDERS[name] / "expected.toml").read_text("utf-8"))
    before = files_in(FOLDERS[name])

    result = checked(FOLDERS[name])

    assert outcome(result, expected["says"]) == wanted(expected["exit"], expected["faults"], result.stderr)
    assert files_in(FOLDERS[name]) == before
    assert [list(place.iterdir()) for place in empty_places] == [[], []]


@pytest.mark.parametrize("name", CASES)
def test_a_built_dossier_is_judged_as_its_builder_says(
    name: str, tmp_path: Path, empty_places: list[Path]
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    dossier = CASES[name].build(place)
    expected = CASES[name].expected
    before = files_in(place)

    result = checked(dossier)

    assert outcome(result, [list(words) for words in expected.says]) == wanted(
        expected.exit, expected.faults, result.stderr
    )
    assert files_in(place) == before
    assert [list(place.iterdir()) for place in empty_places] == [[], []]
