"""What is remembered of the last backup: when, and the line of the journal that it saw last."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from grappe.apps.backup.drafts import sync_folder
from grappe.apps.backup.manifest import LastLine

TRACE = "last-backup"


@dataclass(frozen=True, slots=True)
class Trace:
    """One backup, remembered: where it was written is not, since it may have been moved."""

    made_at: dt.datetime
    journal: LastLine | None


def read_trace(folder: Path) -> Trace | None:
    """Return what a folder remembers of the last backup, None when nothing that can be read."""
    try:
        told = json.loads((folder / TRACE).read_text("utf-8"))
        made_at = dt.datetime.fromisoformat(told["made_at"])
        journal = told["journal"] and LastLine(
            int(told["journal"]["number"]), str(told["journal"]["signature"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Trace(made_at, journal) if made_at.tzinfo else None


def leave_trace(folder: Path, trace: Trace) -> None:
    """Remember a backup, whole or not at all."""
    told = {**asdict(trace), "made_at": trace.made_at.astimezone(dt.UTC).isoformat()}
    write_whole(folder / TRACE, json.dumps(told, indent=1) + "\n")


def write_whole(file: Path, words: str) -> None:
    """Write a small file that is there whole or not at all, on the disk for good."""
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(words)
        opened.flush()
        os.fsync(handle)
    draft.replace(file)
    sync_folder(file.parent)
