"""The recognised clusters, those whose next day is nearest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.analysis.language.numbers import decimal
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models import Cluster, Recognition
from grappe.apps.members.queries.register_page import members_counted
from grappe.pages.clusters.recognition import period_in_words
from grappe.pages.cockpit.deadlines import Waiting, waiting
from grappe.pages.cockpit.entrance import Cockpit, entered, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A cluster in the list."""

    name: str
    address: str
    state: str
    recognised: bool
    period: str
    regime: str
    members: str
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClustersPage:
    """All that the list shows."""

    title: str
    clusters: tuple[Watched, ...]


@entered
def show_clusters(request: HttpRequest, cockpit: Cockpit) -> HttpResponse:
    """Show the list."""
    return shown(request, cockpit, "cockpit/clusters.html", clusters_page(cockpit, timezone.localdate()))


def clusters_page(cockpit: Cockpit, today: dt.date) -> ClustersPage:
    """Gather the clusters: as many statements for one as for thirty."""
    found = list(cockpit.clusters.prefetch_related(Prefetch("recognitions", Recognition.objects.standing())))
    counts = members_counted(found, today)
    watched = [_watched(one, counts.get(one.pk, 0), cockpit.language, today) for one in found]
    return ClustersPage(
        title=say(N_("Les clusters reconnus"), cockpit.language),
        clusters=tuple(sorted(watched, key=_nearest)),
    )


def current(periods: Sequence[Recognition], today: dt.date) -> Recognition:
    """Return the recognition of a day (of two, the later), else the last before, else the first to come."""
    begun = [one for one in periods if one.starts_on <= today]
    return max(begun, key=lambda one: one.number) if begun else min(periods, key=lambda one: one.number)


def state_in_words(one: Recognition, today: dt.date, language: Language) -> str:
    """Say how a recognition stands on a day."""
    if one.ends_on < today:
        return say(N_("reconnaissance échue"), language)
    return say(N_("reconnu") if one.starts_on <= today else N_("reconnu bientôt"), language)


def _watched(one: Cluster, count: int, language: Language, today: dt.date) -> Watched:
    periods = list(one.recognitions.all())
    period = current(periods, today)
    return Watched(
        name=one.name,
        address=reverse("cockpit:cluster", kwargs={"cluster": one.slug}),
        state=state_in_words(period, today, language),
        recognised=period.starts_on <= today <= period.ends_on,
        period=period_in_words(period, language),
        regime=say(classes.REGIMES[period.regime], language),
        members=say_many(
            "{number} membre", "{number} membres", count, language, number=decimal(count, language)
        ),
        waiting=waiting(periods, today, language),
    )


def _nearest(one: Watched) -> tuple[dt.date, str]:
    return one.waiting[0].on if one.waiting else dt.date.max, one.name.casefold()
