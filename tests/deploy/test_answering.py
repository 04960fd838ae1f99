"""The health of the container: what is asked of the web server by the program beside it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.pages.test_serve import environment, free_port, serving

__all__ = ["environment"]
WELL = '{"database": "well", "migrations": "well", "worker": "well"}'


def asked(folder: Path, port: int) -> int:
    return subprocess.run([sys.executable, folder / "answering.py", str(port)], check=False).returncode


@contextmanager
def telling(status: int, told: str) -> Iterator[int]:
    """A web server that tells one thing of itself, and the port where it does."""

    class Teller(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/sante/" else 404)
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Teller) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_the_platform_is_well_while_it_answers_and_ill_once_stopped(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    port = free_port()

    with serving(environment, port, tmp_path / "log"):
        answering = asked(folder, port)

    assert (answering, asked(folder, port)) == (0, 1)


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        (200, WELL, 0),
        (503, WELL.replace('"worker": "well"', '"worker": "ill"'), 0),
        (503, WELL.replace('"migrations": "well"', '"migrations": "ill"'), 1),
        (503, '{"database": "ill", "migrations": "unknown", "worker": "unknown"}', 1),
        (200, "<p>Another program</p>", 1),
        (200, "[]", 1),
    ],
)
def test_work_that_waits_for_a_worker_is_no_illness_of_the_web_server(
    folder: Path, status: int, told: str, code: int
) -> None:
    with telling(status, told) as port:
        assert asked(folder, port) == code
