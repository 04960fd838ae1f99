"""From here on the database itself refuses that a line of the journal be changed or taken away."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from grappe.apps.journal.guards import postgresql_functions, postgresql_guards, sqlite_guards


def set_guards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Make the triggers."""
    on_sqlite = editor.connection.vendor == "sqlite"
    made = sqlite_guards() if on_sqlite else postgresql_guards()
    for statement in [*([] if on_sqlite else postgresql_functions()), *made.values()]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """No way back: without its guards the journal is none."""

    dependencies = [("journal", "0001_lines")]
    operations = [migrations.RunPython(set_guards)]
