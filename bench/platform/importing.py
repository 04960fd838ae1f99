"""Members from a workbook: preview, write, change all of them, take it back; time and memory."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from openpyxl import Workbook

from bench.memory import most_held
from bench.platform.databases import KINDS, installation
from bench.record import Record
from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django

SIZES = (1_000, 10_000)
HEADINGS = (
    "Dénomination", "Forme juridique", "N° BCE", "Rue", "Code postal", "Localité", "Date d’adhésion", "Catégorie",
    "Nature", "Site web", "Téléphone", "Activité", "NACE", "Contact", "E-mail du contact", "CP établissement", "ETP",
)  # fmt: skip
PLACES = (("4000", "Liège"), ("4800", "Verviers"), ("5000", "Namur"), ("6000", "Charleroi"), ("7000", "Mons"))


def measure(record: Record, *, quick: bool) -> None:
    """Measure each size on each database, each in a process of its own."""
    for kind in KINDS:
        for size in (50,) if quick else SIZES:
            with installation(kind) as told:
                done = subprocess.run(
                    [sys.executable, "-m", "bench.platform.importing", str(size)],
                    env={**os.environ, **told},
                    check=True,
                    stdout=subprocess.PIPE,
                    text=True,
                    cwd=Path(__file__).parents[2],
                )
            for name, value in json.loads(done.stdout.splitlines()[-1]).items():
                record.add(
                    f"import on {kind}: {name}", value, "GB" if name == "memory" else "s", size=str(size)
                )


def workbook(size: int, phone: str) -> bytes:
    """Return a workbook of made-up members, as a team would keep it."""
    made = Workbook(write_only=True)
    page = made.create_sheet("Membres")
    page.append(["Liste des membres"])
    page.append(list(HEADINGS))
    for row in range(size):
        page.append(_row(row, phone))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _row(row: int, phone: str) -> list[Any]:
    body = 40_000_000 // 10 + row * 7
    number = f"{body:08d}{97 - body % 97:02d}"
    postal_code, place = PLACES[row % len(PLACES)]
    return [
        f"Atelier {_letters(row)} SRL", "SRL", f"BE {number[:4]}.{number[4:7]}.{number[7:]}",
        f"rue de l’Atelier {row}", postal_code, place, dt.date(2005 + row % 20, 1 + row % 12, 1 + row % 28),
        "effectif" if row % 3 else "adhérent", "PME", f"www.atelier-{row}.be", f"{phone} {row}",
        "Menuiserie et agencement", "16.23", f"Ada {_letters(row).capitalize()}", f"ada@atelier-{row}.be",
        postal_code, 1 + row % 40,
    ]  # fmt: skip


def _letters(row: int) -> str:
    """Return a made-up word of its own for each row."""
    parts = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu")
    return "".join(parts[int(figure)] for figure in f"{row:05d}")


def run(size: int) -> dict[str, float]:
    """Do it all in this process, which has an installation of its own; return seconds, and GB at most."""
    start_django(read_installation(dict(os.environ)))
    call_command("migrate", interactive=False, verbosity=0)
    # What has models waits for Django to be set up.
    found = importlib.import_module("grappe.apps.clusters.acts.founding").found
    acts = "grappe.apps.members.importing.acts"
    receive = importlib.import_module(f"{acts}.receiving").receive
    commit = importlib.import_module(f"{acts}.committing").commit
    undo = importlib.import_module(f"{acts}.undoing").undo

    day, by = dt.date(2026, 3, 1), "person:1"
    cluster = found(slug="bench", name="Bench", by=by, on=day)
    first, second = workbook(size, "04 223"), workbook(size, "087 22")
    took: dict[str, float] = {}

    def timed(name: str, job: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        done = job()
        took[name] = time.perf_counter() - start
        return done

    sent = timed("preview", lambda: receive(cluster=cluster, name="m.xlsx", content=first, by=by, on=day))
    if (sent.counts["new"], sent.counts["errors"]) != (size, 0):
        raise RuntimeError(f"not all of them are new: {sent.counts}")
    timed("commit", lambda: commit(sent=sent, seen=sent.judged, by=by))
    took["preview and commit"] = took["preview"] + took["commit"]
    again = timed(
        "preview of changes", lambda: receive(cluster=cluster, name="m.xlsx", content=second, by=by, on=day)
    )
    if (again.counts["known"], again.counts["changes"]) != (size, size):
        raise RuntimeError(f"not all of them change: {again.counts}")
    timed("commit of changes", lambda: commit(sent=again, seen=again.judged, by=by))
    timed("undo of changes", lambda: undo(sent=again, by=by))
    took["memory"] = most_held()
    return took


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]))))
