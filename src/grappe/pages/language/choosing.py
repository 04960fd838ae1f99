"""The language of a page: the person’s, else the one chosen here, else the browser’s, else ours."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from grappe.analysis.language.catalogues import Language
from grappe.apps.language.spoken import ours, spoken

A_YEAR = 365 * 24 * 3600


def speak_their_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Have all that answers a request speak its reader's language, an answer sent by pieces too."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # where Django's own pages look for it
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return answered


def language_of(request: HttpRequest) -> Language:
    """Return the language of who asks. Whoever brings no session has none looked for in the database."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return ours(request.user.language) or "fr"
    return ours(translation.get_language_from_request(request)) or "fr"


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen, in the account of who has one, and go back to the page they read."""
    language = ours(request.POST.get("language"))
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure()):
        there = "/"
    answer = HttpResponseRedirect(there)
    if language is None:
        return answer
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return answer


def language_context(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - Django gives it to each of these
    """Return what every template knows of its language."""
    return {"language": spoken(), "languages": settings.LANGUAGES}
