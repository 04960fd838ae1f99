"""The pages of whoever applies: no account is asked for, and none is made."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.apps.applications.acts.applying import Applicant, apply_once
from grappe.apps.applications.acts.documents import file_document
from grappe.apps.applications.models import Application
from grappe.apps.applications.privacy import KEPT
from grappe.apps.applications.queries.waiting import application_of
from grappe.apps.clusters.models import Cluster
from grappe.apps.language.spoken import spoken
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.framework.numbers import of_nothing
from grappe.pages.joining import letters
from grappe.pages.joining.forms import AddForm, ApplyForm
from grappe.pages.mail.letters import leaves, written

BY = "system:adhesion"
"""How the journal names whoever has no account: nobody was asked to prove who they are."""
TRAP = "fax"
"""A field that no person sees: what fills it is a machine."""
UNSENT = "sans-lettre"
"""In an address: the application came, and its letter did not leave."""
LONGEST_TOKEN = 64
STATES = {
    Application.State.RECEIVED: N_("Vos documents sont là ; l’équipe les lit."),
    Application.State.COMPLETE: N_("Vos documents sont acceptés. Le conseil d’administration décidera."),
    Application.State.ADMITTED: N_("Votre candidature est admise. Bienvenue."),
    Application.State.REFUSED: N_("Votre candidature n’a pas été retenue."),
    Application.State.WITHDRAWN: N_("Votre candidature a été retirée."),
}


@csrf_exempt  # it asks by itself, so that what was typed comes back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_here(request: HttpRequest, cluster: str) -> HttpResponse:
    """Show the form of a cluster, and take what it brings: once, however often it is sent.

    What does not come from a form that this browser was just given is not taken, but shown to be sent again.
    """
    found = get_object_or_404(Cluster, slug=cluster)
    if request.method != "POST":
        return _form(request, found, ApplyForm(cluster=found), secrets.token_urlsafe(24))
    if request.POST.get(TRAP):
        return redirect("application_received", cluster=cluster)
    token = request.POST.get("token", "")[:LONGEST_TOKEN] or secrets.token_urlsafe(24)
    late = _is_late(request)
    form = ApplyForm(request.POST, request.FILES, cluster=found, late=late)
    if form.is_valid():
        if ratelimit.consume(request, action="apply"):
            try:
                return _taken(request, found, form, token)
            except RegisterRefusal as refused:
                form.add_error(None, refused.sentences(spoken())[0])
        else:
            many = N_("Trop de candidatures viennent d’être envoyées d’ici. Réessayez dans une heure.")
            form.add_error(None, say(many, spoken()))
    return _form(request, found, form, token, status=403 if late else 200)


@require_safe
def received(request: HttpRequest, cluster: str) -> HttpResponse:
    """Say that the form arrived, and where to look."""
    told = {"cluster": get_object_or_404(Cluster, slug=cluster), "unsent": UNSENT in request.GET}
    return render(request, "joining/received.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, cluster: str) -> HttpResponse:
    """Show whoever holds its link how an application stands, and take the document that lacks.

    The secret stands after the question mark, which no log keeps.
    """
    secret = request.GET.get("cle", "")
    application = application_of(secret)
    if application is None or application.cluster.slug != cluster:
        known = get_object_or_404(Cluster, slug=cluster)
        return render(request, "joining/link_over.html", {"cluster": known}, status=404)
    form, wanted = AddForm(), request.POST.get("document", "")
    number = int(wanted) if wanted.isdecimal() and not of_nothing(wanted) else 0
    if request.method == "POST":
        form = AddForm(request.POST, request.FILES)
        document = application.documents.filter(pk=number).first()
        if document is None:
            raise Http404
        if form.is_valid():
            try:
                file_document(
                    document=document, file=form.cleaned_data["file"], by=BY, on=timezone.localdate()
                )
            except RegisterRefusal as refused:
                form.add_error("file", refused.sentences(spoken())[0])
            else:
                messages.success(request, say(N_("« {label} » est arrivé."), spoken(), label=document.label))
                return redirect(f"{request.path}?cle={secret}")
    told = {
        "application": application,
        "cluster": application.cluster,
        "category": say(application.category.name, spoken()),
        "standing": _standing(application),
        "documents": list(application.documents.all()),
        "faults": form.errors.get("file", []),
        "at_fault": number,
        "accept": form.fields["file"].widget.attrs["accept"],
    }
    return render(request, "joining/follow.html", told)


def _standing(application: Application) -> str:
    """Say how an application stands; of one that lacks documents, how many."""
    if application.state != Application.State.INCOMPLETE:
        return say(STATES[Application.State(application.state)], spoken())
    lacking = application.documents.filter(state="asked").count()
    return say_many(
        "Il manque {count} document : ajoutez-le ici.",
        "Il manque {count} documents : ajoutez-les ici.",
        lacking,
        spoken(),
    )


def _taken(request: HttpRequest, cluster: Cluster, form: ApplyForm, token: str) -> HttpResponse:
    told = form.cleaned_data
    taken = apply_once(
        cluster=cluster,
        applicant=_applicant(told),
        category=told["category"],
        member_kind=told["member_kind"],
        language=spoken(),
        message=told["message"],
        form=token,
        files=form.sent_files(),
        by=BY,
        on=timezone.localdate(),
    )
    contact = taken.application.contact
    if taken.secret:
        where = request.build_absolute_uri(reverse("follow_application", kwargs={"cluster": cluster.slug}))
        letter = letters.received(taken, f"{where}?cle={taken.secret}")
        if not leaves(written(letter, contact.email if contact else told["email"], spoken())):
            return redirect(f"{reverse('application_received', kwargs={'cluster': cluster.slug})}?{UNSENT}")
    return redirect("application_received", cluster=cluster.slug)


def _applicant(told: dict[str, Any]) -> Applicant:
    where = {name: told[name] for name in ("street", "postal_code", "place", "country")}
    return Applicant(
        name=told["name"],
        identity={"enterprise_number": told["enterprise_number"], **where},
        sites=[{**where, "fte": told["fte"], "self_employed_main": told["self_employed_main"]}],
        contact={name: told[name] for name in ("first_name", "last_name", "function", "email", "phone")},
    )


class _Asked(CsrfViewMiddleware):
    """Django's own question to a form, whose answer is left to the view."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002 - Django passes it
        return HttpResponse(reason, status=403)


def _is_late(request: HttpRequest) -> bool:
    """Tell whether a form lacks the secret of this browser: its cookie changed, or another site sent it."""
    return _Asked(lambda _: HttpResponse()).process_view(request, _form, (), {}) is not None


def _form(
    request: HttpRequest, cluster: Cluster, form: ApplyForm, token: str, *, status: int = 200
) -> HttpResponse:
    told = {
        "cluster": cluster,
        "form": form,
        "token": token,
        "trap": TRAP,
        "kept": say(KEPT, spoken()),
    }
    return render(request, "joining/form.html", told, status=status)
