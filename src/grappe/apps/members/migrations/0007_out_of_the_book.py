"""An organisation may leave the book: it is kept, and no list shows it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0006_saved_filters")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="out_since",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
    ]
