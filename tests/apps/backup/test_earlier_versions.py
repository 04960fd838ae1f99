"""A backup of an earlier version comes back as an upgrade would have left it."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from tests.apps.backup.states import fill, rows

from grappe.apps.backup.making import make_backup
from grappe.apps.backup.restoring import restore_backup
from grappe.apps.health.ailments import all_ailments
from grappe.apps.settings.installation import Installation

EARLIER = ("mfa", "0002_authenticator_timestamps")


def test_the_migrations_that_a_backup_lacks_are_applied_to_its_rows(
    installation: Installation, tmp_path: Path
) -> None:
    fill(installation)
    now = {tuple(row) for row in _applied(rows())}
    call_command("migrate", *EARLIER, interactive=False, verbosity=0)
    made = make_backup(installation, tmp_path / "earlier.zip")
    assert ("mfa", "0003_authenticator_type_uniq") in now - set(made.manifest.migrations)

    restore_backup(installation, made.file, replace=True)

    assert {tuple(row) for row in _applied(rows())} == now
    assert [person for person in rows()["people_person"] if "anne@example.be" in person]
    assert list(all_ailments(installation)) == []


def _applied(held: dict[str, list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    # In the order of their names: app, applied, id, name.
    return [(app, name) for app, _, _, name in held["django_migrations"]]
