"""What a killed run leaves beside the results goes with the next one; what a living one writes does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grappe.analysis.dossier.whole import written_whole

WRITER = """
import sys, time
from pathlib import Path
from grappe.analysis.dossier.whole import written_whole
with written_whole(Path(sys.argv[1])) as stage:
    (stage / "figures.csv").write_text("names", "utf-8")
    print("written", flush=True)
    time.sleep(60)
"""


@contextmanager
def a_run(folder: Path) -> Iterator[None]:
    """Start a run that has written a file and goes on; kill it at the end of the block."""
    words = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "written\n"
        try:
            yield
        finally:
            os.kill(run.pid, signal.SIGKILL)


@pytest.mark.parametrize("exists", [True, False], ids=["folder there", "folder to come"])
def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path, *, exists: bool) -> None:
    folder = tmp_path / "out"
    if exists:
        folder.mkdir()
    with a_run(folder):
        pass
    assert [file.read_text("utf-8") for file in tmp_path.rglob("figures.csv")] == ["names"]

    with written_whole(folder) as stage:
        (stage / "figures.csv").write_text("hidden", "utf-8")

    assert sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()) == [
        Path("out/figures.csv")
    ]
    assert (folder / "figures.csv").read_text("utf-8") == "hidden"


def test_what_a_living_run_writes_stays(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with a_run(folder):
        with written_whole(folder) as stage:
            (stage / "report.html").write_text("ours", "utf-8")
        assert [file.read_text("utf-8") for file in folder.rglob("figures.csv")] == ["names"]
