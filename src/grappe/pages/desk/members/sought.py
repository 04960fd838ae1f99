"""Organisations and their people, as they are found by words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.models import MembershipSpan, Organisation, RepresentationSpan
from grappe.apps.members.queries.found import known_now
from grappe.apps.members.queries.listing import Standing, standing
from grappe.apps.members.queries.register import holding_on
from grappe.apps.members.queries.texts import texts_of
from grappe.apps.members.queries.told import contacts_told, organisations_told, representatives_told
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.sought import Found, Hit, Question, Sought, counted
from grappe.pages.members import words


def organisations(desk: Desk, question: Question) -> Found:
    """Find organisations: those whose name is looked for come first."""
    every = organisations_told(desk.cluster, question.begun)
    count, some = counted(_by_name(every, question.begun), question)
    texts, standings = texts_of(some), _standings(some)
    hits = (
        Hit(
            title=one.name,
            address=desk.address("member", code=one.code),
            below=_told(standings[one.pk], desk),
            texts=tuple(texts[one.pk][1:]),
        )
        for one in some
    )
    return Found(count, tuple(hits))


def contacts(desk: Desk, question: Question) -> Found:
    """Find the people to write to; words of their organisation narrow the search."""
    every = contacts_told(desk.cluster, question.begun).select_related("organisation")
    if not desk.runs:
        every = every.filter(Exists(MembershipSpan.objects.filter(organisation=OuterRef("organisation"))))
    count, some = counted(every.order_by("last_name", "first_name", "pk"), question)
    hits = (
        Hit(
            title=str(one),
            address=desk.address("member", code=one.organisation.code),
            below=one.function,
            texts=(one.organisation.name, one.function, one.email, one.phone),
        )
        for one in some
    )
    return Found(count, tuple(hits))


def representatives(desk: Desk, question: Question) -> Found:
    """Find those who speak for a member today."""
    held = holding_on(RepresentationSpan.objects.filter(cluster=desk.cluster), timezone.localdate())
    every = representatives_told(held, question.begun)
    some = every.select_related("person", "organisation").order_by("person__last_name", "person__email", "pk")
    hits = (
        Hit(
            title=str(one.person),
            address=desk.address("member", code=one.organisation.code),
            below=say(words.PARTS[one.part], desk.language),
            texts=(one.organisation.name, one.person.email),
        )
        for one in some[question.shown]
    )
    return Found(every.count(), tuple(hits))


SOUGHT = (
    Sought(name="organisations", label=N_("Organisations"), find=organisations),
    Sought(name="contacts", label=N_("Personnes de contact"), find=contacts),
    Sought(name="representatives", label=N_("Représentants"), find=representatives),
)


def _by_name(every: QuerySet[Organisation], begun: Sequence[str]) -> QuerySet[Organisation]:
    """Put those whose name begins so before those that have the words in it, and these before the others."""
    first = Q(sort_name__startswith=begun[0])
    has = Q(*(Q(sort_name__contains=one) for one in begun))
    order = Case(When(first & has, then=Value(0)), When(has, then=Value(1)), default=Value(2))
    return every.order_by(order, "sort_name", "pk")


def _standings(some: Sequence[Organisation]) -> dict[int, Standing]:
    spans: dict[int, list[MembershipSpan]] = {one.pk: [] for one in some}
    for span in known_now().filter(organisation__in=spans).select_related("category").order_by("since"):
        spans[span.organisation_id].append(span)
    today = timezone.localdate()
    return {number: standing(told, today) for number, told in spans.items()}


def _told(standing: Standing, desk: Desk) -> str:
    if standing.state == "member" and standing.span is not None:
        return standing.span.category.name
    return say(words.STATE[standing.state], desk.language)
