"""Who opens the file of a document: the question twice, of one and of them all."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from grappe.apps.clusters.models import Document
from grappe.apps.clusters.permissions import clusters_with_readable_desk, runnable_clusters
from grappe.apps.people.models import Person


def may_open_document(document: Document, *, by: Person | None) -> bool:
    """Tell whether a person opens the file of a document: a confidential one is for the team alone."""
    return openable_documents(by=by).filter(pk=document.pk).exists()


def openable_documents(*, by: Person | None) -> QuerySet[Document]:
    """Return the documents whose files a person opens."""
    of_the_team = Q(cluster__in=runnable_clusters(by=by))
    of_the_desk = Q(cluster__in=clusters_with_readable_desk(by=by), confidential=False)
    return Document.objects.filter(of_the_team | of_the_desk)
