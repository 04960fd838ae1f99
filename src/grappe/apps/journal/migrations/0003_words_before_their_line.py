"""The words of a line come before it: many lines may then be written at once, and none lacks its words."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from grappe.apps.journal.guards import guards_anew


def change_guards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Put today's triggers in the place of those that stand."""
    for statement in guards_anew(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """No way back: without its guards the journal is none."""

    dependencies = [("journal", "0002_guards")]
    operations = [migrations.RunPython(change_guards)]
