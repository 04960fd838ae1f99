"""Grappe under the EUPL may be given to anyone: nothing that it runs on forbids it."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

# Lesser GPL is another licence; GPL with a runtime exception (gcc's libraries in a wheel) binds nobody.
STRONG_COPYLEFT = re.compile(
    r"(?<!L)(?<!Lesser )(?:\bA?GPL|GNU (?:Affero )?General Public)(?!\S*\s+WITH\s+\S*exception)",
    re.IGNORECASE,
)

RUN_TIME = ("run.txt", "spark.txt")


def said_licences(installed: Distribution) -> list[str]:
    """What a library says of its licence: the expression, the classifiers, the one-line field."""
    about = installed.metadata
    one_line = [text for text in about.get_all("License", []) if "\n" not in text.strip()]
    classified = [name for name in about.get_all("Classifier", []) if name.startswith("License ::")]
    return [*about.get_all("License-Expression", []), *classified, *one_line]


def locked_names(root: Path, lock: str) -> list[str]:
    text = (root / "requirements" / lock).read_text("utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9.-]*)(?:\[[^\]]*\])?==", text, re.MULTILINE)))


def installed_closure(names: list[str]) -> dict[str, Distribution]:
    """The libraries of those names, and all that they ask for on this machine."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # locked for another system or version of Python
        asked = [Requirement(line) for line in found[name].requires or []]
        waiting += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


@pytest.mark.parametrize(
    ("said", "strong"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("LGPL-2.1", False),
        ("GNU Lesser General Public License v3", False),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("MIT", False),
    ],
)
def test_a_strong_copyleft_licence_is_recognised(said: str, *, strong: bool) -> None:
    assert bool(STRONG_COPYLEFT.search(said)) is strong


@pytest.mark.parametrize("lock", RUN_TIME)
def test_no_runtime_library_is_under_the_gpl_or_agpl(root: Path, lock: str) -> None:
    libraries = installed_closure(locked_names(root, lock))

    said = {name: said_licences(installed) for name, installed in libraries.items()}

    assert len(said) > 15
    assert {name: texts for name, texts in said.items() if STRONG_COPYLEFT.search("\n".join(texts))} == {}


@pytest.mark.parametrize("lock", RUN_TIME)
def test_the_lock_holds_all_that_grappe_needs_at_run_time(root: Path, lock: str) -> None:
    names = locked_names(root, lock)

    assert sorted(set(installed_closure(names)) - set(names)) == []
