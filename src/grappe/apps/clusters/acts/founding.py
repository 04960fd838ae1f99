"""A cluster comes into the installation."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.apps.clusters.acts.wagtail_access import open_space
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.edits.written import subject_of, written
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value

USUAL = (
    ("effective", "Membre effectif", Category.Base.EFFECTIVE, True),
    ("adherent", "Membre adhérent", Category.Base.ADHERENT, False),
)
"""The categories that a cluster has until its statutes say otherwise: code, name, base, rights and place."""


@transaction.atomic
def found(*, slug: str, name: str, by: str, on: dt.date, **told: Value) -> Cluster:
    """Make a cluster, with the two categories that every law knows.

    `told`: other fields of Cluster. Raises ValidationError where one is not what it should be.
    """
    cluster = Cluster(slug=slug, name=name, **told)
    cluster.full_clean()
    cluster.save()
    cluster.refresh_from_db()
    Category.objects.bulk_create(
        Category(
            cluster=cluster,
            code=code,
            name=called,
            base=base,
            votes=full,
            may_be_director=full,
            in_region=full,
        )
        for code, called, base, full in USUAL
    )
    open_space(cluster)
    record(
        act="cluster.founded",
        by=by,
        subject=subject_of(cluster),
        before=None,
        after=written(cluster),
        on=on,
    )
    return cluster
