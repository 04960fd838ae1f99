"""The words by which applications are found."""

from __future__ import annotations

from django.db import migrations

from grappe.apps.search.sought import SoughtField, write_words


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_refusals_told")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="sought",
            field=SoughtField(of=("message",)),
        ),
        migrations.RunPython(write_words("applications", "application"), migrations.RunPython.noop),
    ]
