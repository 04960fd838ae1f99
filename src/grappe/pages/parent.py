"""A worker does not outlive the program that it was born of."""

from __future__ import annotations

import multiprocessing
import os
import threading


def die_with_parent() -> None:
    """Have this program end when its parent does, even killed: a worker left alone would keep the port.

    A program that no other has made has nobody to wait for.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        # Siblings hold the end of the pipe that tells; the youngest sees it first, then each the next.
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, name="follows its parent", daemon=True).start()
