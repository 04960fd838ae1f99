"""Wagtail's addresses, each classified: what is in none of these lists is answered by nobody (404).

Wagtail has one list of users, one history, one search for a whole installation: no team is shown these.
What it needs is opened by name, and where an address names a thing, only if the thing is of its own cluster:
some of Wagtail's views do not ask (the choosers, the bulk actions).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Model
from django.http import HttpRequest
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import UploadedFile
from wagtail.permissions import policy_registry

from grappe.pages.framework.numbers import of_nothing

Reach = Callable[[HttpRequest, Mapping[str, object]], bool]
"""Tells whether what an address and a request name is the person's to see."""


def whatever(request: HttpRequest, named: Mapping[str, object]) -> bool:  # noqa: ARG001 - one of several
    """The address names nothing."""
    return True


def own(model: type[Model], key: str) -> Reach:
    """The image or document that the address names is one of the person's."""

    def reach(request: HttpRequest, named: Mapping[str, object]) -> bool:
        return _are_own(model, [named[key]], request)

    return reach


def own_upload(request: HttpRequest, named: Mapping[str, object]) -> bool:
    """The file that waits to become an image or a document was brought by the person."""
    brought = UploadedFile.objects.filter(uploaded_by_user=request.user.pk)
    return bool(brought.filter(pk=named["uploaded_file_id"]).exists())


def own_selection(request: HttpRequest, named: Mapping[str, object]) -> bool:
    """What a bulk action is asked on is all the person's."""
    model = BULK.get((str(named["app_label"]), str(named["model_name"])))
    keys = request.GET.getlist("id")
    if model is None or not keys:
        return False
    return keys == ["all"] or _are_own(model, keys, request)


BULK: dict[tuple[str, str], type[Model]] = {
    ("wagtailimages", "image"): Image,
    ("wagtaildocs", "document"): Document,
}
ANYBODY = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
"""Icons and words of Wagtail's own, the same for the whole world."""
TEAM: dict[str, Reach] = {
    "desk_tags": whatever,
    "desk_images": whatever,
    "desk_images_results": whatever,
    "desk_documents": whatever,
    "desk_documents_results": whatever,
    "wagtailimages:add": whatever,
    "wagtailimages:add_multiple": whatever,
    "wagtailimages:create_multiple_from_uploaded_image": own_upload,
    "wagtailimages:delete": own(Image, "image_id"),
    "wagtailimages:delete_multiple": own(Image, "image_id"),
    "wagtailimages:delete_upload_multiple": own_upload,
    "wagtailimages:edit": own(Image, "image_id"),
    "wagtailimages:edit_multiple": own(Image, "image_id"),
    "wagtailimages:image_usage": own(Image, "image_id"),
    "wagtailimages:preview": own(Image, "image_id"),
    "wagtaildocs:add": whatever,
    "wagtaildocs:add_multiple": whatever,
    "wagtaildocs:create_multiple_from_uploaded_document": own_upload,
    "wagtaildocs:delete": own(Document, "document_id"),
    "wagtaildocs:delete_multiple": own(Document, "doc_id"),
    "wagtaildocs:delete_upload_multiple": own_upload,
    "wagtaildocs:document_usage": own(Document, "document_id"),
    "wagtaildocs:edit": own(Document, "document_id"),
    "wagtaildocs:edit_multiple": own(Document, "doc_id"),
    "wagtail_bulk_action": own_selection,
}
"""For those who run a cluster."""
NOBODY = frozenset(
    {
        # Ours stands before it, at the same address.
        "wagtailadmin_account",
        "wagtailadmin_home",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_tag_autocomplete",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtailimages:index",
        "wagtailimages:index_results",
        # It would show what is of every cluster, or change it.
        "wagtailadmin_api:*",
        "wagtailadmin_collections:*",
        "wagtailadmin_reports:*",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_workflows:*",
        "wagtailredirects:*",
        "wagtailsites:*",
        # Who is what comes from the acts of roles, and passwords are the sign-in's business.
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailusers_groups:*",
        "wagtailusers_users:*",
        # Of use with pages of a site, which nobody can make yet.
        "wagtailadmin_block_preview",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_editing_sessions:*",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
        "wagtailadmin_pages:*",
        "wagtaildocs_chooser:*",
        "wagtailembeds:*",
        "wagtailforms:*",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailimages_chooser:*",
        "wagtailsnippets:*",
        # Of no use to a team.
        "wagtailadmin_dismissibles",
        "wagtailadmin_error_test",
    }
)
"""Closed to everybody, administrators included."""


def classified(name: str) -> bool:
    """Tell whether somebody has thought about an address of Wagtail's."""
    family = f"{name.rpartition(':')[0]}:*"
    return name in ANYBODY or name in TEAM or name in NOBODY or _of(family, name)


def _of(family: str, name: str) -> bool:
    """Whether a whole family is closed: `wagtailadmin_api:*` is that of `wagtailadmin_api:pages:find`."""
    while family != ":*":
        if family in NOBODY:
            return True
        family = f"{family.removesuffix(':*').rpartition(':')[0]}:*"
    return name in NOBODY


def _are_own(model: type[Model], keys: Sequence[object], request: HttpRequest) -> bool:
    policy = policy_registry.get_by_type(model)
    theirs = policy.instances_user_has_any_permission_for(request.user, ["change", "delete"])
    asked = {str(key) for key in keys}
    if not all(key.isdecimal() and not of_nothing(key) for key in asked):
        return False
    return bool(theirs.filter(pk__in=asked).count() == len(asked))
