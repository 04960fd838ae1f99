"""The door of Wagtail's part of the desk: closed, but for the addresses that a team needs."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from grappe.apps.clusters.acts.wagtail_access import follow
from grappe.apps.clusters.permissions import runnable_clusters
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import LAST_CLUSTER, desk_of
from grappe.pages.desk.wagtail_addresses import ANYBODY, TEAM

PREFIX = "bureau/"
FOLLOWED = "desk_followed"
"""In the session: the day on which Wagtail was last told of the person's roles."""


class Door:
    """Asks, before a view of Wagtail's answers, whether it may; the pages of ours ask by themselves."""

    OURS = frozenset(
        {"desk_home", "desk_search", "choose_cluster", "desk_account", "desk_leave", "desk_login"}
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],  # noqa: ARG002 - Django passes it
        args: tuple[object, ...],  # noqa: ARG002 - the same
        named: dict[str, object],
    ) -> HttpResponse | None:
        """Let pass, send to sign in, or say that there is no such page."""
        match = request.resolver_match
        if match is None or not match.route.startswith(PREFIX):
            return None
        if match.namespaces == ["desk"] or match.view_name in self.OURS | ANYBODY:
            return None
        reach = TEAM.get(match.view_name)
        if reach is None:
            raise Http404
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        _follow_today(request, request.user)
        if not _stands_at_a_desk(request) or not reach(request, named):
            raise Http404
        return None


def _follow_today(request: HttpRequest, person: Person) -> None:
    today = timezone.localdate()
    if request.session.get(FOLLOWED) != today.isoformat():
        follow(person, on=today)
        request.session[FOLLOWED] = today.isoformat()
        request.user = Person.objects.get(pk=person.pk)  # what Django remembers of their permissions is old


def _stands_at_a_desk(request: HttpRequest) -> bool:
    """Give the request the desk that the person read last, else the first that they run; False for none."""
    assert isinstance(request.user, Person)  # noqa: S101 - asked just before
    run = [cluster.slug for cluster in runnable_clusters(by=request.user)]
    if not run:
        return False
    last = request.session.get(LAST_CLUSTER)
    request.desk = desk_of(request.user, last if last in run else run[0])  # type: ignore[attr-defined]
    return True
