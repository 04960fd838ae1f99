"""Whom words find: conditions on sets that are never gathered whole. `begun`: what each word begins with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import Contact, Organisation, OrganisationPassage, RepresentationSpan


def each_told(cluster: Cluster, begun: Sequence[str], way: str = "pk") -> Q:
    """Return the condition that an organisation (`way` leads to it) or its contacts tell each word."""
    return reduce(and_, (_says(one, way) | _has(cluster, one, way) for one in begun), Q())


def organisations_told(cluster: Cluster, begun: Sequence[str]) -> QuerySet[Organisation]:
    """Return those that tell each word, of which one at least is not of their contacts alone; in no order."""
    itself = reduce(or_, (_says(one, "pk") for one in begun), Q(pk__in=[]))
    every = Q() if len(begun) == 1 else each_told(cluster, begun)
    return cluster.organisations.order_by().filter(itself, every, out_since__isnull=True)


def contacts_told(cluster: Cluster, begun: Sequence[str]) -> QuerySet[Contact]:
    """Return those who, or whose organisation, tell each word; they one at least; in no order."""
    themselves = reduce(or_, (Q(sought__contains=f" {one}") for one in begun), Q(pk__in=[]))
    every = (Q(sought__contains=f" {one}") | _says(one, "organisation") for one in begun)
    in_book = Contact.objects.filter(organisation__cluster=cluster, organisation__out_since__isnull=True)
    found = in_book.filter(themselves).order_by()
    return found if len(begun) == 1 else found.filter(*every)


def representatives_told(
    spans: QuerySet[RepresentationSpan], begun: Sequence[str]
) -> QuerySet[RepresentationSpan]:
    """Keep the spans of whose person, or organisation, each word is told; of the person one at least."""
    themselves = reduce(or_, (Q(person__sought__contains=f" {one}") for one in begun), Q(pk__in=[]))
    every = (Q(person__sought__contains=f" {one}") | _says(one, "organisation") for one in begun)
    return spans.filter(themselves, *(every if len(begun) > 1 else ()))


def _says(one: str, way: str) -> Q:
    passages = OrganisationPassage.objects.filter(words__tells=one)
    return Q(**{f"{way}__in": passages.values("organisation")})


def _has(cluster: Cluster, one: str, way: str) -> Q:
    contacts = Contact.objects.filter(organisation__cluster=cluster, sought__contains=f" {one}")
    return Q(**{f"{way}__in": contacts.order_by().values("organisation")})
