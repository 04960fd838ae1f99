"""`grappe serve`, and the yardstick on the same server, for as long as they are asked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from tempfile import TemporaryFile

from bench.record import ROOT

PATIENCE = 120
GRAPPE = (sys.executable, "-m", "grappe.cli.main", "serve", "--no-worker", "--port")
EMPTY = (sys.executable, "-m", "bench.platform.empty")


@contextmanager
def serving(words: tuple[str, ...], told: dict[str, str], *, first: str) -> Iterator[tuple[int, float]]:
    """Start a server; yield its port and the seconds until it had answered its first page."""
    port = _free_port()
    with TemporaryFile() as log:
        start = time.perf_counter()
        server = subprocess.Popen(
            [*words, str(port)], env={**os.environ, **told}, stdout=log, stderr=log, cwd=ROOT
        )
        try:
            _answered(server, port, first, start)
            yield port, time.perf_counter() - start
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode("utf-8", "replace")[-2000:])
            raise
        finally:
            server.terminate()
            server.wait(PATIENCE)


def get(port: int, path: str, session: str = "") -> float:
    """Ask for one page, and return the seconds that it took."""
    start = time.perf_counter()
    asked = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
        answer = asked.getresponse()
        answer.read()
    finally:
        asked.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered by {answer.status}")
    return time.perf_counter() - start


def _answered(server: subprocess.Popen[bytes], port: int, first: str, start: float) -> None:
    while True:
        try:
            get(port, first)
        except OSError:
            if server.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise RuntimeError("the server does not answer") from None
            time.sleep(0.01)
        else:
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
