"""A person's own account: their name, their way in, their sessions."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.language.spoken import spoken
from grappe.pages.account.forms import PersonForm
from grappe.pages.account.places import places_of_request
from grappe.pages.look.clicks import not_done


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_home(request: HttpRequest) -> HttpResponse:
    """Show a person their account, and take their name."""
    form = PersonForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, say(N_("Votre nom est enregistré."), spoken()))
        return redirect("account_home")
    return render(request, "account/home.html", {"form": form, "places": places_of_request(request)})


@login_required
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one of the person's own sessions: whoever sits there must come in anew."""
    if request.method != "POST":
        return not_done(request, reverse("usersessions_list"))
    session = get_object_or_404(UserSession, pk=number, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    messages.success(request, say(N_("Cette session est fermée."), spoken()))
    return redirect("usersessions_list")
