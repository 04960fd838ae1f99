"""The page by which people come in, and the way in of a demonstration's persons."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from grappe.apps.people.models import Person
from grappe.pages.framework.starting import installed


class EnterView(LoginView):  # type: ignore[misc]  # allauth is not typed
    """Sign-in, with the persons of a demonstration beside it."""

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        """Add those persons, in a demonstration alone."""
        told: dict[str, Any] = super().get_context_data(**known)
        return {**told, "demo": demo_persons() if installed().demo else []}


@require_POST
def enter_as_demo(request: HttpRequest) -> HttpResponse:
    """Let somebody in as a person of the demonstration. Elsewhere this address does not exist."""
    if not installed().demo:
        raise Http404
    number = request.POST.get("person", "")
    person = get_object_or_404(demo_persons(), pk=int(number) if number.isdecimal() else 0)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    asked = request.POST.get("next", "")
    there = asked if asked and get_adapter().is_safe_url(asked) else None
    entered: HttpResponse = flows.login.perform_login(request, Login(user=person, redirect_url=there))
    return entered


def demo_persons() -> Any:
    """Return the persons of the demonstration who may come in."""
    return Person.objects.filter(is_active=True).exclude(demo="").order_by("pk")


def leave_for_the_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a person to the other service, by a page: a form of ours leads nowhere else, its policy says."""
    answer: HttpResponse = openid_connect.login(request, provider_id)
    if answer.status_code == HTTPStatus.FOUND and "client_id=" in answer["Location"]:
        return render(request, "account/leaving.html", {"there": answer["Location"]})
    return answer
