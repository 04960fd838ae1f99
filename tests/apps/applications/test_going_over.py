"""The applications of a double that is merged are found from the organisation that stays."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.apps.applications.conftest import BY, MAY, Applies

from grappe.apps.applications.acts.deciding import withdraw
from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.refusals import TwoWait
from grappe.apps.journal.queries import entries_of
from grappe.apps.members.acts.taking_out import StaysInTheBook, take_out
from grappe.apps.members.doubles.acts.merging import merge
from grappe.apps.members.doubles.models import Merge
from grappe.apps.members.models import Organisation

JUNE = dt.date(2026, 6, 1)


def two(applies: Applies) -> tuple[Application, Application]:
    return applies()[0], applies(name="Forge Ete SA")[0]


def test_a_doubles_applications_are_the_ones_that_stays(applies: Applies) -> None:
    first, second = two(applies)
    withdraw(application=first, by=BY, on=JUNE, reason="En double")
    loser = second.organisation

    merge(winner=first.organisation, loser=loser, by=BY, on=JUNE)

    second.refresh_from_db()
    assert second.organisation == first.organisation
    assert list(first.organisation.applications.all()) == [first, second]
    line = entries_of(f"application:{second.pk}").filter(act="application.gone_over").get()
    assert json.loads(line.told.before) == {"organisation": loser.pk}
    assert json.loads(line.told.after) == {"organisation": first.organisation.pk, "double": loser.pk}
    assert not entries_of(f"application:{first.pk}").filter(act="application.gone_over").exists()


def test_two_that_both_wait_are_not_merged_before_one_is_withdrawn(applies: Applies) -> None:
    first, second = two(applies)

    with pytest.raises(TwoWait) as refused:
        merge(winner=first.organisation, loser=second.organisation, by=BY, on=JUNE)

    (told,) = refused.value.sentences("fr")
    assert told == (
        "Forge Ete SA et Forge Été ont chacune une candidature ouverte : "
        "enregistrez d’abord le retrait de l’une des deux."
    )
    assert (Merge.objects.count(), second.organisation.applications.count()) == (0, 1)


def test_who_has_applied_stays_in_the_book(applies: Applies) -> None:
    one = applies()[0].organisation
    one.contacts.all().delete()

    with pytest.raises(StaysInTheBook) as refused:
        take_out(organisation=one, reason="Plus de nouvelles", by=BY, on=MAY)

    assert refused.value.sentences("fr") == [
        "Forge Été a posé une candidature : elle reste dans le carnet, qui l’explique."
    ]
    assert Organisation.objects.get().out_since is None
