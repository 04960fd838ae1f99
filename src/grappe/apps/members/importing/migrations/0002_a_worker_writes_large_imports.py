"""A worker writes large imports, and takes them back."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("importing", "0001_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="asked",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="import",
            name="refused",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="import",
            name="stage",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("working", "Working"),
                    ("written", "Written"),
                    ("undone", "Undone"),
                    ("dropped", "Dropped"),
                ],
                default="open",
                max_length=10,
            ),
        ),
    ]
