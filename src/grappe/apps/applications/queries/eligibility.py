"""How an application stands by the statutes."""

from __future__ import annotations

import datetime as dt

from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.eligibility import Found, Place, Verdict, judged


def eligibility(application: Application, *, day: dt.date) -> tuple[Verdict, ...]:
    """Return how each condition stands on a day, by what is declared and what was found."""
    return judged(
        in_region=application.category.in_region,
        region=application.cluster.region,
        places=[
            Place(
                postal_code=site.postal_code,
                country=site.country,
                fte=site.fte,
                self_employed_main=site.self_employed_main,
                since=site.since,
                until=site.until,
            )
            for site in application.organisation.sites.all()
        ],
        found=[
            Found(
                criterion=one.criterion,
                answer=one.answer,
                as_of=one.as_of,
                words=one.words,
                number=one.pk,
            )
            for one in application.evidence.all()
        ],
        day=day,
    )
