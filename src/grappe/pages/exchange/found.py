"""One import of the cluster's own, or none."""

from __future__ import annotations

from django.http import Http404

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.members.importing.models import Import
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.showing import Step


def import_of(desk: Desk, number: int) -> Import:
    """Return an import of this desk's cluster; another's is not there."""
    sent = Import.objects.filter(cluster=desk.cluster, pk=number).select_related("cluster").first()
    if sent is None:
        raise Http404
    return sent


def way_to(desk: Desk, sent: Import | None = None) -> tuple[Step, ...]:
    """Return the pages above one of an import."""
    steps = (Step(say(N_("Importer des membres"), desk.language), desk.address("imports")),)
    return steps if sent is None else (*steps, Step(sent.file, desk.address("import", sent=sent.pk)))
