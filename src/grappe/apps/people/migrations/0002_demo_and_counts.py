"""Persons of a demonstration, and the table where tries to come in are counted."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import migrations, models


def make_the_table(apps: Any, editor: Any) -> None:  # noqa: ARG001 - Django gives both
    call_command("createcachetable", "cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_accounts")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="demo",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.RunPython(make_the_table, migrations.RunPython.noop),
    ]
