"""Programs share an installation, or one has it alone: whichever machine or folder they come from."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.databases import forked

from grappe.apps.occupancy.holding import Occupied, alone, one_at_a_time, shared
from grappe.apps.settings.installation import Installation


@pytest.fixture(params=["the same folder", "another folder"])
def another(request: pytest.FixtureRequest, installation: Installation, tmp_path: Path) -> Installation:
    """What another program is told: the same database, and the same data folder or one of its own."""
    if request.param == "the same folder":
        return installation
    (tmp_path / "other").mkdir()
    return replace(installation, data=tmp_path / "other")


def test_several_share_and_none_has_it_alone_meanwhile(
    installation: Installation, another: Installation
) -> None:
    with shared(installation):
        with shared(another):
            pass
        with pytest.raises(Occupied) as refused, alone(another):
            pass

    assert refused.value.exit_code == 23
    assert "Arrêtez-le, puis recommencez." in refused.value.sentences("fr")[0]
    with alone(another):
        pass


def test_while_one_has_it_alone_nobody_else_comes_in(
    installation: Installation, another: Installation
) -> None:
    with alone(installation):
        with pytest.raises(Occupied) as refused, shared(another):
            pass
        with pytest.raises(Occupied), alone(another):
            pass

    assert "Une restauration est en cours" in refused.value.sentences("fr")[0]
    with shared(another):
        pass


def test_a_program_that_is_killed_holds_nothing(installation: Installation) -> None:
    holding, told = os.pipe()

    def hold() -> None:
        with alone(installation):
            os.write(told, b"!")
            time.sleep(60)

    pid = forked(hold)
    os.read(holding, 1)
    with pytest.raises(Occupied), shared(installation):
        pass

    os.kill(pid, 9)
    os.waitpid(pid, 0)

    until = time.monotonic() + 10
    while True:  # PostgreSQL takes a moment to see that nobody is there
        try:
            with shared(installation):
                return
        except Occupied:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_two_that_prepare_come_one_after_the_other(installation: Installation, another: Installation) -> None:
    began, told = os.pipe()

    def prepare() -> None:
        with one_at_a_time(another):
            os.write(told, b"!")
            time.sleep(0.5)
            os.write(told, b".")

    pid = forked(prepare)
    os.read(began, 1)

    with one_at_a_time(installation):
        # The other had ended what it had to do before this one was let in.
        os.set_blocking(began, False)
        assert os.read(began, 1) == b"."
    os.waitpid(pid, 0)
