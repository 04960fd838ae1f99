"""A worker beside the web server: born with it, made again where it ends, gone with it."""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable

PATIENCE = 30
"""Seconds that it has to end what it has in hand."""
PAUSE = 1
"""Seconds before it is made again: one that fails at once must not fill the log."""
LOG = logging.getLogger("grappe.worker")


class Beside:
    """Runs `work(name)` in a program of its own, again and again, until `stop`."""

    def __init__(self, work: Callable[[str], None], name: str) -> None:
        self._work, self._name = work, name
        self._stopping = threading.Event()
        self._programs = multiprocessing.get_context("spawn")
        self._program = self._programs.Process(target=work, args=(name,), name=name)
        self._watch = threading.Thread(target=self._keep, name="keeps the worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._program.start()
        self._watch.start()

    def stop(self) -> None:
        """Have it end what it has in hand, and go."""
        self._stopping.set()
        self._program.terminate()
        self._program.join(PATIENCE)
        if self._program.is_alive():
            self._program.kill()
            self._program.join()

    def _keep(self) -> None:
        while True:
            self._program.join()
            if self._stopping.wait(PAUSE):
                return
            LOG.error("the worker ended (code %s), and is made again", self._program.exitcode)
            self._program = self._programs.Process(target=self._work, args=(self._name,), name=self._name)
            self._program.start()
