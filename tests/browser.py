"""The browser of the machine, and a platform that it looks at."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from grappe.apps.settings.installation import Installation

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        yield browser
        browser.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        pass


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        from django.db import connections  # noqa: PLC0415 - Django is set up by then

        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


@pytest.fixture
def live(installation: Installation) -> Iterator[str]:  # noqa: ARG001 - its database must be there
    """The address of a platform that answers on this machine, on the database of the test."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - Django is set up by then

    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        # A passkey belongs to a name, never to a number.
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Visit:
    """A window on the platform, and all that went wrong in it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the platform."""
        self.page.goto(self.address + path)
        return self.page

    def shoot(self, name: str) -> None:
        """Keep a picture of the whole page where PICTURES says, for people to look at."""
        folder = os.environ.get("PICTURES")
        if folder:
            width = self.page.evaluate("innerWidth")
            self.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)

    def axe(self) -> list[tuple[str, str]]:
        """What axe finds on the page that is open."""
        violations = Axe().run(self.page).response["violations"]
        return [(one["id"], one["nodes"][0]["html"]) for one in violations]

    def beyond(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return max(wide, 0)

    def sideways(self) -> int:
        """How many tables are wider than their box on a phone, where each row is a card."""
        if self.page.viewport_size != PHONE:
            return 0
        wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
        found: int = self.page.locator(".scroll").evaluate_all(wide)
        return found


Visitor = Callable[..., Visit]
OF_AXE = "Failed to execute 'postMessage' on 'DOMWindow'"
"""What axe is told when a page goes on before it spoke to all frames; no script of ours posts messages."""


@pytest.fixture
def visit(live: str, chromium: Browser) -> Iterator[Visitor]:
    """Open windows of somebody new: `visit()`, `visit(viewport=PHONE, color_scheme="dark")`.

    At the end nothing may have gone wrong in any: no error of a script, no request to another host.
    """
    opened: list[BrowserContext] = []
    visits: list[Visit] = []
    here = urlsplit(live).netloc

    def open_one(**options: object) -> Visit:
        context = chromium.new_context(**{"viewport": WIDE, "locale": "fr-BE", **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        opened.append(context)
        one = Visit(context.new_page(), live)
        visits.append(one)

        def asked(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != here:
                one.faults.append(f"asks {url}")

        one.page.on("request", lambda request: asked(request.url))
        one.page.on("pageerror", lambda error: one.faults.append(f"fails: {error}"))

        def told(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and OF_AXE not in message.text:
                one.faults.append(f"says: {message.text}")

        one.page.on("console", told)
        return one

    yield open_one
    for context in opened:
        context.close()
    faults = [fault for one in visits for fault in one.faults]
    if faults:
        pytest.fail("\n".join(faults))
