"""What an answer tells the browser that it may do; and the desk runs under it."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import Context, Template
from playwright.sync_api import Page
from tests.browser import Visitor
from tests.visitors import signed_in, visitor

from grappe.apps.people.models import Person
from grappe.apps.settings.installation import LOCAL, Installation
from grappe.pages.framework.security import security_settings
from grappe.pages.headers.policy import say_what_may_run

NONCE = re.compile(r"'nonce-([\w-]{20,})'")
DESK = (
    "/bureau/",
    "/bureau/grappes/",
    "/bureau/grappes/twist/",
    "/bureau/account/",
    "/bureau/documents/",
    "/bureau/documents/multiple/add/",
    "/bureau/images/",
    "/bureau/images/add/",
    "/bureau/images/multiple/add/",
)


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("page", ["/compte/login/", "/sante/", "/rien/", "/compte/signup/"])
def test_every_answer_says_what_may_run_and_who_may_frame_it(page: str) -> None:
    answer = visitor().get(page)

    assert NONCE.sub("'nonce-…'", answer["Content-Security-Policy"]) == (
        "default-src 'self'; script-src 'self' 'nonce-…'; style-src 'self'; img-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=(), geolocation=()")


@pytest.mark.usefixtures("installation")
def test_the_mark_of_an_answer_is_that_of_its_scripts_and_of_no_other_answer() -> None:
    class Answer:
        def __init__(self) -> None:
            self.text = Template('<script nonce="{% nonce %}">').render(Context())
            self.headers: dict[str, str] = {}

    answered = [say_what_may_run(lambda _: Answer())(None) for _ in range(2)]  # type: ignore[arg-type, return-value]
    marks = [NONCE.findall(one.headers["Content-Security-Policy"]) for one in answered]

    assert [f'<script nonce="{mark}">' for (mark,) in marks] == [one.text for one in answered]  # type: ignore[attr-defined]
    assert marks[0] != marks[1]


def test_cookies_go_by_tls_alone_once_the_site_has_a_name(tmp_path: Path) -> None:
    here = Installation(data=tmp_path, database=None)  # type: ignore[arg-type]  # none is asked for
    named = dataclasses.replace(here, hosts=("grappe.example.be", *LOCAL))

    def closed(installation: Installation) -> set[object]:
        told = security_settings(installation)
        return {told["SESSION_COOKIE_SECURE"], told["CSRF_COOKIE_SECURE"]}

    assert (closed(here), closed(named)) == ({False}, {True})
    assert closed(dataclasses.replace(named, debug=True)) == {False}
    assert closed(dataclasses.replace(named, demo=True)) == {False}


def test_a_server_in_front_is_believed_when_it_is_told_of_alone(tmp_path: Path) -> None:
    alone = Installation(data=tmp_path, database=None)  # type: ignore[arg-type]  # none is asked for

    assert security_settings(alone)["SECURE_PROXY_SSL_HEADER"] is None
    assert security_settings(dataclasses.replace(alone, proxies=1))["SECURE_PROXY_SSL_HEADER"] == (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )


@pytest.mark.usefixtures("installation")
def test_wagtail_s_own_way_in_is_closed() -> None:
    assert visitor().get("/bureau/login/?next=/bureau/images/")["Location"] == (
        "/compte/login/?next=/bureau/images/"
    )
    assert visitor().post("/bureau/login/", {"username": "a@b.be", "password": "x"})["Location"] == (
        "/compte/login/"
    )


CHECK = """
import os, json
from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django
start_django(read_installation(os.environ))
from django.core.checks import run_checks
print(json.dumps([str(one) for one in run_checks(include_deployment_checks=True)
                  if not one.is_silenced()]))
"""


def test_django_finds_nothing_to_say_of_a_site_that_is_visited(tmp_path: Path) -> None:
    told = {"GRAPPE_DATA": str(tmp_path), "GRAPPE_HOSTS": "grappe.example.be", "GRAPPE_PROXIES": "1"}

    checked = subprocess.run(
        [sys.executable, "-c", CHECK],
        env={name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"} | told,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(checked.stdout) == []


def test_the_desk_runs_under_the_policy_and_a_script_that_it_does_not_know_does_not(
    visit: Visitor, live: str, cast: dict[str, Person]
) -> None:
    window = visit()
    client = signed_in(cast["administrator"])
    cookie = client.cookies["sessionid"].value
    window.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live}])

    for path in DESK:
        page: Page = window.go(path)
        page.wait_for_load_state("networkidle")
        window.shoot(f"desk{path.replace('/', '-')}")
    assert window.faults == []

    page.evaluate(
        "document.body.appendChild(Object.assign(document.createElement('script'), {text: 'hit = 1'}))"
    )
    assert page.evaluate("typeof hit") == "undefined"
    window.faults.clear()
