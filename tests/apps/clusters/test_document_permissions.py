"""Who opens the file of a document."""

from __future__ import annotations

import datetime as dt

from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.document_permissions import may_open_document, openable_documents
from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person

BY = {"by": "system:tests", "on": dt.date(2026, 3, 1)}


def test_a_confidential_document_is_for_the_team_alone_whichever_way_it_is_asked(
    twist: Cluster, other: Cluster, cast: dict[str, Person]
) -> None:
    plain = file_document(cluster=twist, code="d01", **BY)
    secret = file_document(cluster=twist, code="d02", confidential=True, **BY)
    theirs = file_document(cluster=other, code="d01", **BY)
    everybody: dict[str, Person | None] = {**cast, "visitor": None}

    for name, person in everybody.items():
        opens = {one for one in (plain, secret, theirs) if may_open_document(one, by=person)}
        assert opens == set(openable_documents(by=person)), name
    assert {name for name, person in everybody.items() if may_open_document(secret, by=person)} == {
        "team",
        "lead",
        "administrator",
    }
    assert {name for name, person in everybody.items() if may_open_document(plain, by=person)} == {
        "team",
        "lead",
        "evaluator",
        "administrator",
    }
