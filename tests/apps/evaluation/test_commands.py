"""`grappe cluster import` and `grappe evaluate --cluster`, as people run them, on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.databases import environment_of

from grappe.apps.settings.installation import Installation

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def grappe(installation: Installation, tmp_path: Path) -> Run:
    """Runs the command in the database of the installation."""
    environment = environment_of(installation, tmp_path / "data")

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "grappe.cli.main", *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_cluster_that_comes_in_is_evaluated_from_the_platform(
    grappe: Run, writes: Callable[..., Path], tmp_path: Path
) -> None:
    folder, out = writes(), (tmp_path / "a", tmp_path / "b")

    came, again = grappe("cluster", "import", folder), grappe("cluster", "import", folder)
    ours = grappe("evaluate", "--cluster", "petit", "--as-of", "2010-03-01", "--out", out[0])
    theirs = grappe("evaluate", folder, "--as-of", "2010-03-01", "--out", out[1])

    assert came.stdout == "Le cluster « petit » est dans la plateforme. Organisations : 2. Évaluation : 1.\n"
    assert (came.returncode, again.returncode, again.stdout) == (0, 10, "")
    assert "wagtail" not in came.stderr
    assert (ours.returncode, theirs.returncode) == (0, 0)
    # The platform knows more than this dossier says: the category of each member.
    figures = [
        [line for line in (one / "figures.csv").read_text("utf-8").splitlines() if "petit,actions." in line]
        for one in out
    ]
    assert figures[0] == figures[1]
    assert len(figures[0]) > 3
    assert ours.stderr.splitlines()[-2:] == [
        "Tables de la plateforme : cluster, members.",
        "Fichiers joints à l’évaluation : actions.csv, participations.csv.",
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "Donnez un DOSSIER, ou le --cluster d’un cluster de la plateforme."),
        (
            ["ici", "--cluster", "petit"],
            2,
            "Donnez un DOSSIER, ou le --cluster d’un cluster de la plateforme.",
        ),
        (["--cluster", "eau"], 1, "Le cluster « eau » n’est pas dans la plateforme. Clusters : –."),
    ],
)
def test_what_cannot_be_evaluated_is_refused_in_a_sentence(
    grappe: Run, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    refused = grappe("evaluate", *words, "--out", tmp_path / "out")

    assert (refused.returncode, refused.stdout) == (code, "")
    assert told in refused.stderr
    assert not (tmp_path / "out").exists()
