"""A file as an answer: of a fixed kind, never run, never taken for a page of ours; streamed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from grappe.pages.headers.policy import POLICY

PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
"""What a browser shows; whatever else is saved."""
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture that is a text may hold styles; it runs nothing and asks for nothing, opened by itself too."""
ONE_HOUR = 60 * 60
Answer = TypeVar("Answer", bound=HttpResponseBase)


def saved(file: FieldFile, name: str = "") -> FileResponse:
    """Return a file to be saved under a name, its own unless said, and kept by nobody on the way.

    Raises Http404 where it is not there.
    """
    _place_of(file)
    answer = FileResponse(
        file.open("rb"), as_attachment=True, filename=name or PurePosixPath(file.name or "").name
    )
    answer["Cache-Control"] = "private, no-store"
    return _harmless(answer)


def picture(request: HttpRequest, file: FieldFile, *, public: bool) -> HttpResponseBase:
    """Return a picture to be shown. public: whoever stands between may keep it, for an hour.

    Raises Http404 where it is not there, or is no picture.
    """
    kind = PICTURES.get(PurePosixPath(file.name or "").suffix.lower())
    if kind is None:
        raise Http404
    there = _place_of(file).stat()
    mark = hashlib.sha256(f"{file.name} {there.st_size} {there.st_mtime_ns}".encode()).hexdigest()[:32]
    etag, changed = quote_etag(mark), int(there.st_mtime)
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=changed)
    if answer is None:
        answer = FileResponse(file.open("rb"), content_type=kind)
        # Its name says nothing that the page around does not.
        answer["Content-Disposition"] = "inline"
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    # Of a private one whoever comes back is asked again who they are.
    answer["Cache-Control"] = f"public, max-age={ONE_HOUR}" if public else "private, no-cache"
    return _harmless(answer)


def _harmless(answer: Answer) -> Answer:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer[POLICY] = NOTHING_RUNS
    return answer


def _place_of(file: FieldFile) -> Path:
    """Return where a file lies: below the files of the installation, by no link that leads out of them."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        place = Path(file.path).resolve()
    except (SuspiciousFileOperation, ValueError) as odd:
        raise Http404 from odd
    if not place.is_relative_to(root) or not place.is_file():
        raise Http404
    return place
