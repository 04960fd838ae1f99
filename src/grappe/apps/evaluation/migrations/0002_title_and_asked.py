"""What an evaluation is called, and when a worker was asked for it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_evaluations"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="title",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
