"""Those who look at the pages, without a browser."""

from __future__ import annotations

from django.test import Client

from grappe.apps.people.models import Person


def visitor(*, enforce_csrf_checks: bool = False) -> Client:
    """Somebody whom the platform does not know."""
    return Client(enforce_csrf_checks=enforce_csrf_checks, SERVER_NAME="localhost")


def signed_in(person: Person) -> Client:
    """A person who has come in."""
    client = visitor()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client
