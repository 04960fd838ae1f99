"""The register as tables of a dossier: `members`, `establishments`, as an evaluator's files have them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.models import (
    Activity,
    IdentityAct,
    IdentitySpan,
    MembershipSpan,
    Organisation,
    Site,
)
from grappe.apps.members.rules.membership import Span, Spell, spells_of

Rows = list[dict[str, str]]


def tables(cluster: Cluster, as_of: dt.date) -> dict[str, Rows]:
    """Return the two tables, cells as a CSV file would have them; one row of `members` per membership.

    All memberships that are known today are told, those begun after `as_of` too, which the engine does not
    count; a member is told as it was on `as_of`, one that had left by then as it was at its end.
    """
    organisations = list(cluster.organisations.order_by("pk"))
    return {"members": _members(cluster, organisations, as_of), "establishments": _establishments(cluster)}


def _members(cluster: Cluster, organisations: list[Organisation], as_of: dt.date) -> Rows:
    spans: dict[int, list[Span]] = defaultdict(list)
    for span in MembershipSpan.objects.filter(cluster=cluster, known_until__isnull=True).order_by("since"):
        spans[span.organisation_id].append(
            Span(
                span.since,
                span.until,
                span.act_id,
                span.category_id,
                span.kind,
                span.founding,
                span.joined_on,
            )
        )
    identities: dict[int, list[IdentitySpan]] = defaultdict(list)
    known = IdentitySpan.objects.filter(cluster=cluster, known_until__isnull=True).select_related("act")
    for identity in known.order_by("since"):
        identities[identity.organisation_id].append(identity)
    mains: dict[int, Activity] = {
        activity.organisation_id: activity
        for activity in Activity.objects.filter(organisation__cluster=cluster, main=True).order_by(
            "nace_version"
        )
    }
    categories = cluster.categories.in_bulk()
    return [
        _member(
            organisation,
            spell,
            _told_on(spans[organisation.pk], spell, as_of),
            categories,
            _identity_on(identities[organisation.pk], _day_of(spell, as_of)),
            mains.get(organisation.pk),
        )
        for organisation in organisations
        for spell in spells_of(spans[organisation.pk])
    ]


def _member(
    organisation: Organisation,
    spell: Spell,
    span: Span,
    categories: dict[int, Category],
    identity: IdentityAct | None,
    main: Activity | None,
) -> dict[str, str]:
    category = categories[span.category]
    language = organisation.cluster.languages[0] if organisation.cluster.languages else "fr"
    return {
        "member_id": organisation.code,
        "name": organisation.name,
        "enterprise_number": identity.enterprise_number if identity else "",
        "kind": span.kind,
        "category": category.base,
        "statutory_category": category.name,
        "joined_on": spell.joined_on.isoformat(),
        "left_on": spell.left_on.isoformat() if spell.left_on else "",
        "founding": _boolean(span.founding),
        "postal_code": identity.postal_code if identity else "",
        "country": (identity.country if identity else "") or "BE",
        "nace": main.nace if main else "",
        "nace_version": str(main.nace_version) if main else "",
        "activity": organisation.does.get(language, "") or next(iter(organisation.does.values()), ""),
        "website": organisation.website,
    }


def _establishments(cluster: Cluster) -> Rows:
    # Who applies has a place in the book before it is a member, and a row of its own in neither table.
    members = MembershipSpan.objects.filter(cluster=cluster, known_until__isnull=True)
    sites = Site.objects.filter(organisation__in=members.values("organisation")).select_related(
        "organisation"
    )
    return [
        {
            "member_id": site.organisation.code,
            "postal_code": site.postal_code,
            "country": site.country,
            "fte": f"{site.fte.normalize():f}" if site.fte is not None else "",
            "self_employed_main": _boolean(site.self_employed_main),
            "since": site.since.isoformat() if site.since else "",
            "until": site.until.isoformat() if site.until else "",
        }
        for site in sites.order_by("pk")
    ]


def _day_of(spell: Spell, as_of: dt.date) -> dt.date:
    """Return the day on which a membership is told: the one asked, or the nearest of its own."""
    last = spell.left_on - dt.timedelta(days=1) if spell.left_on else as_of
    return max(spell.joined_on, min(as_of, last))


def _told_on(spans: list[Span], spell: Spell, as_of: dt.date) -> Span:
    day = _day_of(spell, as_of)
    return next(
        span
        for span in spans
        if span.joined_on == spell.joined_on
        and span.since <= day
        and (span.until is None or day < span.until)
    )


def _identity_on(identities: list[IdentitySpan], day: dt.date) -> IdentityAct | None:
    """Return the identity of a day; before the first that was declared, that one."""
    told = [span.act for span in identities if span.since <= day and (span.until is None or day < span.until)]
    return told[0] if told else identities[0].act if identities else None


def _boolean(told: bool) -> str:  # noqa: FBT001 - a cell
    return "true" if told else "false"
