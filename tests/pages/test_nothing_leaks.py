"""Nothing of one cluster is seen by another: every address, as every role, with the other’s ids.

The addresses come from the resolver, so that a new one is tried without anybody’s asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.test import Client
from tests.addresses import routes
from tests.pages.planted import ASKED, PUBLIC, ROOMS, WORD, Ids, plant, unplanted
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.queries.team import invitations_to
from grappe.apps.people.models import Person

# Wagtail leaves the pictures that it draws for a list open; they close with the answer.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
STRANGERS = ("visitor", "nobody", "team", "lead", "director", "evaluator", "authority")
"""Those who are nothing to the other cluster."""
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


def filled(pattern: str, ids: Ids) -> str:
    """An address, its parts filled with the ids of the other cluster's things."""
    if pattern == r"documents/^(\d+)/(.*)$":
        return f"/documents/{ids['document_id']}/{ids['document_filename']}"

    def fill(found: re.Match[str]) -> str:
        return str(ids.get(found["name"], 1 if found["kind"] == "int" else "x"))

    plain = GROUP.sub(lambda found: str(ids.get(found[1], 1)), pattern)
    plain = PART.sub(fill, plain).replace("^", "").replace("$", "").replace(r"\.", ".")
    return "/" + plain.replace(".*", "x")


def addresses(ids: Ids) -> Iterator[str]:
    """Every address: those of a desk at the other's, and at one's own with the other's things."""
    for _, pattern in routes():
        for cluster in ("eau", "twist") if "<slug:cluster>" in pattern else ("",):
            yield filled(pattern, {**ids, "cluster": cluster})


def asked(ids: Ids) -> dict[str, list[str]]:
    """What may follow an address: words that find, and ids that name, what is the other's."""
    words = ("q", "term", "title", "name", "text", "search", "email", "tag")
    named = {name: [str(value)] for name, value in ids.items()}
    image = [str(ids["image_id"])]
    more = {"id": image, "childOf": [str(ids["collection_id"])], "collection": [str(ids["collection_id"])]}
    return {**{word: [ASKED] for word in words}, **named, **more}


def words_of(answer: HttpResponseBase) -> str:
    """All that an answer says: its body, and its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined, arg-type]
    return body.decode("utf-8", "replace") + str(dict(answer.items()))


def beyond_the_public(address: str, words: str) -> str:
    """What a page says, but for what anybody may read on the form of a cluster."""
    for public in PUBLIC if address.startswith("/eau/adhesion/") else ():
        words = words.replace(public, "").replace(escape(public), "")
    return words


WAYS = (
    "cluster",
    "organisation__cluster",
    "of__cluster",
    "application__cluster",
    "category__cluster",
    "evaluation__cluster",
)
"""From a thing to its cluster."""


def enter(person: Person | None) -> Client:
    client = visitor() if person is None else signed_in(person)
    client.raise_request_exception = False
    return client


def kept_of(cluster: Cluster) -> dict[str, list[dict[str, object]]]:
    """All that is kept of a cluster, to see that nobody changed it."""
    space = cluster.space
    found: dict[str, list[dict[str, object]]] = {}
    found["invitations"] = list(invitations_to(cluster).order_by("pk").values())
    for model in apps.get_models():
        ours = model.__module__.startswith(ROOMS)
        for way in WAYS if ours else ():
            if _has(model, way):
                rows = model._default_manager.filter(**{way: cluster.pk}).order_by("pk")
                found[model._meta.label] = list(rows.values())
                break
        if model._meta.label in ("wagtailimages.Image", "wagtaildocs.Document"):
            rows = model._default_manager.filter(collection=space.collection_id).order_by("pk")
            found[model._meta.label] = list(rows.values())
    return found


def _has(model: type[Model], way: str) -> bool:
    try:
        first = model._meta.get_field(way.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return way == "cluster" or _has(first.related_model, way.partition("__")[2])  # type: ignore[arg-type]


@pytest.mark.parametrize("who", STRANGERS)
def test_no_answer_says_a_word_of_another_cluster_and_none_changes_it(
    who: str, cast: dict[str, Person], other: Cluster
) -> None:
    ids = plant(other, cast["other_lead"])
    before = kept_of(Cluster.objects.get(pk=other.pk))
    person = cast.get(who)
    client = enter(person)
    said, failed = [], []

    for address in addresses(ids):
        for method, answer in (
            ("GET", client.get(f"{address}?{urlencode(asked(ids), doseq=True)}")),
            ("POST", client.post(f"{address}?{urlencode(asked(ids), doseq=True)}", asked(ids))),
        ):
            if WORD in beyond_the_public(address, words_of(answer)):
                said.append(f"{method} {address}")
            if answer.status_code >= 500:
                failed.append(f"{method} {address} {answer.status_code}")
        if person is not None and "_auth_user_id" not in client.session:
            client = enter(person)

    assert said == []
    assert failed == []
    assert kept_of(Cluster.objects.get(pk=other.pk)) == before


def test_the_word_is_found_by_those_whose_cluster_it_is(cast: dict[str, Person], other: Cluster) -> None:
    ids = plant(other, cast["other_lead"])
    client = enter(Person.objects.get(pk=cast["other_lead"].pk))

    said = {
        pattern
        for _, pattern in routes()
        if WORD in words_of(client.get(filled(pattern, {**ids, "cluster": "eau"})))
    }

    assert {"bureau/grappes/<slug:cluster>/", "bureau/images/", "bureau/documents/"} <= said
    evaluation = "bureau/grappes/<slug:cluster>/evaluations/<int:evaluation>/"
    below = ("", "rapport.<slug:form>", "chiffres/<str:figure>/", "fichiers/<int:attached>/")
    assert {evaluation + address for address in below} <= said
    assert {"bureau/images/<int:image_id>/", "bureau/documents/edit/<int:document_id>/"} <= said


def test_the_word_is_planted_in_every_field_that_could_hold_one(
    cast: dict[str, Person], other: Cluster
) -> None:
    plant(other, cast["other_lead"])

    assert list(unplanted()) == []


def test_every_part_of_an_address_of_a_desk_is_filled(cast: dict[str, Person], other: Cluster) -> None:
    ids = plant(other, cast["other_lead"])
    names = {
        found["name"]
        for _, pattern in routes()
        if pattern.startswith("bureau/grappes/")
        for found in PART.finditer(pattern)
    }

    assert names - set(ids) == {"cluster"}
