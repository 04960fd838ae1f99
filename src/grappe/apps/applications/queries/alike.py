"""Applications that wait and look like one another: it may be one that was sent twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from grappe.apps.applications.models import Application
from grappe.apps.applications.queries.waiting import open_applications
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.doubles.pairs import Why, pairs
from grappe.apps.members.models import IdentitySpan
from grappe.apps.members.rules.likeness import Keys, keys_of


@dataclass(frozen=True, slots=True)
class Alike:
    """Another application that waits, and what makes it look like one's own, the surest first."""

    application: Application
    why: tuple[Why, ...]


def alike(cluster: Cluster) -> dict[int, list[Alike]]:
    """Return, by number of each that looks like others, those others: two questions, however many wait."""
    waiting = _waiting(cluster)
    found: dict[int, list[Alike]] = defaultdict(list)
    for pair in pairs({number: keys for number, (_, keys) in waiting.items()}):
        found[pair.first].append(Alike(waiting[pair.second][0], pair.why))
        found[pair.second].append(Alike(waiting[pair.first][0], pair.why))
    return found


def waiting_for(
    cluster: Cluster, *, name: str, number: str = "", email: str | None = None
) -> Application | None:
    """Return the application that waits of an organisation: of its number, else of its name.

    Two numbers tell two organisations. email: only where the contact has that address; None: whoever it is.
    """
    asked = keys_of({"name": name, "enterprise_number": number})
    for one, keys in _waiting(cluster).values():
        both = bool(asked.number and keys.number)
        same = asked.number == keys.number if both else bool(asked.name) and asked.name == keys.name
        theirs = one.contact.email if one.contact else ""
        if same and (email is None or (theirs and theirs.casefold() == email.casefold())):
            return one
    return None


def _waiting(cluster: Cluster) -> dict[int, tuple[Application, Keys]]:
    """Return the applications that wait, the oldest first, with what their organisations are found by."""
    every = list(open_applications(cluster).select_related("organisation", "contact"))
    spans = IdentitySpan.objects.filter(
        organisation__in={one.organisation_id for one in every}, known_until__isnull=True
    ).select_related("act")
    identities = {span.organisation_id: span.act.contents for span in spans.order_by("since")}
    return {
        one.pk: (
            one,
            keys_of(
                {
                    **identities.get(one.organisation_id, {}),
                    "name": one.organisation.name,
                    "website": one.organisation.website,
                    "email": one.contact.email if one.contact else "",
                }
            ),
        )
        for one in every
    }
