"""The platform's bench: it asks as it says, refuses what it did not ask for, and its rows tell ratios."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bench.__main__ import BENCHES, _named
from bench.platform.load import Load, length_of, load, summary
from bench.platform.pages import EMPTY_VIEW, keep
from bench.record import ROOT, Record

PAGE = "<p>étalonnage</p>".encode() * 4000
"""More than one piece of what a socket brings at once."""


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Cookie", "")))
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    _Page.asked = []
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield served
    served.shutdown()
    served.server_close()
    thread.join()


def test_every_answer_is_counted_and_every_address_asked(server: ThreadingHTTPServer) -> None:
    found = load(server.server_port, ["/a", "/b"], seconds=0.2, session="s", holds="étalonnage", at_once=4)

    assert {path for path, _ in _Page.asked} == {"/a", "/b"}
    assert {cookie for _, cookie in _Page.asked} == {"sessionid=s"}
    assert 0 < found.p50 <= found.p95
    # All of them are told in the time that they took, which is no less than that asked for.
    assert 4 < found.per_second <= len(_Page.asked) / 0.2


@pytest.mark.parametrize(("path", "holds"), [("/gone", ""), ("/a", "another page")])
def test_what_was_not_asked_for_is_no_measure(server: ThreadingHTTPServer, path: str, holds: str) -> None:
    with pytest.raises(RuntimeError, match="not the page that was asked for"):
        load(server.server_port, [path], seconds=0.1, holds=holds, at_once=2)


def test_an_answer_says_how_long_it_is() -> None:
    assert length_of(b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\nServer: x") == 17
    with pytest.raises(RuntimeError, match="does not say how long"):
        length_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")


def test_waits_are_summed_up() -> None:
    found = summary([0.001 * wait for wait in range(101)], 2.0)

    assert (found.per_second, found.p50, found.p95) == pytest.approx((50.5, 0.05, 0.095))


def test_a_page_is_told_beside_the_empty_view_by_the_middle_of_the_rounds() -> None:
    record = Record("platform.pages")

    keep(
        record,
        "SQLite",
        57,
        {
            EMPTY_VIEW: [Load(1000, 0, 0.01), Load(2000, 0, 0.02), Load(9000, 0, 0.09)],
            "list": [Load(100, 0, 0.2), Load(50, 0, 0.5), Load(200, 0, 0.1)],
        },
    )

    assert record.value("list on SQLite: work, beside the empty view", "57") == 20
    assert record.value("list on SQLite: p95, beside the empty view", "57") == 10
    assert record.value("list on SQLite: p95", "57") == 200


def test_one_word_names_all_the_benches_of_the_platform() -> None:
    assert _named("platform") == [name for name in BENCHES if name.startswith("platform.")]
    assert _named("platform.pages") == ["platform.pages"]
    assert _named("audit") == ["audit"]
    assert _named("strange") == ["strange"]


def test_the_pages_are_measured_on_a_platform_of_their_own() -> None:
    asked = [sys.executable, "-m", "bench", "platform.pages", "--quick"]

    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, text=True)

    assert ran.returncode == 0, ran.stderr[-3000:]
    assert "membership events on SQLite                  57             113 events" in ran.stdout
    assert "list on SQLite: work, beside the empty view" in ran.stdout
