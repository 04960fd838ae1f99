"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ON_DEBIAN = Path("/usr/lib/postgresql")
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"
"""What is lost in a power cut is made again by the next run."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, which Debian keeps off the path; None where there are none."""
    kept = sorted(ON_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    return kept[-1].parent if kept else Path(found).resolve().parent if found else None


@contextmanager
def postgresql(programs: Path) -> Iterator[Path]:
    """Start a server, and give the folder of its socket; its person is `grappe`, who may do everything."""
    # A short path: that of a socket holds 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="grappe-pg-"))
    # It refuses to run as root: Debian's package has made it a person of its own.
    person = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if person:
        shutil.chown(folder, "postgres", "postgres")

    def run(program: str, *words: str | Path) -> None:
        log = folder / f"{program}.out"
        with log.open("ab") as out:
            done = subprocess.run(
                [programs / program, *words], cwd="/", stdout=out, stderr=out, check=False, **person
            )
        if done.returncode != 0:
            raise RuntimeError(f"{program} ended with {done.returncode}:\n{log.read_text()}")

    try:
        run(
            "initdb",
            "-D",
            folder / "data",
            "-U",
            "grappe",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        options = f"{QUICK} -c unix_socket_directories='{folder}'"
        run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "server.log", "-o", options, "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
