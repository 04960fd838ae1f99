"""The address of a button, opened as a page: after signing in again, what was clicked is not done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.language.spoken import spoken

NOT_DONE = N_("Rien n’a été changé : votre clic n’est pas arrivé jusqu’ici. Cliquez de nouveau.")


def not_done(request: HttpRequest, there: str) -> HttpResponse:
    """Lead to the page where the button stands, and say there that the click did nothing."""
    messages.warning(request, say(NOT_DONE, spoken()))
    return HttpResponseRedirect(there)
