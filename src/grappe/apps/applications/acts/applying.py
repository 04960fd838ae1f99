"""An organisation applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import transaction

from grappe.analysis.language.catalogues import say
from grappe.apps.applications.acts.documents import file_document
from grappe.apps.applications.acts.links import new_secret, renew_link
from grappe.apps.applications.acts.standing import named, refuse_another_open_one, stand_anew
from grappe.apps.applications.models import Application, ApplicationDocument
from grappe.apps.applications.queries.alike import waiting_for
from grappe.apps.applications.queries.asked import asked_of
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.acts import record
from grappe.apps.language.spoken import ours
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import OfAnotherCluster, refuse_who_is_out
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Contact, Organisation, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applies, as they fill in a form. The maps hold fields of the models of members by name."""

    name: str
    profile: Mapping[str, Any] = field(default_factory=dict)
    identity: Mapping[str, str] = field(default_factory=dict)
    sites: Sequence[Mapping[str, Any]] = ()
    contact: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An application that came, and the secret of its link; none where its form came a second time."""

    application: Application
    secret: str
    again: bool = False
    """Whether it waited already, and this sending is the same one."""
    filed: tuple[str, ...] = ()
    """Of one that waited: the documents that lacked, and came with this sending."""


@transaction.atomic
def apply_once(
    *,
    cluster: Cluster,
    applicant: Applicant,
    by: str,
    on: dt.date,
    form: str = "",
    files: Mapping[str, File[bytes]] | None = None,
    **told: Any,
) -> Taken:
    """Take a form that anybody may send, as `apply` does, but for one of an organisation that waits already.

    It is the same sending where the same address writes for the same number, else the same name. No second
    application is made: documents that lacked are filed, and a new link is made for whoever has the address.
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    before = cluster.applications.filter(form=form).first() if form else None
    if before is not None:
        return Taken(application=before, secret="")
    waiting = waiting_for(
        cluster,
        name=applicant.name,
        number=applicant.identity.get("enterprise_number", ""),
        email=applicant.contact.get("email", ""),
    )
    if waiting is None:
        made, secret = apply(
            cluster=cluster, applicant=applicant, by=by, on=on, form=form, files=files, **told
        )
        return Taken(application=made, secret=secret)
    filed = []
    for document in waiting.documents.filter(state="asked", code__in=files or {}):
        file_document(document=document, file=(files or {})[document.code], by=by, on=on)
        filed.append(document.label)
    secret = renew_link(application=waiting, by=by, on=on)
    waiting.refresh_from_db()
    return Taken(application=waiting, secret=secret, again=True, filed=tuple(filed))


@transaction.atomic
def apply(
    *,
    cluster: Cluster,
    applicant: Applicant,
    category: Category,
    member_kind: str,
    language: str,
    by: str,
    on: dt.date,
    message: str = "",
    form: str = "",
    files: Mapping[str, File[bytes]] | None = None,
) -> tuple[Application, str]:
    """Write an organisation into the book with its application, and return it with the secret of its link.

    form: the token of the form; one that came before returns the application that it made, and no secret.
    files: by code of what is asked, already judged harmless. Raises ValidationError, a RegisterRefusal.
    """
    # Two that come at once come one after the other: the second finds what the first made.
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    before = cluster.applications.filter(form=form).first() if form else None
    if before is not None:
        return before, ""
    organisation = enter(cluster=cluster, name=applicant.name, by=by, on=on, **applicant.profile)
    declare(
        organisation=organisation,
        by=by,
        on=on,
        **{"legal_name": applicant.name.strip(), **applicant.identity},
    )
    for told in applicant.sites:
        site = Site(organisation=organisation, **told)
        site.full_clean()
        site.save()
    # The members see whom to write to once it is one of them, and somebody has said so.
    contact = Contact(organisation=organisation, **{"visibility": "hidden", **applicant.contact})
    contact.full_clean()
    contact.save()
    return apply_again(
        organisation=organisation,
        category=category,
        member_kind=member_kind,
        contact=contact,
        language=language,
        by=by,
        on=on,
        message=message,
        form=form,
        files=files,
    )


@transaction.atomic
def apply_again(
    *,
    organisation: Organisation,
    category: Category,
    member_kind: str,
    contact: Contact | None,
    language: str,
    by: str,
    on: dt.date,
    message: str = "",
    form: str = "",
    files: Mapping[str, File[bytes]] | None = None,
) -> tuple[Application, str]:
    """Have an organisation of the book apply: it left, or was refused, or was met elsewhere."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if category.cluster_id != organisation.cluster_id:
        raise OfAnotherCluster(name=organisation.name, what=category.name)
    refuse_who_is_out(organisation)
    refuse_another_open_one(organisation, on)
    secret, link = new_secret()
    application = Application(
        cluster_id=organisation.cluster_id,
        organisation=organisation,
        category=category,
        member_kind=member_kind,
        contact=contact,
        language=language,
        message=message.strip(),
        received_on=on,
        state_since=on,
        form=form,
        link=link,
    )
    application.full_clean()
    application.save()
    given = files or {}
    for wanted in asked_of(category):
        document = ApplicationDocument(
            application=application,
            code=wanted.code,
            label=say(wanted.label, ours(language) or "fr"),
            asked_on=on,
        )
        if wanted.code in given:
            file = given[wanted.code]
            document.state, document.received_on = ApplicationDocument.State.RECEIVED, on
            document.file, document.named = file, file.name or ""
        document.full_clean()
        document.save()
    stand_anew(application, on=on)
    after: dict[str, Any] = {
        "organisation": organisation.pk,
        "category": category.code,
        "kind": member_kind,
        "documents": list(application.documents.exclude(state="asked").values_list("label", flat=True)),
        "lacking": list(application.documents.filter(state="asked").values_list("label", flat=True)),
    }
    record(act="application.received", by=by, subject=named(application), before=None, after=after, on=on)
    return application, secret
