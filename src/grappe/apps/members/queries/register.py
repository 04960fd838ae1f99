"""The register of a day, as it was known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils import timezone

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import IdentitySpan, MembershipSpan, Organisation
from grappe.apps.members.models.spans import Span

S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One member as the register of a day prints it, with the acts that made it so."""

    organisation: int
    code: str
    name: str
    legal_name: str
    legal_form: str
    enterprise_number: str
    address: str
    category: str
    base: str
    kind: str
    founding: bool
    joined_on: dt.date
    membership_act: int
    identity_act: int | None
    """None: nobody has declared who it is; `legal_name` is then the name it goes by."""


def end_of(day: dt.date) -> dt.datetime:
    """Return the instant at which a day is over, where the cluster is."""
    following = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return timezone.make_aware(following)


def holding_on(spans: QuerySet[S], day: dt.date, known: dt.date | None = None) -> QuerySet[S]:
    """Keep what held on a day, as it was known at the end of another (None: as it is known now)."""
    return as_known(spans.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day), known)


def as_known(spans: QuerySet[S], known: dt.date | None = None) -> QuerySet[S]:
    """Keep what was known at the end of a day (None: what is known now)."""
    if known is None:
        return spans.filter(known_until__isnull=True)
    end = end_of(known)
    return spans.filter(Q(known_until__isnull=True) | Q(known_until__gte=end), known_from__lt=end)


def member_since(organisation: Organisation, day: dt.date) -> dt.date | None:
    """Return since when an organisation that is a member on a day is one; None where it is none."""
    held = holding_on(MembershipSpan.objects.filter(organisation=organisation), day).first()
    return held.joined_on if held else None


def members_on(cluster: Cluster, day: dt.date, known: dt.date | None = None) -> QuerySet[MembershipSpan]:
    """Return the memberships of a day, in the order of names."""
    held = MembershipSpan.objects.filter(cluster=cluster).select_related("organisation", "category")
    return holding_on(held, day, known).order_by("organisation__sort_name", "organisation_id")


def register(cluster: Cluster, *, day: dt.date, known: dt.date | None = None) -> list[RegisterLine]:
    """Return the register of a day, in the order of names: two questions, whatever its size."""
    identities = {
        span.organisation_id: span.act
        for span in holding_on(IdentitySpan.objects.filter(cluster=cluster).select_related("act"), day, known)
    }
    return [line_of(span, identities.get(span.organisation_id)) for span in members_on(cluster, day, known)]


def line_of(span: MembershipSpan, identity: object) -> RegisterLine:
    """Return the line of one membership, with what an act of identity tells (None: nothing is told)."""
    organisation = span.organisation
    told = getattr(identity, "contents", {})
    street, place = told.get("street", ""), f"{told.get('postal_code', '')} {told.get('place', '')}".strip()
    country = told.get("country", "")
    return RegisterLine(
        organisation=organisation.pk,
        code=organisation.code,
        name=organisation.name,
        legal_name=told.get("legal_name") or organisation.name,
        legal_form=told.get("legal_form", ""),
        enterprise_number=told.get("enterprise_number", ""),
        address=", ".join(part for part in (street, place, country if country != "BE" else "") if part),
        category=span.category.name,
        base=span.category.base,
        kind=span.kind,
        founding=span.founding,
        joined_on=span.joined_on,
        membership_act=span.act_id,
        identity_act=getattr(identity, "pk", None),
    )
