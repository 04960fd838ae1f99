"""Many at once who ask for pages, each for the next as soon as it has one: how many are answered, how late.

`python -m bench.platform.load`: the question comes as JSON on its standard input, the answer goes out so.
In a process of its own, so that it does not wait for what it measures.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle
from statistics import quantiles

from bench.record import ROOT

HEAD_ENDS = b"\r\n\r\n"


@dataclass(frozen=True)
class Load:
    """What was measured: answers a second, and the seconds that 50 and 95 in 100 waited at most."""

    per_second: float
    p50: float
    p95: float


def load(
    port: int, paths: list[str], *, seconds: float, session: str = "", holds: str = "", at_once: int = 50
) -> Load:
    """Ask for pages in turn. Raises RuntimeError where one is not answered by 200 and what it should hold."""
    asked = {
        "port": port,
        "requests": [_request(port, path, session) for path in paths],
        "seconds": seconds,
        "at_once": at_once,
        "holds": holds,
    }
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        input=json.dumps(asked),
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return summary(**json.loads(done.stdout))


def summary(waited: list[float], seconds: float) -> Load:
    """Return what so many waits come to, all of them over after some seconds."""
    parts = quantiles(waited, n=100, method="inclusive")
    return Load(len(waited) / seconds, parts[49], parts[94])


def _request(port: int, path: str, session: str) -> str:
    cookie = f"Cookie: sessionid={session}\r\n" if session else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: fr\r\n{cookie}\r\n"


@dataclass
class _Asker(asyncio.Protocol):
    """One connection, kept open."""

    requests: cycle[bytes]
    until: float
    holds: bytes
    waited: list[float]
    over: asyncio.Future[None]
    read: bytearray = field(default_factory=bytearray)
    ends: int | None = None
    since: float = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        if self.over.done():
            return
        self.read += data
        if self.ends is None:
            head = self.read.find(HEAD_ENDS)
            if head < 0:
                return
            try:
                self.ends = head + len(HEAD_ENDS) + length_of(bytes(self.read[:head]))
            except RuntimeError as failed:
                self._end(failed)
                return
        if len(self.read) < self.ends:
            return
        self.waited.append(time.perf_counter() - self.since)
        if not self.read.startswith(b"HTTP/1.1 200") or self.holds not in self.read:
            self._end(RuntimeError(f"not the page that was asked for: {bytes(self.read[:500])!r}"))
        elif time.perf_counter() >= self.until:
            self._end(None)
        else:
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or ConnectionError("the server hung up"))

    def _ask(self) -> None:
        self.read.clear()
        self.ends, self.since = None, time.perf_counter()
        self.transport.write(next(self.requests))  # type: ignore[attr-defined]  # one that is written to

    def _end(self, failed: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(failed) if failed else self.over.set_result(None)


def length_of(head: bytes) -> int:
    """Return how long a body is, as its head says."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    raise RuntimeError(f"an answer that does not say how long it is: {head!r}")


async def _ask_all(
    port: int, requests: list[bytes], seconds: float, at_once: int, holds: bytes
) -> dict[str, object]:
    loop, waited = asyncio.get_running_loop(), list[float]()
    start = time.perf_counter()
    until = start + seconds
    over = [loop.create_future() for _ in range(at_once)]
    for place, one in enumerate(over):
        turn = cycle([*requests[place % len(requests) :], *requests[: place % len(requests)]])
        await loop.create_connection(lambda: _Asker(turn, until, holds, waited, one), "127.0.0.1", port)  # noqa: B023
    await asyncio.gather(*over)
    return {"waited": waited, "seconds": time.perf_counter() - start}


def main() -> None:
    """Ask, and tell each wait, and how long it all took."""
    told = json.loads(sys.stdin.read())
    requests = [one.encode() for one in told["requests"]]
    try:
        found = asyncio.run(
            _ask_all(told["port"], requests, told["seconds"], told["at_once"], told["holds"].encode())
        )
    except (RuntimeError, OSError) as failed:
        sys.exit(str(failed))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
