"""A folder of results for each cluster of a campaign, on all the processors of the machine."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.progress import Progress, warn

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.figures.asked import Asked
    from grappe.analysis.report.results_folder import Wishes

THREADS = ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS")
"""What the engine of tables and that of pages read when they start."""
FEW = 8
"""Clusters up to which one process is done sooner than others are started."""

Job = tuple[Path, "pl.DataFrame", "Dossier", list["Asked"], "Wishes"]


def folders_of(clusters: Iterable[str]) -> dict[str, str]:
    """Return a folder's name for each cluster: its id made harmless, and no two alike, even on Windows."""
    names: dict[str, str] = {}
    for cluster in clusters:
        plain = re.sub(r"[^\w-]+", "_", cluster).strip("_") or "cluster"
        taken = {name.casefold() for name in names.values()}
        name, turn = plain, 2
        while name.casefold() in taken:
            name, turn = f"{plain}-{turn}", turn + 1
        names[cluster] = name
    return names


def write_each(
    stage: Path,
    folders: dict[str, str],
    found: pl.DataFrame,
    dossier: Dossier,
    asked: list[Asked],
    wishes: Wishes,
    progress: Progress,
) -> None:
    """Write the results of each cluster as if it had come alone, in its folder under `stage`.

    found: the figures of the whole campaign, in which each cluster's are what they would be alone.
    """
    from grappe.analysis.dossier.dossier import only
    from grappe.analysis.figures.asked import asked_alone

    parts = {cluster: part for (cluster,), part in found.partition_by("cluster_id", as_dict=True).items()}
    jobs: list[Job] = []
    for cluster, folder in folders.items():
        (stage / folder).mkdir()
        own = [asked_alone(one, cluster) for one in asked]
        jobs.append((stage / folder, parts[cluster], only(dossier, cluster), own, wishes))
    workers = min(_processors(), len(jobs))
    if workers < 2 or len(jobs) <= FEW:
        for job in jobs:
            _write(job, progress)
        return
    # A fork would copy the locks that the engine's threads hold.
    with (
        _one_thread_each(),
        ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool,
    ):
        done = [pool.submit(_write_quietly, job) for job in jobs]
        try:
            for count, one in enumerate(as_completed(done), start=1):
                one.result()
                progress(
                    say(
                        N_("Clusters écrits : {count} sur {all}"), wishes.language, count=count, all=len(jobs)
                    )
                )
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Have the processes started meanwhile use one thread: there are as many of them as processors."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(job: Job, progress: Progress) -> None:
    from grappe.analysis.report.results_folder import Heard, write_results

    folder, found, dossier, asked, wishes = job
    write_results(folder, found, dossier, asked, wishes, Heard(progress, warn))


def _write_quietly(job: Job) -> None:
    with Progress(shown=False) as progress:
        _write(job, progress)
