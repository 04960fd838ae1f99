"""`grappe licences`: every source, font and library is named, with its terms."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from grappe.analysis.vocabulary.sources import sources
from grappe.cli.licences import FontFamily, font_families
from grappe.cli.main import grappe

OFL = "Copyright 2020 The Somebody Project Authors\n\nSIL OPEN FONT LICENSE Version 1.1"


def run(*words: str) -> str:
    ended = CliRunner().invoke(grappe, ["licences", *words])
    assert ended.exit_code == 0
    return ended.stdout


def test_every_source_of_data_is_named_with_its_licence_and_the_words_to_show() -> None:
    told = run()

    assert [source.title for source in sources() if f"\n  {source.title}\n" not in told] == []
    assert [source.title for source in sources() if source.attribution not in told] == []
    assert [source.title for source in sources() if source.licence not in told] == []


def test_a_program_reads_the_same_as_json() -> None:
    told = json.loads(run("--json"))

    assert sorted(told) == ["data", "fonts", "grappe", "libraries"]
    assert told["grappe"]["licence"] == "EUPL-1.2"
    assert [source["title"] for source in told["data"]] == [source.title for source in sources()]


def test_every_library_asked_for_is_there_and_says_its_licence() -> None:
    told = {library["name"].lower(): library["licence"] for library in json.loads(run("--json"))["libraries"]}
    project, _, _ = (
        (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8").partition("[project.optional")
    )
    asked = re.findall(r'^  "([a-z0-9-]+)[>=]', project, re.MULTILINE)

    assert len(asked) > 10
    assert [name for name in asked if not told.get(name)] == []
    assert [name for name, licence in told.items() if licence is None] == []
    assert "pytest" not in told


def test_english_has_its_own_headings() -> None:
    assert "\nPython libraries\n" in run("--language", "en")


def test_a_font_goes_with_the_licence_beside_it(tmp_path: Path) -> None:
    for name in ("inter", "libertinus"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "OFL.txt").write_text(OFL.replace("Somebody", name), "utf-8")
    (tmp_path / "inter" / "InterVariable.ttf").write_bytes(b"")
    for style in ("Regular", "Italic"):
        (tmp_path / "libertinus" / f"LibertinusSerif-{style}.otf").write_bytes(b"")

    assert font_families(tmp_path) == [
        FontFamily("InterVariable", "OFL-1.1", "Copyright 2020 The inter Project Authors"),
        FontFamily("LibertinusSerif", "OFL-1.1", "Copyright 2020 The libertinus Project Authors"),
    ]


def test_fonts_in_one_folder_each_find_the_licence_of_their_name(tmp_path: Path) -> None:
    for name in ("Inter", "Libertinus"):
        (tmp_path / f"OFL-{name}.txt").write_text(OFL.replace("Somebody", name), "utf-8")
    (tmp_path / "Inter.ttf").write_bytes(b"")
    (tmp_path / "LibertinusSerif-Regular.otf").write_bytes(b"")

    assert [family.attribution for family in font_families(tmp_path)] == [
        "Copyright 2020 The Inter Project Authors",
        "Copyright 2020 The Libertinus Project Authors",
    ]


def test_without_fonts_there_are_none_to_tell(tmp_path: Path) -> None:
    assert font_families(tmp_path / "none") == []
