"""A double that was merged is out of the book from that day on."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def take_out(apps: Any, editor: Any) -> None:
    """Take out the doubles of earlier merges."""
    organisations = apps.get_model("members", "Organisation").objects.using(editor.connection.alias)
    merges = apps.get_model("doubles", "Merge").objects.using(editor.connection.alias)
    for loser, on in merges.values_list("loser", "on"):
        organisations.filter(pk=loser).update(out_since=on)


class Migration(migrations.Migration):
    dependencies = [("doubles", "0001_merges"), ("members", "0007_out_of_the_book")]

    operations = [migrations.RunPython(take_out, migrations.RunPython.noop)]
