"""The reports of an evaluation and the files that were joined to it, served to who reads the desk."""

from __future__ import annotations

import base64
import hashlib
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from grappe.apps.evaluation.queries.evaluations import report_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import evaluation_of
from grappe.pages.files.answering import saved
from grappe.pages.headers.policy import POLICY

TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def report(request: HttpRequest, desk: Desk, evaluation: int, form: str) -> HttpResponseBase:
    """Answer with one of the three reports: to be read here, or taken away."""
    one = evaluation_of(desk, evaluation)
    file = report_of(one, f"report.{form}") if form in TYPES else None
    if file is None:
        raise Http404
    content = file.read_bytes()
    how = "attachment" if "telecharger" in request.GET or form == "docx" else "inline"
    name = f"{desk.cluster.slug}-{one.as_of.isoformat()}-{one.number}.{form}"
    answer = HttpResponse(
        content, content_type=TYPES[form], headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )
    return _alone(answer, policy_of(content) if form == "html" else PAPER)


def attached(request: HttpRequest, desk: Desk, evaluation: int, attached: int) -> HttpResponseBase:  # noqa: ARG001
    """Answer with a file that was joined to an evaluation, to be taken away."""
    held = evaluation_of(desk, evaluation).files.filter(pk=attached).first() if attached < 2**63 else None
    if held is None:
        raise Http404
    # What was lost from the disk is not there: `saved` says so.
    return _alone(saved(held.file, held.name.rpartition("/")[2]), PAPER)


PAPER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""A browser shows a PDF as an object in a page of its own."""


def policy_of(page: bytes) -> str:
    """Return what a report may do in a browser: show itself, run its own script, and nothing else.

    It stands apart from the platform (`sandbox`): no cookie, no page of ours is within its reach. Its script
    is the last one in it; were another in what the cluster wrote, it would not run.
    """
    scripts = SCRIPT.findall(page)
    ours = base64.b64encode(hashlib.sha256(scripts[-1]).digest()).decode() if scripts else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{ours}'" if ours else "script-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-scripts allow-modals allow-popups allow-popups-to-escape-sandbox",
        )
    )


def _alone(answer: HttpResponseBase, policy: str) -> HttpResponseBase:
    answer.headers[POLICY] = policy
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
