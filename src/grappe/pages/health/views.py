"""`/sante/`: whether database, migrations and worker are right, for whatever watches the service."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grappe.apps.health.ailments import quick_ailments
from grappe.pages.framework.starting import installed

SUBJECTS = ("database", "migrations", "worker")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django gives it to every view
    """Answer 200 when all is right and 503 when not, naming the part and nothing of the installation.

    Anybody may ask: addresses, versions and reasons are for `grappe doctor` and the logs.
    """
    ill = {ailment.subject for ailment in quick_ailments(installed())}
    told = {subject: "ill" if subject in ill else "well" for subject in SUBJECTS}
    if "database" in ill:
        told |= {"migrations": "unknown", "worker": "unknown"}
    return JsonResponse(told, status=503 if ill else 200)
