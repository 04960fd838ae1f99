"""What is said of a member beside its state: what is to come, or that it is out of the book."""

from __future__ import annotations

import datetime as dt

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.member import Member
from grappe.pages.desk.members.timeline import anchor_of
from grappe.pages.members import words


def coming(told: Member, language: Language) -> tuple[str, str] | None:
    """Say when a membership changes, or ends, in days to come, and where the act that says so stands."""
    span = told.standing.span
    if told.standing.state != "member" or span is None or span.until is None:
        return None
    after = next((one for one in told.coming if one.since == span.until), None)
    if after is None:
        last = long_date(span.until - dt.timedelta(days=1), language)
        return say(N_("membre jusqu’au {day}"), language, day=last), ""
    becomes = say(
        N_("dès le {day} : {membership}"),
        language,
        day=long_date(after.since, language),
        membership=words.member_as(after.category.name, after.kind, language),
    )
    return becomes, anchor_of("member", after.act_id)


def out_of_the_book(one: Organisation, instead: Organisation | None, language: Language) -> str:
    """Say that an organisation is out of the book, where it is. instead: the one that stands for it."""
    if one.out_since is None:
        return ""
    told = N_("Retirée du carnet le {day} : les listes ne la montrent plus.")
    if instead is not None:
        told = N_("Un doublon, réuni le {day} avec une autre fiche :")
    return say(told, language, day=long_date(one.out_since, language))
