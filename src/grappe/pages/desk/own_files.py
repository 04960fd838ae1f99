"""Pages of Wagtail’s whose filters name the tags of the whole installation: with one’s own alone."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, JsonResponse
from wagtail.documents.models import Document
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as Documents
from wagtail.images.models import Image
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as Images
from wagtail.permissions import policy_registry

POPULAR, OFFERED = 10, 10


def own_tags(model: type[Model], user: Any) -> QuerySet[Any]:
    """Return the tags of the images or documents that a person sees, the most used first."""
    policy = policy_registry.get_by_type(model)
    theirs = policy.instances_user_has_any_permission_for(user, ["change", "delete"])
    of_tags: Any = Image._meta.get_field("tags").related_model
    found: QuerySet[Any] = (
        of_tags.objects.filter(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
            taggit_taggeditem_items__object_id__in=theirs.values("pk"),
        )
        .annotate(used=Count("taggit_taggeditem_items"))
        .order_by("-used", "name")
    )
    return found


def tags(request: HttpRequest) -> JsonResponse:
    """Answer the tags that begin as typed, among those that the person's own images and documents bear."""
    begins = request.GET.get("term", "")
    if not begins:
        return JsonResponse([], safe=False)
    found = {
        name
        for model in (Image, Document)
        for name in own_tags(model, request.user)
        .filter(name__istartswith=begins)
        .values_list("name", flat=True)
    }
    return JsonResponse(sorted(found)[:OFFERED], safe=False)


class _OwnTags:
    """A list of filters whose tags are the person's own."""

    filters: dict[str, Any]
    _meta: Any

    def __init__(self, *args: Any, request: HttpRequest, **more: Any) -> None:
        super().__init__(*args, request=request, **more)  # type: ignore[call-arg] # Wagtail's, of the subclass
        found = own_tags(self._meta.model, request.user)[:POPULAR]
        offered = self.filters.pop("tag", None)
        if found and offered is not None:
            offered.extra["choices"] = [(tag.name, tag.name) for tag in found]
            self.filters["tag"] = offered


class OwnImageFilters(_OwnTags, ImagesFilterSet):  # type: ignore[misc] # Wagtail is untyped
    class Meta:
        model = Image
        fields: tuple[str, ...] = ()


class OwnDocumentFilters(_OwnTags, DocumentsFilterSet):  # type: ignore[misc] # the same
    class Meta:
        model = Document
        fields: tuple[str, ...] = ()


class OwnImages(Images):  # type: ignore[misc] # the same
    """Wagtail's list of images."""

    filterset_class = OwnImageFilters


class OwnDocuments(Documents):  # type: ignore[misc] # the same
    """Wagtail's list of documents."""

    filterset_class = OwnDocumentFilters
