"""The words by which organisations and their people are found, and the index that finds them."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import grappe.apps.search.passages
import grappe.apps.search.sought
from grappe.apps.search.passages import set_index


def index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Make the index."""
    set_index(editor, "members_organisationpassage")


class Migration(migrations.Migration):
    dependencies = [("members", "0004_only_added")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="sought",
            field=grappe.apps.search.sought.SoughtField(
                of=("first_name", "last_name", "function", "email", "phone"),
            ),
        ),
        migrations.CreateModel(
            name="OrganisationPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", grappe.apps.search.passages.WordsField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passage",
                        to="members.organisation",
                    ),
                ),
            ],
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
