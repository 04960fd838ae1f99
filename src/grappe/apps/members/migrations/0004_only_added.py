"""From here on the database itself refuses that an act of the register be changed or taken away."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from grappe.apps.journal.only_added import set_guards

TABLES = ("members_membershipact", "members_identityact", "members_representationact")


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Make the triggers."""
    set_guards(editor, TABLES)


class Migration(migrations.Migration):
    """No way back: without its guards the register may be rewritten."""

    dependencies = [("members", "0003_spans")]
    operations = [migrations.RunPython(guard)]
