"""The database itself refuses that an act be changed or taken away."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from grappe.apps.clusters.models import Category
from grappe.apps.health.ailments import all_ailments
from grappe.apps.journal.queries import missing_guards
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.members.models.acts import Act
from grappe.apps.members.models.only_added import ONLY_ADDED
from grappe.apps.members.queries.soundness import REGISTER_GUARDS
from grappe.apps.settings.installation import Installation

DAY = dt.date(2020, 1, 1)
STATEMENTS = [
    "UPDATE members_membershipact SET reason = 'autre'",
    "DELETE FROM members_membershipact",
    "UPDATE members_identityact SET legal_name = 'autre'",
    "DELETE FROM members_identityact",
]
BY_KIND = {
    "sqlite": "INSERT OR REPLACE INTO members_identityact SELECT * FROM members_identityact",
    "postgresql": "TRUNCATE members_identityact CASCADE",
}


@pytest.fixture
def act(forge: Organisation, effective: Category) -> MembershipAct:
    declare(organisation=forge, by="person:1", on=DAY, legal_name="Forge Été SA")
    return admit(organisation=forge, category=effective, kind="enterprise", by="person:1", on=DAY)


@pytest.mark.parametrize("statement", [*STATEMENTS, None])
@pytest.mark.usefixtures("act")
def test_no_statement_changes_an_act_or_takes_it_away(statement: str | None) -> None:
    with (
        pytest.raises(IntegrityError, match="a correction is a new act"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement or BY_KIND[connection.vendor])


def test_nor_does_the_model(act: MembershipAct) -> None:
    act.reason = "autre"

    with pytest.raises(IntegrityError), transaction.atomic():
        act.save()


def test_every_table_of_acts_is_guarded_and_the_doctor_says_which_is_not(installation: Installation) -> None:
    assert (missing_guards(REGISTER_GUARDS), list(all_ailments(installation))) == ([], [])
    name = f"{ONLY_ADDED[0]}_no_update"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {ONLY_ADDED[0]}")
        )

    (ailment,) = all_ailments(installation)

    assert ailment.sentences("fr")[0] == (
        f"Les actes du registre ne sont plus gardés par la base de données : il manque {name}."
    )


def test_every_act_of_the_room_is_only_added() -> None:
    assert sorted(ONLY_ADDED) == sorted(one._meta.db_table for one in Act.__subclasses__())
