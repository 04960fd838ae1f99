"""Which organisations of a cluster a question finds: conditions on a set that is never gathered whole."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import (
    Activity,
    Contact,
    IdentitySpan,
    MembershipSpan,
    Organisation,
    Site,
)
from grappe.apps.members.queries.told import each_told
from grappe.apps.members.rules.provinces import OTHER, ranges
from grappe.apps.members.rules.wanted import LACKS, Wanted
from grappe.apps.search.words import beginnings


def found(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> QuerySet[Organisation]:
    """Return the organisations that a question finds on a day, as known now; in no order."""
    return apart_from_membership(cluster, wanted, day=day).filter(membership(cluster, wanted, day=day))


def apart_from_membership(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> QuerySet[Organisation]:
    """Return those that its words, places and lacks find, members or not."""
    in_book = cluster.organisations.order_by().filter(out_since__isnull=True)
    kept = in_book.filter(each_told(cluster, beginnings(wanted.words)))
    if wanted.provinces:
        kept = kept.filter(
            Exists(sites_on(day).filter(in_provinces(wanted.provinces), organisation=OuterRef("pk")))
        )
    if wanted.lacks:
        kept = kept.filter(reduce(or_, (lacking(lack) for lack in wanted.lacks)))
    return kept


def membership(cluster: Cluster, wanted: Wanted, *, day: dt.date) -> Q:
    """Return the condition that its states, categories, kinds and days of entry set."""
    asked: list[Q] = [
        Q(Exists(spans.filter(organisation=OuterRef("pk"))))
        for spans in ruling(known_now(), cluster, wanted, day=day)
    ]
    if not (wanted.categories or wanted.kinds or wanted.joined_from or wanted.joined_to):
        any_span = Exists(known_now().filter(organisation=OuterRef("pk")))
        begun = Exists(known_now().filter(organisation=OuterRef("pk"), since__lte=day))
        if "coming" in wanted.states:
            asked.append(Q(any_span) & ~Q(begun))
        if "never" in wanted.states:
            asked.append(~Q(any_span))
    return reduce(or_, asked, Q(pk__in=[]))


def ruling(
    among: QuerySet[MembershipSpan], cluster: Cluster, wanted: Wanted, *, day: dt.date
) -> list[QuerySet[MembershipSpan]]:
    """Return the spans that say what an organisation is on a day: those that hold, the last of the gone."""
    told = among.filter(since__lte=day)
    if wanted.categories:
        told = told.filter(category__in=cluster.categories.filter(code__in=wanted.categories))
    if wanted.kinds:
        told = told.filter(kind__in=wanted.kinds)
    if wanted.joined_from:
        told = told.filter(joined_on__gte=wanted.joined_from)
    if wanted.joined_to:
        told = told.filter(joined_on__lte=wanted.joined_to)
    sets = []
    if "member" in wanted.states:
        sets.append(told.filter(Q(until__isnull=True) | Q(until__gt=day)))
    if "gone" in wanted.states:
        later = MembershipSpan.objects.filter(
            organisation=OuterRef("organisation"),
            known_until__isnull=True,
            since__gt=OuterRef("since"),
            since__lte=day,
        )
        sets.append(told.filter(~Exists(later), until__lte=day))
    return sets


def known_now(cluster: Cluster | None = None) -> QuerySet[MembershipSpan]:
    """Return memberships as they are known now, in no order.

    cluster: not to be named where the organisation is, or SQLite reads all of the cluster's for each one.
    """
    every = MembershipSpan.objects.filter(known_until__isnull=True).order_by()
    return every if cluster is None else every.filter(cluster=cluster)


def sites_on(day: dt.date) -> QuerySet[Site]:
    """Return the sites that are open on a day, in no order; one without days always is."""
    return Site.objects.filter(
        Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day)
    ).order_by()


def in_provinces(codes: tuple[str, ...]) -> Q:
    """Return the condition that a site is in one of some provinces."""
    at_home = Q(country="BE")
    stretches = [(Q(postal_code__range=(first, last)), province) for first, last, province in ranges()]
    asked = [at_home & stretch for stretch, province in stretches if province in codes]
    if OTHER in codes:
        asked.append(~(at_home & reduce(or_, (stretch for stretch, _ in stretches))))
    return reduce(or_, asked, Q(pk__in=[]))


def lacking(lack: str) -> Q:
    """Return the condition that a profile lacks one thing."""
    if lack not in LACKS:
        raise ValueError(f"a profile lacks one of {', '.join(LACKS)}, not {lack!r}")
    if lack == "words":
        return Q(does={})
    its = {
        "identity": IdentitySpan.objects.filter(known_until__isnull=True, until__isnull=True).exclude(
            act__enterprise_number=""
        ),
        "activity": Activity.objects.all(),
        "site": Site.objects.all(),
        "contact": Contact.objects.all(),
    }[lack]
    return ~Q(Exists(its.filter(organisation=OuterRef("pk"))))
