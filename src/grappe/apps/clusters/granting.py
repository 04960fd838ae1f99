"""A role that an invitation gives: `{"kind": "role", "role": "team", "cluster": 12}`, no cluster for some."""

from __future__ import annotations

import datetime as dt

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.grants import Given
from grappe.apps.people.models import Person

WORDS = {
    Role.Kind.TEAM: N_("membre de l’équipe de {cluster}"),
    Role.Kind.TEAM_LEAD: N_("responsable de l’équipe de {cluster}"),
    Role.Kind.DIRECTOR: N_("administrateur de {cluster}"),
    Role.Kind.EVALUATOR: N_("évaluateur de {cluster}"),
    Role.Kind.AUTHORITY: N_("agent de l’autorité"),
    Role.Kind.ADMINISTRATOR: N_("responsable technique de l’installation"),
}


def give_role(given: Given, *, person: Person, by: str, on: dt.date) -> None:
    """Give a person the role that they were invited to."""
    kind, cluster = _read(given)
    grant(person=person, kind=kind, cluster=cluster, by=by, on=on)


def role_in_words(given: Given, language: Language) -> str:
    """Say a role. Raises ValueError for one that is none, or of a cluster that is not there."""
    kind, cluster = _read(given)
    return say(WORDS[kind], language, cluster=cluster.name if cluster else "")


def _read(given: Given) -> tuple[Role.Kind, Cluster | None]:
    kind = Role.Kind(given.get("role", ""))
    number = given.get("cluster")
    if (number is None) != (kind in Role.OF_NO_CLUSTER):
        raise ValueError(f"the role {kind.value} is given with its cluster, or without one")
    cluster = Cluster.objects.filter(pk=number).first() if number is not None else None
    if number is not None and cluster is None:
        raise ValueError(f"no cluster {number}")
    return kind, cluster
