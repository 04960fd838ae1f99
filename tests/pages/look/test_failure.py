"""A failure is told in a page of the house, that asks nothing of what may have failed."""

from __future__ import annotations

from django.test import RequestFactory
from django.views.defaults import server_error


def test_a_failure_is_told_without_the_database_and_without_a_word_of_it() -> None:
    told = server_error(RequestFactory().get("/"))

    assert told.status_code == 500
    assert "Une panne" in told.content.decode()
    assert "rien n’a été enregistré à moitié" in told.content.decode()
