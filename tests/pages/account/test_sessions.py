"""Sessions are noted now and then: whoever only reads writes nothing."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.visitors import signed_in

from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation
from grappe.pages.account.seen import EVERY


@pytest.fixture
def client(installation: Installation) -> Client:  # noqa: ARG001 - its database
    """Somebody who has come in, and read a page."""
    client = signed_in(Person.objects.create_user("anne@example.org"))
    client.get("/compte/")
    return client


def test_a_page_that_is_read_writes_nothing(client: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert client.get("/compte/").status_code == 200

    asked = {told["sql"].split()[0] for told in statements.captured_queries}
    assert asked == {"SELECT"}


def test_a_session_is_noted_again_after_a_while(client: Client) -> None:
    later = timezone.now() + dt.timedelta(seconds=EVERY + 1)
    with patch("django.utils.timezone.now", return_value=later):
        client.get("/compte/", HTTP_USER_AGENT="Another browser")

    noted = UserSession.objects.get()
    assert (noted.last_seen_at, noted.user_agent) == (later, "Another browser")
