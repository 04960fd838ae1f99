"""A cluster that comes into the installation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.queries import entries_of

DAY = dt.date(2026, 3, 1)


def test_a_cluster_begins_with_the_two_categories_that_every_law_knows(twist: Cluster) -> None:
    assert list(twist.categories.values_list("code", "votes", "in_region")) == [
        ("effective", True, True),
        ("adherent", False, False),
    ]
    assert [line.act for line in entries_of(f"cluster:{twist.pk}")] == ["cluster.founded"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"slug": "a b"}, "slug"),
        ({"slug": "compte"}, "slug"),
        ({"slug": "Autorite"}, "slug"),
        ({"name": ""}, "name"),
        ({"colour": "plum"}, "colour"),
        ({"slug": "twist"}, "slug"),
    ],
)
def test_a_cluster_is_refused_whole_at_the_field_that_is_wrong(
    twist: Cluster, told: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        found(**{"slug": "new", "name": "New", **told}, by="system:tests", on=DAY)

    assert set(refused.value.message_dict) == {field}
    assert list(Cluster.objects.all()) == [twist]


def test_the_database_refuses_an_adherent_that_votes(twist: Cluster) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(
            cluster=twist,
            code="x",
            name="X",
            base="adherent",
            votes=True,
            may_be_director=False,
            in_region=False,
        )
