"""The words of a line may go, where the last line is the erasure that names it."""

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
    """No way back: a line once emptied could not be told from one that was robbed."""

    dependencies = [("journal", "0003_words_before_their_line")]
    operations = [migrations.RunPython(change_guards)]
