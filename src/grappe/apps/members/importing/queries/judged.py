"""An import, judged against the book as it is now."""

from __future__ import annotations

from grappe.analysis.language.catalogues import LANGUAGES, Language, say
from grappe.analysis.vocabulary.classes import MEMBER_KIND
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.categories import Choice, Choices
from grappe.apps.members.importing.cells import Reader
from grappe.apps.members.importing.intents import Against, Defaults, Judged, Row
from grappe.apps.members.importing.judging import judge
from grappe.apps.members.importing.models import Import, ImportRow
from grappe.apps.members.importing.queries.known import known_organisations


def judged(sent: Import) -> Judged:
    """Return what would become of each of its rows."""
    rows = [
        Row(row.number, row.now(), row.choice, row.left_out)
        for row in ImportRow.objects.filter(of=sent).order_by("number").defer("verdict")
    ]
    return judge(rows, sent.columns, against(sent))


def against(sent: Import) -> Against:
    """Return what an import is judged against: the book of its cluster, and what it takes for granted."""
    cluster = sent.cluster
    categories = tuple(Choice(one.code, one.name, one.base) for one in cluster.categories.all())
    return Against(
        known=known_organisations(cluster, sent.on),
        reader=Reader(
            choices=Choices(categories),
            kinds=tuple(
                (code, say(label, first_language_of(cluster))) for code, label in MEMBER_KIND.items()
            ),
            nace_version=sent.nace_version,
        ),
        defaults=Defaults(
            category=sent.default_category, kind=sent.default_kind, joined_on=sent.default_joined_on
        ),
        on=sent.on,
    )


def first_language_of(cluster: Cluster) -> Language:
    """Return the language in which a cluster's own words are kept, whoever reads them."""
    told = cluster.languages[0] if cluster.languages else LANGUAGES[0]
    return next((language for language in LANGUAGES if language == told), LANGUAGES[0])
