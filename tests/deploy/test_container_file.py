"""The container file and what is sent to its builder."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.deploy.conftest import understood

PIP = re.compile(r"pip install ([^&\n]+)")


def test_it_begins_from_an_image_named_without_an_address(steps: list[tuple[str, str]]) -> None:
    (base,) = [rest.removeprefix("BASE=") for word, rest in steps if word == "ARG"]

    assert re.fullmatch(r"[a-z]+:[\w.-]+", base)
    assert {rest.split()[0] for word, rest in steps if word == "FROM"} == {"${BASE}"}


def test_nothing_is_installed_but_by_its_fingerprint_or_from_this_very_tree(
    steps: list[tuple[str, str]],
) -> None:
    asked = [words for word, rest in steps if word == "RUN" for words in PIP.findall(rest)]

    assert len(asked) == 3
    assert [words for words in asked if "--require-hashes" not in words and "--no-index" not in words] == []
    assert [words for words in asked if "--no-deps" not in words] == []


def test_the_steps_on_debian_are_the_same(steps: list[tuple[str, str]], folder: Path) -> None:
    told = (folder.parent / "docs" / "installation.md").read_text("utf-8")
    ours = {" ".join(words.split()) for word, rest in steps if word == "RUN" for words in PIP.findall(rest)}

    assert {
        " ".join(words.split()).replace("/opt/grappe/wheel", "/opt/wheel") for words in PIP.findall(told)
    } == ours


def test_it_ends_as_nobody_in_particular_running_the_platform(steps: list[tuple[str, str]]) -> None:
    last = max(number for number, (word, _) in enumerate(steps) if word == "FROM")
    end = dict(steps[last:])
    words = json.loads(end["CMD"])

    assert end["USER"] == "grappe"
    assert [
        word for word, _ in steps[steps.index(("USER", "grappe")) :] if word in ("RUN", "COPY", "ADD")
    ] == []
    assert json.loads(end["ENTRYPOINT"]) == ["grappe"]
    assert understood(words)["port"] == int(end["EXPOSE"])


def test_its_health_is_asked_by_the_program_that_is_put_there(
    steps: list[tuple[str, str]], folder: Path
) -> None:
    health = next(rest for word, rest in steps if word == "HEALTHCHECK")
    asked = json.loads(health.partition("CMD ")[2])
    copied = [rest.split() for word, rest in steps if word == "COPY"]

    assert asked[0] == "python"
    assert ["deploy/answering.py", asked[1]] in copied
    assert (folder / "answering.py").is_file()


def test_the_builder_is_sent_what_the_steps_copy_and_nothing_else(
    steps: list[tuple[str, str]], folder: Path
) -> None:
    written = (folder.parent / ".dockerignore").read_text("utf-8").splitlines()
    patterns = [line for line in written if line and not line.startswith("#")]
    sent = {line.removeprefix("!") for line in patterns if line.startswith("!")}
    copied = {
        source
        for word, rest in steps
        if word == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }

    assert patterns[0] == "*"
    assert sent == copied
    assert [path for path in sent if not (folder.parent / path).exists()] == []


def test_no_secret_goes_into_the_image(steps: list[tuple[str, str]]) -> None:
    told = [rest for word, rest in steps if word in ("ENV", "ARG")]

    assert [rest for rest in told if re.search(r"PASSWORD|SECRET|KEY|TOKEN", rest)] == []
