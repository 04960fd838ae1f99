"""The organisations of a cluster's book as plain values: seven questions, however many there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.known import Known, Piece, Stay
from grappe.apps.members.models import (
    Activity,
    Contact,
    IdentityAct,
    IdentitySpan,
    MembershipSpan,
    Site,
)
from grappe.apps.members.queries.register import holding_on
from grappe.apps.members.rules.membership import Span, spells_of

PROFILE = ("website", "email", "phone", "skills", "references", "certifications")
SITE = ("street", "postal_code", "place", "country", "fte", "self_employed_main", "since", "until")
CONTACT = ("first_name", "last_name", "function", "email", "phone")


def known_organisations(cluster: Cluster, on: dt.date) -> list[Known]:
    """Return every organisation of the book, and those that were taken out, each with its identity on a day.

    One that turned out to be another is not there: the other one is.
    """
    stays, identities = _stays(cluster), _identities(cluster, on)
    activities: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for owner, nace, version, main in Activity.objects.filter(organisation__cluster=cluster).values_list(
        "organisation", "nace", "nace_version", "main"
    ):
        activities[owner].append((nace, version, main))
    sites = _pieces(Site.objects.filter(organisation__cluster=cluster), SITE)
    contacts = _pieces(Contact.objects.filter(organisation__cluster=cluster), CONTACT)
    language = cluster.languages[0] if cluster.languages else "fr"
    return [
        Known(
            pk=one.pk,
            code=one.code,
            name=one.name,
            out=one.out_since is not None,
            profile={**{name: getattr(one, name) for name in PROFILE}, "does": one.does.get(language, "")},
            identity=identities.get(one.pk, {}),
            stays=tuple(stays[one.pk]),
            activities=tuple(activities[one.pk]),
            sites=tuple(sites[one.pk]),
            contacts=tuple(contacts[one.pk]),
        )
        for one in cluster.organisations.filter(merged_into__isnull=True).order_by("pk")
    ]


def _stays(cluster: Cluster) -> dict[int, list[Stay]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    held = MembershipSpan.objects.filter(cluster=cluster, known_until__isnull=True).order_by("since")
    for row in held.values_list(
        "organisation", "since", "until", "act", "category", "kind", "founding", "joined_on"
    ):
        spans[row[0]].append(Span(*row[1:]))
    codes = dict(cluster.categories.values_list("pk", "code"))
    told: dict[int, list[Stay]] = defaultdict(list)
    for owner, some in spans.items():
        told[owner] = [
            Stay(
                spell.joined_on,
                spell.left_on,
                codes[spell.last.category],
                spell.last.kind,
                spell.last.founding,
            )
            for spell in spells_of(some)
        ]
    return told


def _identities(cluster: Cluster, on: dt.date) -> dict[int, dict[str, str]]:
    """Return what each declared: what holds on the day, else the first that comes after."""
    told: dict[int, dict[str, str]] = {}
    of_cluster = IdentitySpan.objects.filter(cluster=cluster).select_related("act")
    for span in of_cluster.filter(known_until__isnull=True).order_by("-since"):
        told[span.organisation_id] = _contents(span.act)
    for span in holding_on(of_cluster, on):
        told[span.organisation_id] = _contents(span.act)
    return told


def _contents(act: IdentityAct) -> dict[str, str]:
    return dict(act.contents)


def _pieces(rows: Any, names: Iterable[str]) -> dict[int, list[Piece]]:
    names = tuple(names)
    told: dict[int, list[Piece]] = defaultdict(list)
    for pk, owner, *values in rows.order_by("pk").values_list("pk", "organisation", *names):
        told[owner].append(Piece(pk, dict(zip(names, values, strict=True))))
    return told
