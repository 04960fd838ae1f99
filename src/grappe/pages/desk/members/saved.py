"""The questions about members that are kept under a name: shown beside the list, kept, forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.acts.saved import forget_filter, save_filter
from grappe.apps.members.models import SavedFilter
from grappe.apps.members.rules.wanted import Wanted, read_wanted, written
from grappe.pages.desk.entrance import Desk
from grappe.pages.look.clicks import not_done

LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLink:
    """One question that is kept."""

    number: int
    name: str
    address: str
    asked: bool
    whose: str
    """Who made it, where it is another's."""
    mine: bool


def saved_links(desk: Desk, wanted: Wanted) -> tuple[SavedLink, ...]:
    """Return the person's own questions and those that the team shares."""
    theirs = desk.cluster.saved_filters.filter(Q(shared=True) | Q(person=desk.person))
    here, question = desk.address("members"), written(wanted)
    return tuple(
        SavedLink(
            number=one.pk,
            name=one.name,
            address=f"{here}?{one.question}" if one.question else here,
            asked=one.question == question,
            whose="" if one.person_id == desk.person.pk else str(one.person),
            mine=one.person_id == desk.person.pk,
        )
        for one in theirs.select_related("person")
    )


def save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep a question under a name, and come back to the list."""
    if request.method != "POST":
        return not_done(request, desk.address("members"))
    wanted = read_wanted(dict(QueryDict(request.POST.get("question", "")).lists()))
    question, name = written(wanted), request.POST.get("name", "").strip()[:LONGEST]
    here = desk.address("members")
    if not name:
        messages.error(
            request, say(N_("Donnez un nom à ce filtre : il n’a pas été enregistré."), desk.language)
        )
    elif len(question) > 1000:
        messages.error(
            request,
            say(N_("Ce filtre est trop long pour être enregistré : retirez-en des valeurs."), desk.language),
        )
    else:
        save_filter(
            cluster=desk.cluster,
            person=desk.person,
            name=name,
            question=question,
            shared="shared" in request.POST,
            on=timezone.localdate(),
        )
        messages.success(request, say(N_("Filtre « {name} » enregistré."), desk.language, name=name))
    return HttpResponseRedirect(f"{here}?{question}" if question else here)


def forget(request: HttpRequest, desk: Desk, saved: int) -> HttpResponse:
    """Forget one of one's own questions."""
    if request.method != "POST":
        return not_done(request, desk.address("members"))
    held = SavedFilter.objects.filter(cluster=desk.cluster, person=desk.person, pk=saved).first()
    if held is None:
        raise Http404
    forget_filter(saved=held, by=desk.person.named, on=timezone.localdate())
    messages.success(request, say(N_("Filtre « {name} » effacé."), desk.language, name=held.name))
    return HttpResponseRedirect(desk.address("members"))
