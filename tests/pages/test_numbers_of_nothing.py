"""A number that no row could have is answered like any other that names nothing.

The addresses come from the resolver, so that a new one is tried without anybody’s asking.
"""

from __future__ import annotations

import pytest
from tests.addresses import routes
from tests.pages.planted import Ids, plant
from tests.pages.test_nothing_leaks import GROUP, PART, forms
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
HUGE = "9" * 23
DOCUMENT = f"/documents/{HUGE}/x.pdf"


def addresses(ids: Ids) -> list[str]:
    """Every address with a number, each of its numbers in turn huge and the others true."""
    found = [DOCUMENT]
    for _, pattern in routes():
        numbers = [part["name"] for part in PART.finditer(pattern) if part["kind"] == "int"]
        numbers += [group for group in GROUP.findall(pattern) if group.endswith("id")]
        for name in numbers:
            found += forms(pattern, {**ids, "cluster": "eau", name: HUGE})
    return found


def test_a_number_larger_than_a_database_counts_is_the_number_of_nothing(
    cast: dict[str, Person], other: Cluster
) -> None:
    ids = plant(other, cast["other_lead"])
    client = signed_in(Person.objects.get(pk=cast["other_lead"].pk))
    client.raise_request_exception = False
    tried = addresses(ids)

    answers = {
        f"{method} {address}": answer.status_code
        for address in tried
        for method, answer in (("GET", client.get(address)), ("POST", client.post(address, {"id": HUGE})))
    }

    assert f"/bureau/images/{HUGE}/" in tried
    assert [one for one in tried if one.endswith(f"/representants/{HUGE}/fin/")] != []
    assert {asked: code for asked, code in answers.items() if code != 404} == {}


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize("model", ["wagtailimages/image", "wagtaildocs/document"])
def test_a_selection_of_a_huge_number_is_a_selection_of_nothing(model: str, cast: dict[str, Person]) -> None:
    client = signed_in(Person.objects.get(pk=cast["other_lead"].pk))

    answer = client.get(f"/bureau/bulk/{model}/delete/?id={HUGE}")

    assert answer.status_code == 404
