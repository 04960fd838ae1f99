"""`/fichiers/`: the pictures of pages, each for those who may see what it is the picture of.

Nothing is answered because it lies in the folder: a picture is asked of the row that holds it, and the row
says who sees it. Documents, statutes, the papers of applications and of evaluations are answered by the pages
that ask for rights, never here.
"""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.images.models import Rendition

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import clusters_with_readable_desk
from grappe.apps.members.models import Organisation
from grappe.apps.members.permissions import may_see
from grappe.apps.people.models import Person
from grappe.pages.domains.own import cluster_here
from grappe.pages.files.answering import picture

LONGEST = 300


@require_safe
def show_picture(request: HttpRequest, place: str) -> HttpResponseBase:
    """Answer with a picture; 404 alike where there is none and where it is not for who asks."""
    if not place.isprintable() or len(place) > LONGEST:
        raise Http404
    by = request.user if isinstance(request.user, Person) else None
    slug, file, public = _found(place, by)
    if cluster_here(request) not in (None, slug):
        raise Http404
    return picture(request, file, public=public)


def _found(place: str, by: Person | None) -> tuple[str, FieldFile, bool]:
    """Return the picture of a place after the cluster whose it is, and whether everybody sees it."""
    cluster = Cluster.objects.filter(logo=place).first()
    if cluster is not None:
        return cluster.slug, cluster.logo, True  # who a cluster is, is no secret
    member = Organisation.objects.filter(logo=place).select_related("cluster").first()
    if member is not None:
        public = may_see(member, "logo", by=None)
        if public or may_see(member, "logo", by=by):
            return member.cluster.slug, member.logo, public
        raise Http404
    # No page of a site shows an image yet: they are for those who read the desk of its cluster.
    drawn = Rendition.objects.filter(file=place).select_related("image").first()
    if drawn is not None:
        holders = Cluster.objects.filter(space__collection=drawn.image.collection_id)
        theirs = clusters_with_readable_desk(by=by).filter(pk__in=holders).first()
        if theirs is not None:
            return theirs.slug, drawn.file, False
    raise Http404
