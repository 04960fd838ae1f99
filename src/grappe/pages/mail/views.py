"""The e-mails of a demonstration, readable by anybody; elsewhere these addresses do not exist."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from grappe.pages.framework.starting import installed
from grappe.pages.mail.folder import Written, folder_of, names, read

ON_A_PAGE = 30


@require_safe
@never_cache
def list_mail(request: HttpRequest) -> HttpResponse:
    """Show the e-mails written, the newest first."""
    _refuse_outside_of_a_demonstration()
    folder = folder_of(installed())
    page = Paginator(names(folder), ON_A_PAGE).get_page(request.GET.get("page"))
    found = [one for name in page.object_list if (one := read(folder, name))]
    return render(request, "mail/list.html", {"page": page, "found": found})


@require_safe
@never_cache
def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one e-mail: its text, and its page in a frame that runs nothing."""
    return render(request, "mail/one.html", {"mail": _asked(name)})


@require_safe
@never_cache
@xframe_options_sameorigin
def show_html(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - Django gives it to every view
    """Answer with the page of an e-mail, as it was written. Nothing in it runs or asks for anything."""
    mail = _asked(name)
    if not mail.html:
        raise Http404
    # A link opens in the place of the page around, not in the frame.
    answer = HttpResponse(f'<base target="_top">{mail.html}')
    answer["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
        "sandbox allow-top-navigation-by-user-activation"
    )
    return answer


def _asked(name: str) -> Written:
    _refuse_outside_of_a_demonstration()
    mail = read(folder_of(installed()), name)
    if mail is None:
        raise Http404
    return mail


def _refuse_outside_of_a_demonstration() -> None:
    if not installed().demo:
        raise Http404
