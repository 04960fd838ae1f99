"""A team, and organisations that apply to be members of its cluster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.utils import timezone
from tests.visitors import signed_in

from grappe.apps.applications.acts.applying import Applicant, apply
from grappe.apps.applications.acts.documents import accept_document
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

LIST = "/bureau/grappes/twist/candidatures/"
Applies = Callable[..., Application]


@pytest.fixture(autouse=True)
def _files(installation: Installation) -> Iterator[None]:
    cache.clear()
    with override_settings(MEDIA_ROOT=str(installation.data / "files")):
        yield
    cache.clear()


@pytest.fixture
def team(cast: dict[str, Person]) -> Client:
    return signed_in(cast["team"])


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def applies(twist: Cluster, today: dt.date) -> Applies:
    """Has an organisation of Liège apply; `files`: the codes of the documents that it sends along."""
    Cluster.objects.filter(pk=twist.pk).update(region="BE3")
    twist.refresh_from_db()

    def one(
        name: str = "Forge Été", *, ago: int = 3, files: tuple[str, ...] = (), **told: Any
    ) -> Application:
        site = {"postal_code": "4000", "place": "Liège", "fte": Decimal(3), **told.pop("site", {})}
        came, _ = apply(
            **{
                "cluster": twist,
                "applicant": Applicant(
                    name=name,
                    identity={"enterprise_number": "0406798006", "place": "Liège", "postal_code": "4000"},
                    sites=(site,),
                    contact={"first_name": "Ada", "last_name": "Lourd", "email": "ada@example.org"},
                ),
                "category": twist.categories.get(code="effective"),
                "member_kind": "enterprise",
                "language": "fr",
                "by": "system:adhesion",
                "on": today - dt.timedelta(days=ago),
                "files": {code: pdf(f"{code}.pdf") for code in files},
                **told,
            }
        )
        return came

    return one


@pytest.fixture
def complete(applies: Applies, today: dt.date) -> Application:
    """An application of which every document is accepted."""
    one = applies(files=("identity", "presence"))
    for document in one.documents.all():
        accept_document(document=document, by="person:1", on=today)
    return Application.objects.get(pk=one.pk)


def pdf(name: str = "bce.pdf") -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.7 an extract", name=name)


def at(one: Application, rest: str = "") -> str:
    return f"{LIST}{one.pk}/{rest}"


def fresh(one: Application) -> Application:
    return Application.objects.get(pk=one.pk)
