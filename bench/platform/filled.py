"""A cluster of made-up organisations, written by the platform's own acts, and somebody of its team."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command

from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django

SLUG, BY = "bench", "system:bench"
ON = dt.date(2026, 3, 1)
PLACES = (
    ("1000", "Bruxelles"),
    ("4000", "Liège"),
    ("5000", "Namur"),
    ("6000", "Charleroi"),
    ("7000", "Mons"),
)
WORDS = (
    "image",
    "son",
    "étalonnage",
    "animation",
    "atelier",
    "bois",
    "eau",
    "verre",
    "film",
    "drone",
    "lumière",
)
EVENTS_OF_TWO = 4
"""Membership events of two organisations: one was admitted, the other admitted, gone and admitted again."""


def fill(size: int) -> dict[str, Any]:
    """Fill the installation of the environment; return how many events there are, codes, and a session."""
    start_django(read_installation(dict(os.environ)))
    call_command("migrate", interactive=False, verbosity=0)
    # What has models waits for Django to be set up.
    models = importlib.import_module("grappe.apps.members.models")
    bulk = importlib.import_module("grappe.apps.members.acts.bulk")
    found = importlib.import_module("grappe.apps.clusters.acts.founding").found
    cluster = found(slug=SLUG, name="Bench", by=BY, on=dt.date(2000, 1, 1))
    made = bulk.enter_many(cluster=cluster, newcomers=_newcomers(bulk, cluster, size), by=BY, on=ON)
    _settle()
    return {
        "events": models.MembershipAct.objects.count(),
        "codes": [one.code for one in made[:: max(1, size // 20)]],
        "session": _session(cluster),
    }


def _newcomers(bulk: Any, cluster: Any, size: int) -> Iterator[Any]:
    effective, adherent = (cluster.categories.get(code=code) for code in ("effective", "adherent"))
    for row in range(size):
        postal_code, place = PLACES[row % len(PLACES)]
        told = [WORDS[(row * step) % len(WORDS)] for step in (1, 3, 5, 7)]
        first = dt.date(2000 + row % 15, 1 + row % 12, 1 + row % 28)
        stay = {"category": adherent if row % 3 else effective, "kind": "enterprise"}
        again = row % 2
        yield bulk.Newcomer(
            name=f"{told[0].title()} {told[1]} {row}",
            profile={"does": {"fr": " ".join(told)}, "website": f"https://www.atelier-{row}.example/"},
            identity={"legal_form": "SRL", "postal_code": postal_code, "place": place, "country": "BE"},
            stays=[
                bulk.Stay(joined_on=first, left_on=dt.date(2016, 1, 1) if again else None, **stay),
                *([bulk.Stay(joined_on=dt.date(2019, 1, 1), **stay)] if again else []),
            ],
            activities=[{"nace": "59.120", "nace_version": 2008, "main": True}],
            sites=[{"postal_code": postal_code, "place": place, "fte": 1 + row % 40}],
            contacts=[
                {"first_name": "Ada", "last_name": f"Dupont{row}", "email": f"ada@atelier-{row}.example"}
            ],
        )


def _session(cluster: Any) -> str:
    """Return the session of somebody of the team."""
    person = importlib.import_module("grappe.apps.people.models").Person
    role = importlib.import_module("grappe.apps.clusters.models").Role
    grant = importlib.import_module("grappe.apps.clusters.acts.roles").grant
    signed_in = importlib.import_module("tests.visitors").signed_in
    one = person.objects.create_user("ada@bench.example")
    grant(person=one, kind=role.Kind.TEAM, cluster=cluster, by=BY, on=ON)
    return str(signed_in(person.objects.get(pk=one.pk)).cookies["sessionid"].value)


def _settle() -> None:
    """Have the database look at what it holds, as PostgreSQL does by itself in the minutes that follow."""
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
