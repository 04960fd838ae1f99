"""A refusal is told to whoever applied, on a day: those of before, on that of their decision."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def tell(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django passes it
    """Count the refusals of before as told."""
    applications = apps.get_model("applications", "Application").objects
    applications.filter(state="refused").update(told_on=models.F("decided_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_documents_and_evidence"),
        ("clusters", "0005_missions_of_the_law"),
        ("members", "0006_saved_filters"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="told_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_on__isnull", True),
                    models.Q(("state", "refused"), ("told_on__gte", models.F("decided_on"))),
                    _connector="OR",
                ),
                name="application_is_told_once_refused",
            ),
        ),
    ]
