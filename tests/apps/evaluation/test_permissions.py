"""Who asks for evaluations, and who reads them."""

from __future__ import annotations

import pytest

from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.evaluation import permissions
from grappe.apps.evaluation.acts.making import make_evaluation
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.people.models import Person

ASKS = {"team", "lead", "administrator"}
READS = {*ASKS, "evaluator"}


@pytest.fixture
def cast(small: Evaluation, other: Cluster) -> dict[str, Person | None]:
    kinds = {
        "team": (Role.Kind.TEAM, small.cluster),
        "lead": (Role.Kind.TEAM_LEAD, small.cluster),
        "director": (Role.Kind.DIRECTOR, small.cluster),
        "evaluator": (Role.Kind.EVALUATOR, small.cluster),
        "stranger": (Role.Kind.TEAM_LEAD, other),
        "authority": (Role.Kind.AUTHORITY, None),
        "administrator": (Role.Kind.ADMINISTRATOR, None),
    }
    found: dict[str, Person | None] = {"visitor": None}
    for name, (kind, cluster) in kinds.items():
        person = Person.objects.create_user(f"{name}@example.org")
        grant(person=person, kind=kind, cluster=cluster, by="system:tests", on=small.as_of)
        found[name] = Person.objects.get(pk=person.pk)
    return found


def test_each_question_has_one_answer_whichever_way_it_is_asked(
    small: Evaluation, other: Cluster, cast: dict[str, Person | None]
) -> None:
    theirs = make_evaluation(cluster=other, as_of=small.as_of, by="system:tests", on=small.as_of)
    clusters, evaluations = (small.cluster, other), (small, theirs)

    for name, person in cast.items():
        asks = {cluster for cluster in clusters if permissions.may_evaluate(cluster, by=person)}
        reads = {one for one in evaluations if permissions.may_read_evaluation(one, by=person)}
        assert asks == set(permissions.evaluable_clusters(by=person)), name
        assert reads == set(permissions.readable_evaluations(by=person)), name
        assert (small.cluster in asks, small in reads) == (name in ASKS, name in READS), name
