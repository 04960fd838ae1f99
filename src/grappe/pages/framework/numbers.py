"""Numbers in addresses: one that no database could hold is the number of nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

MOST_DIGITS = 18
"""Of the number of a row: SQLite and PostgreSQL fail on what is larger than they count, which has more."""


def of_nothing(number: object) -> bool:
    """Tell whether a number, read or as written, is larger than that of any row."""
    written = str(number)
    return written.isdecimal() and len(written) > MOST_DIGITS


class NumbersOfNothing:
    """Answers, before any view, that there is no such page where an address has a number of nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django passes it
        view: Callable[..., HttpResponseBase],  # noqa: ARG002 - the same
        args: tuple[object, ...],
        named: dict[str, object],
    ) -> None:
        """Raise Http404 for a number of nothing."""
        if any(of_nothing(part) for part in (*args, *named.values())):
            raise Http404
