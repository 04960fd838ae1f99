"""The yardstick: a view of Django that answers nothing, behind nothing, on the server of `grappe serve`.

`python -m bench.platform.empty PORT`.
"""

from __future__ import annotations

import gc
import sys

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from grappe.cli.serve import answer
from grappe.pages.parent import die_with_parent


def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer nothing."""
    return HttpResponse(headers={"Content-Length": "0"})


urlpatterns = [path("", empty)]


def served() -> WSGIHandler:
    """Return what the server runs."""
    die_with_parent()
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[])
    django.setup()
    handler = WSGIHandler()
    gc.collect()
    gc.freeze()
    return handler


if __name__ == "__main__":
    answer(
        "127.0.0.1",
        int(sys.argv[1]),
        workers=1,
        ready="",
        beside=None,
        application=f"{__spec__.name}:application",
    )
elif not settings.configured:
    application = served()
