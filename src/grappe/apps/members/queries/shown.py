"""What a circle sees of members: the fields that are for that circle, and found by those alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from grappe.analysis.dossier.codes import dotted
from grappe.apps.clusters.models import Cluster
from grappe.apps.journal.remembered import remembered
from grappe.apps.members.models import Activity, Contact, IdentitySpan, MembershipSpan, Organisation, Site
from grappe.apps.members.queries.found import sites_on
from grappe.apps.members.queries.register import holding_on
from grappe.apps.members.queries.texts import DIGITS, activity_labels
from grappe.apps.members.queries.told import each_told
from grappe.apps.members.rules.visibility import LEVELS, USUAL, Level, contact_level, is_seen, level_of
from grappe.apps.search.excerpts import tells
from grappe.apps.search.words import beginnings

PER_PAGE = 30
AT_ONCE = 2 * PER_PAGE
"""Members that are read at once while one looks for words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A member as a circle sees it. What is empty was not said, or is not for that circle."""

    code: str
    name: str
    category: str
    kind: str
    joined_on: dt.date
    does: Mapping[str, str]
    """What it does, by language."""
    skills: Sequence[str]
    references: Sequence[str]
    certifications: Sequence[str]
    website: str
    email: str
    phone: str
    logo: str
    """The address of the picture."""
    enterprise_number: str
    fte: Decimal | None
    """Full-time equivalents, of all its sites together."""
    sites: tuple[Site, ...]
    activities: tuple[Activity, ...]
    contacts: tuple[Contact, ...]

    @property
    def texts(self) -> Iterator[str]:
        """Yield the words by which the circle finds it."""
        yield from (self.name, *self.does.values(), *self.skills, *self.references, *self.certifications)
        yield from (self.website, self.email, self.phone, self.enterprise_number)
        for site in self.sites:
            yield f"{site.street} {site.postal_code} {site.place}"
        for activity in self.activities:
            yield activity.nace
            yield from activity_labels(activity.nace, str(activity.nace_version))
        for contact in self.contacts:
            yield f"{contact} {contact.function} {contact.email} {contact.phone}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of members; whether others follow."""

    members: tuple[Shown, ...]
    more: bool


def members_shown(cluster: Cluster, *, to: Level, day: dt.date) -> QuerySet[Organisation]:
    """Return the members of a day that show their name to a circle, in the order of names."""
    held = holding_on(MembershipSpan.objects.filter(organisation=OuterRef("pk")), day).order_by()
    members = cluster.organisations.filter(Exists(held), showing("name", to=to))
    return members.order_by("sort_name", "pk")


def number_shown(cluster: Cluster, *, to: Level, day: dt.date) -> int:
    """Return how many members there are for a circle on a day. Counted once until the next act."""
    asked = f"members-shown:{cluster.pk}:{to}:{day}"
    return remembered(asked, lambda: members_shown(cluster, to=to, day=day).count())


def showing(field: str, *, to: Level) -> Q:
    """Return the condition that an organisation shows a field to a circle."""
    levels = [level for level in LEVELS if is_seen(level, by=to)]
    said = Q(**{f"visibility__{field}__in": levels})
    return said | ~Q(visibility__has_key=field) if USUAL.get(field, "hidden") in levels else said


def page_shown(cluster: Cluster, words: str, *, to: Level, day: dt.date, number: int = 1) -> Page:
    """Return one page of the members that words find: of a field that is not for the circle, none does.

    As many statements for one member as for thirty.
    """
    begun, start = beginnings(words), (max(number, 1) - 1) * PER_PAGE
    every = members_shown(cluster, to=to, day=day)
    if not begun:
        numbers = list(every.values_list("pk", flat=True)[start : start + PER_PAGE + 1])
        return Page(shown(cluster, numbers[:PER_PAGE], to=to, day=day), more=len(numbers) > PER_PAGE)
    # The index holds what is hidden too: what it finds is looked at again, as the circle sees it.
    found: list[Shown] = []
    told = list(every.filter(each_told(cluster, begun)).values_list("pk", flat=True))
    for first in range(0, len(told), AT_ONCE):
        some = shown(cluster, told[first : first + AT_ONCE], to=to, day=day)
        found += [one for one in some if tells(one.texts, begun)]
        if len(found) > start + PER_PAGE:
            break
    return Page(tuple(found[start : start + PER_PAGE]), more=len(found) > start + PER_PAGE)


def shown(cluster: Cluster, numbers: Sequence[int], *, to: Level, day: dt.date) -> tuple[Shown, ...]:
    """Return members as a circle sees them, in the order of their numbers; who is no member is left out."""
    known = cluster.organisations.order_by().in_bulk(numbers)
    memberships = MembershipSpan.objects.filter(organisation__in=known).select_related("category")
    identities = IdentitySpan.objects.filter(organisation__in=known).select_related("act")
    held = {span.organisation_id: span for span in holding_on(memberships, day)}
    who = {span.organisation_id: span.act.enterprise_number for span in holding_on(identities, day)}
    sites: dict[int, list[Site]] = defaultdict(list)
    for site in sites_on(day).filter(organisation__in=known).order_by("pk"):
        sites[site.organisation_id].append(site)
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(organisation__in=known):
        activities[activity.organisation_id].append(activity)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(organisation__in=known):
        contacts[contact.organisation_id].append(contact)
    return tuple(
        _seen(
            known[number],
            held[number],
            to,
            number_of=who.get(number, ""),
            sites=sites[number],
            activities=activities[number],
            contacts=contacts[number],
        )
        for number in numbers
        if number in known and number in held
    )


def _seen(
    one: Organisation,
    span: MembershipSpan,
    to: Level,
    *,
    number_of: str,
    sites: Sequence[Site],
    activities: Sequence[Activity],
    contacts: Sequence[Contact],
) -> Shown:
    def open_to(field: str) -> bool:
        return is_seen(level_of(field, one.visibility), by=to)

    workers = [site.fte for site in sites if site.fte is not None]
    belgian = len(number_of) == DIGITS and number_of.isdecimal()
    return Shown(
        code=one.code,
        name=one.name,
        category=span.category.name,
        kind=span.kind,
        joined_on=span.joined_on,
        does=one.does if open_to("does") else {},
        skills=tuple(map(str, one.skills)) if open_to("skills") else (),
        references=tuple(map(str, one.references)) if open_to("references") else (),
        certifications=tuple(map(str, one.certifications)) if open_to("certifications") else (),
        website=one.website if open_to("website") else "",
        email=one.email if open_to("email") else "",
        phone=one.phone if open_to("phone") else "",
        logo=one.logo.url if one.logo and open_to("logo") else "",
        enterprise_number=(dotted(number_of) if belgian else number_of)
        if open_to("enterprise_number")
        else "",
        fte=sum(workers, Decimal(0)) if workers and open_to("fte") else None,
        sites=tuple(sites) if open_to("sites") else (),
        activities=tuple(activities) if open_to("activities") else (),
        contacts=tuple(
            one_of for one_of in contacts if is_seen(contact_level(one_of.visibility, one.visibility), by=to)
        ),
    )
