"""Applications, as they are found by words."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.applications.queries.told import applications_told
from grappe.apps.members.queries.texts import texts_of
from grappe.pages.desk.applications.words import STATES
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.sought import Found, Hit, Question, Sought


def find(desk: Desk, question: Question) -> Found:
    """Find applications, the last that came first."""
    every = applications_told(desk.cluster, question.begun)
    some = list(
        every.select_related("organisation", "contact").order_by("-received_on", "-pk")[question.shown]
    )
    texts = texts_of({one.organisation for one in some})
    hits = (
        Hit(
            title=one.organisation.name,
            address=desk.address("application", application=one.pk),
            below=say(
                N_("{state}, reçue le {day}"),
                desk.language,
                state=say(STATES[one.state][0], desk.language),
                day=long_date(one.received_on, desk.language),
            ),
            texts=(one.message, str(one.contact or ""), *texts[one.organisation_id]),
        )
        for one in some
    )
    return Found(every.count(), tuple(hits))


SOUGHT = (Sought(name="applications", label=N_("Candidatures"), find=find, reads="runs"),)
