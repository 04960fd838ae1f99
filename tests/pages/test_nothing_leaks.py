"""Nothing of one cluster is seen by another: every address, as every role, with the other’s ids.

The addresses come from the resolver, so that a new one is tried without anybody’s asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import product
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import FileField, Model
from django.http.response import HttpResponseBase
from django.test import Client
from tests.addresses import routes
from tests.pages.planted import ASKED, LEGAL, LONG_AGO, OF_THE_LAW, PUBLIC, ROOMS, WORD, Ids, plant, unplanted
from tests.pages.unpacked import words_in
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.queries.team import invitations_to
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter as join
from grappe.apps.members.models import RepresentationAct
from grappe.apps.members.queries.invited import unanswered_in
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation
from grappe.pages.mail.folder import folder_of, names, read

# Wagtail leaves the pictures that it draws for a list open; they close with the answer.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
FORMS = {
    "suffix": ("csv", "xlsx", "vcf", "pdf"),
    "wanted": ("organisations", "contacts", "sites"),
    "form": ("html", "pdf", "docx"),
}
"""Parts of an address that choose the form of a file."""
INVITED = {"kind": "team", "language": "fr", "send": "1"}
STRANGERS = ("visitor", "nobody", "team", "lead", "director", "member", "evaluator", "authority")
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
    """Every address: those of a desk at the other's, and at one's own with the other's things.

    Then every file of every row, where it would be if files were answered because they lie there.
    """
    for _, pattern in routes():
        for cluster in ("eau", "twist") if "<slug:cluster>" in pattern else ("",):
            yield from forms(pattern, {**ids, "cluster": cluster})
    yield from (f"/fichiers/{name}" for name in files())


def forms(pattern: str, ids: Ids) -> Iterator[str]:
    """An address in each form that it may end in: the list of members as CSV, as XLSX..."""
    parts = [found["name"] for found in PART.finditer(pattern) if found["name"] in FORMS]
    for chosen in product(*(FORMS[name] for name in parts)):
        yield filled(pattern, {**ids, **dict(zip(parts, chosen, strict=True))})


def files() -> Iterator[str]:
    """Where the files of every row lie, a logo apart: it is for everybody."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.name != "logo":
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


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
    return words_in(body) + str(dict(answer.items()))


def letters_to_others(installation: Installation) -> str:
    """All that the e-mails written say to people who are nothing to the other cluster."""
    folder = folder_of(installation)
    written = [one for name in names(folder) if (one := read(folder, name))]
    told = "\n".join(f"{one.subject} {one.text} {one.html}" for one in written if WORD not in one.to)
    return beyond_the_public("/eau/adhesion/", told)


def beyond_the_public(address: str, words: str) -> str:
    """What a page says, but for what anybody may read on the form of a cluster, or the authority of it."""
    if address.startswith("/fichiers/"):  # a page that says that there is none repeats what was asked
        words = words.replace(address, "").replace(quote(address), "")
    open_to = {"/eau/adhesion/": PUBLIC, "/autorite/": OF_THE_LAW}
    for public in next((told for way, told in open_to.items() if address.startswith(way)), ()):
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


@pytest.fixture
def member(twist: Cluster) -> Person:
    """Who votes in the name of a member of TWIST."""
    one = join(cluster=twist, name="Forge", by="system:tests", on=LONG_AGO)
    held = twist.categories.get(code="effective")
    admit(organisation=one, category=held, kind="enterprise", by="system:tests", on=LONG_AGO)
    person = Person.objects.create_user("member@example.org")
    voter = RepresentationAct.Part.VOTER
    appoint(organisation=one, person=person, part=voter, by="system:tests", on=LONG_AGO)
    return Person.objects.get(pk=person.pk)


def enter(person: Person | None) -> Client:
    client = visitor() if person is None else signed_in(person)
    client.raise_request_exception = False
    return client


def kept_of(cluster: Cluster) -> dict[str, list[dict[str, object]]]:
    """All that is kept of a cluster, to see that nobody changed it."""
    space = cluster.space
    found: dict[str, list[dict[str, object]]] = {}
    found["invitations"] = list(invitations_to(cluster).order_by("pk").values())
    found["representatives"] = list(unanswered_in(cluster).order_by("pk").values())
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
    who: str, cast: dict[str, Person], member: Person, other: Cluster, installation: Installation
) -> None:
    ids = plant(other, cast["other_lead"])
    before = kept_of(Cluster.objects.get(pk=other.pk))
    person = {**cast, "member": member}.get(who)
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
    assert WORD not in letters_to_others(installation)
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
    tasks = "bureau/grappes/<slug:cluster>/taches/"
    assert {tasks, f"{tasks}<int:task>/"} <= said
    evaluation = "bureau/grappes/<slug:cluster>/evaluations/<int:evaluation>/"
    below = ("", "rapport.<slug:form>", "chiffres/<str:figure>/", "fichiers/<int:attached>/")
    assert {evaluation + address for address in below} <= said
    assert {"bureau/images/<int:image_id>/", "bureau/documents/edit/<int:document_id>/"} <= said


def test_the_authority_reads_of_a_cluster_what_the_law_lists(cast: dict[str, Person], other: Cluster) -> None:
    plant(other, cast["other_lead"])
    client = enter(cast["authority"])

    for address in ("/autorite/eau/", "/autorite/eau/registre/"):
        words = words_of(client.get(address))
        assert (LEGAL in words, WORD in beyond_the_public(address, words)) == (True, False), address


def test_the_word_is_found_inside_every_kind_of_file_by_those_whose_it_is(
    cast: dict[str, Person], other: Cluster, installation: Installation
) -> None:
    ids = {**plant(other, cast["other_lead"]), "cluster": "eau"}
    lead = Person.objects.get(pk=cast["other_lead"].pk)
    client = enter(lead)
    ways = (
        "exports/registre.<slug:suffix>",
        "exports/<slug:wanted>.<slug:suffix>",
        "membres/liste.<slug:suffix>",
    )

    given = {
        address.rpartition(".")[2]
        for way in ways
        for address in forms(f"bureau/grappes/<slug:cluster>/{way}", ids)
        if WORD in words_of(client.get(address))
    }
    copy = client.post("/compte/donnees/copie/")
    client.post("/bureau/grappes/eau/equipe/inviter/", {**INVITED, "email": "une@example.org"})

    assert given == {"csv", "xlsx", "vcf", "pdf"}
    assert WORD in words_of(copy)
    assert WORD not in copy.content.decode("utf-8", "replace")
    assert WORD in read(folder_of(installation), names(folder_of(installation))[0]).text  # type: ignore[union-attr]


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
        if pattern.startswith(("bureau/grappes/", "<slug:cluster>/espace/"))
        for found in PART.finditer(pattern)
    }

    assert names - set(ids) == {"cluster"}
