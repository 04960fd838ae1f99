"""What is to come of a member is said on its page; what a form cannot take is said at its field."""

from __future__ import annotations

import datetime as dt
import re

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from grappe.apps.clusters.models import Category
from grappe.apps.members.acts.membership import change_category, end_membership
from grappe.apps.members.models import MembershipAct, Organisation

TODAY = timezone.localdate()
SOON = TODAY + dt.timedelta(40)
LATER = TODAY + dt.timedelta(400)


def page(team: Client, one: Organisation) -> str:
    found = team.get(f"/bureau/grappes/twist/membres/fiches/{one.code}/").content.decode()
    return " ".join(found.split())


def sent(team: Client, one: Organisation, what: str, **told: str) -> HttpResponse:
    return team.post(f"/bureau/grappes/twist/membres/fiches/{one.code}/{what}/", told)  # type: ignore[return-value]


def wrong(answer: HttpResponse) -> set[str]:
    return set(re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', answer.content.decode()))


def test_a_change_of_category_to_come_is_told_with_its_act(
    team: Client, forge: Organisation, adherent: Category
) -> None:
    assert "dès le" not in page(team, forge)

    act = change_category(organisation=forge, category=adherent, kind="research", by="person:1", on=SOON)

    told = re.search(rf'<a class="tag" href="#member-{act.pk}">dès le ([^<]*)</a>', page(team, forge))
    assert told is not None
    assert told[1].endswith(": Membre adhérent, acteur de la recherche")


def test_an_end_to_come_is_told_and_what_follows_a_change_is_not_told_before_it(
    team: Client, forge: Organisation, adherent: Category
) -> None:
    end_membership(organisation=forge, kind=MembershipAct.Kind.RESIGNED, by="person:1", on=LATER)
    assert "membre jusqu’au" in page(team, forge)

    change_category(organisation=forge, category=adherent, kind="enterprise", by="person:1", on=SOON)

    assert ("membre jusqu’au" in page(team, forge), "dès le" in page(team, forge)) == (False, True)


def test_a_transfer_to_oneself_is_said_to_be_one(team: Client, forge: Organisation) -> None:
    for typed in (forge.code, "forge ete"):
        answer = sent(team, forge, "transfert", kind="transferred", successor=typed, on=str(TODAY))

        assert wrong(answer) == {"successor"}
        assert "C’est « Forge Été » elle-même" in answer.content.decode()


def test_a_telephone_without_digits_is_refused_in_a_record_and_of_a_contact(
    team: Client, forge: Organisation
) -> None:
    record = sent(team, forge, "fiche", name="Forge Été", phone="abc")
    person = sent(team, forge, "contacts/nouveau", last_name="Roy", phone="abc", visibility="hidden")

    assert ("phone" in wrong(record), wrong(person)) == (True, {"phone"})
    assert "« abc » n’est pas un numéro de téléphone" in person.content.decode()
    assert forge.contacts.count() == 0
