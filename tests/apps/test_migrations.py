"""The migrations are those of the models, and Django finds nothing to say."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.usefixtures("installation")
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.usefixtures("installation")
def test_django_has_nothing_to_say() -> None:
    call_command("check", fail_level="INFO", databases=["default"])
