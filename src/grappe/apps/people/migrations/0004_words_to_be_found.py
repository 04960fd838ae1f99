"""The words by which people are found."""

from __future__ import annotations

from django.db import migrations

from grappe.apps.search.sought import SoughtField, write_words


class Migration(migrations.Migration):
    dependencies = [("people", "0003_invitations")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="sought",
            field=SoughtField(of=("first_name", "last_name", "email")),
        ),
        migrations.RunPython(write_words("people", "person"), migrations.RunPython.noop),
    ]
