"""Whoever fills in a form about a member."""

from __future__ import annotations

from typing import Protocol

from grappe.analysis.language.catalogues import Language
from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person


class Author(Protocol):
    """A person before a page of a cluster, and the language in which it speaks to them."""

    @property
    def person(self) -> Person: ...
    @property
    def cluster(self) -> Cluster: ...
    @property
    def language(self) -> Language: ...
