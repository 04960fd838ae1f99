"""A form that comes twice does its act once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from grappe.apps.edits.models import Taken
from grappe.apps.edits.once import REMEMBERED, first_time, new_token
from grappe.apps.settings.installation import Installation

pytestmark = pytest.mark.usefixtures("installation")


def test_of_a_form_that_comes_twice_the_first_alone_is_taken() -> None:
    token = new_token()

    with transaction.atomic():
        assert first_time(token)
    with transaction.atomic():
        assert not first_time(token)
        assert first_time(new_token())


def test_a_form_whose_act_was_refused_may_come_again() -> None:
    token = new_token()

    @transaction.atomic
    def refused() -> None:
        assert first_time(token)
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        refused()

    with transaction.atomic():
        assert first_time(token)


def test_a_form_without_a_token_is_taken_as_it_comes(installation: Installation) -> None:  # noqa: ARG001
    with transaction.atomic():
        assert [first_time(""), first_time(""), first_time("x" * 65)] == [True, True, True]


def test_a_form_is_forgotten_when_nobody_can_send_it_any_more() -> None:
    with transaction.atomic():
        first_time("old")
        Taken.objects.update(at=Taken.objects.get().at - REMEMBERED - dt.timedelta(hours=1))
        first_time("new")

    assert list(Taken.objects.values_list("token", flat=True)) == ["new"]


def test_a_form_is_not_taken_outside_of_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction of its act"):
        first_time("token")
