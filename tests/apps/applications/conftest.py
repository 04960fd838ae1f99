"""A cluster of Wallonia, its categories, and an organisation that applies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from grappe.apps.applications.acts.applying import Applicant, apply
from grappe.apps.applications.models import Application
from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.settings.installation import Installation

BY = "person:1"
LONG_AGO, MAY = dt.date(2006, 1, 1), dt.date(2026, 5, 4)
Applies = Callable[..., tuple[Application, str]]


@pytest.fixture
def twist(installation: Installation) -> Iterator[Cluster]:
    with override_settings(MEDIA_ROOT=str(installation.data / "files")):
        yield found(slug="twist", name="Cluster TWIST", by=BY, on=LONG_AGO, region="BE3")


@pytest.fixture
def effective(twist: Cluster) -> Category:
    return twist.categories.get(code="effective")


@pytest.fixture
def adherent(twist: Cluster) -> Category:
    return twist.categories.get(code="adherent")


@pytest.fixture
def applies(twist: Cluster, effective: Category) -> Applies:
    """Has the forge of Liège apply; what is told takes the place of what it would say."""

    def one(**told: Any) -> tuple[Application, str]:
        name = told.pop("name", "Forge Été")
        site = {"postal_code": "4000", "place": "Liège", "fte": Decimal(3), **told.pop("site", {})}
        return apply(
            **{
                "cluster": twist,
                "applicant": Applicant(
                    name=name,
                    identity={"enterprise_number": "0406798006"},
                    sites=(site,),
                    contact={"first_name": "Ada", "last_name": "Lourd", "email": "ada@example.org"},
                ),
                "category": effective,
                "member_kind": "enterprise",
                "language": "fr",
                "by": "system:adhesion",
                "on": MAY,
                **told,
            }
        )

    return one


def pdf(name: str = "bce.pdf") -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.7 an extract", name=name)
