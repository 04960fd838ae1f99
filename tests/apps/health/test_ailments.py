"""What is wrong with an installation is told with its remedy."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from tests.databases import at

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.health.ailments import all_ailments, quick_ailments
from grappe.apps.health.preparing import Unwell, prepare_database
from grappe.apps.journal.acts import record
from grappe.apps.journal.guards import GUARDS
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

PASSWORD = "mot-de-passe-d-anne"  # noqa: S105 - of nobody


def told(installation: Installation) -> list[tuple[str, str]]:
    return [(one.subject, " ".join(one.sentences("fr"))) for one in all_ailments(installation)]


def test_an_installation_just_made_is_well(installation: Installation) -> None:
    assert told(installation) == []


def test_a_cluster_visited_under_a_name_that_nobody_answers_to_is_told(installation: Installation) -> None:
    cluster = found(slug="twist", name="TWIST", by="system:test", on=dt.date(2026, 3, 1))
    change_identity(cluster, by="system:test", on=dt.date(2026, 3, 1), domain="twist.example.be")

    sentence = (
        "« twist.example.be », le nom sous lequel on visite « TWIST », n’est pas dans GRAPPE_HOSTS. "
        "Ajoutez-le à GRAPPE_HOSTS et relancez, ou changez-le dans l’identité du cluster."
    )
    assert told(installation) == [("domain", sentence)]
    assert told(dataclasses.replace(installation, hosts=(".example.be",))) == []


def test_migrations_that_wait_are_named_and_starting_applies_them(installation: Installation) -> None:
    (last,) = MigrationLoader(connection).graph.leaf_nodes("journal")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = %s AND name = %s", last)
        name = GUARDS[connection.vendor][0]
        on = "" if connection.vendor == "sqlite" else " ON journal_entry"
        cursor.execute(f"DROP TRIGGER {name}{on}")

    sentence = (
        f"La base de données attend des migrations : {'.'.join(last)}. "
        "Arrêtez puis relancez grappe serve, qui les applique."
    )
    assert told(installation) == [("migrations", sentence)]
    prepare_database(installation)
    assert told(installation) == []


def test_a_database_of_a_later_version_is_not_touched(installation: Installation) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('journal', '0099_of_tomorrow', '2030-01-01 00:00:00')"
        )

    sentence = (
        "La base de données vient d’une version plus récente de Grappe : journal.0099_of_tomorrow. "
        "Installez cette version, ou remettez la sauvegarde faite avant la mise à jour."
    )
    assert told(installation) == [("migrations", sentence)]
    with pytest.raises(Unwell) as refused:
        prepare_database(installation)
    assert (refused.value.sentences("fr"), refused.value.exit_code) == ([sentence], 21)


def test_a_journal_without_its_guards_or_broken_is_told(installation: Installation) -> None:
    with transaction.atomic():
        record(act="a.b", by="person:1", subject="member:1", before=None, after=None, on=dt.date(2026, 3, 1))
    on = "" if connection.vendor == "sqlite" else " ON journal_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_entry_no_update{on}")
        cursor.execute("UPDATE journal_entry SET act = 'a.c'")

    unguarded = (
        "Le journal n’est plus gardé par la base de données : il manque journal_entry_no_update. "
        "Cherchez qui les a enlevés, puis remettez la dernière sauvegarde où ils sont."
    )
    changed = (
        "La ligne 1 du journal a été changée après coup. N’effacez rien : gardez une copie de la base, "
        "comparez-la à la dernière sauvegarde dont le journal est entier, et cherchez qui a pu écrire dans la "
        "base sans passer par Grappe."
    )
    assert told(installation) == [("journal", unguarded), ("journal", changed)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_that_cannot_be_used_is_told_with_its_remedy(
    tmp_path: Path, kind: str, language: str
) -> None:
    file = tmp_path / "grappe.sqlite3"
    file.write_text("Ceci n’est pas une base de données. " * 100)
    database = (
        SQLite(file)
        if kind == "sqlite"
        else PostgreSQL("grappe", user="anne", password=PASSWORD, host=str(tmp_path), port=None)
    )

    broken = Installation(data=tmp_path, database=database)
    with at(broken):
        (ailment,) = quick_ailments(broken)

    wrong, remedy = ailment.sentences(language)  # type: ignore[arg-type]
    assert (ailment.subject, str(tmp_path) in wrong, PASSWORD in wrong) == ("database", True, False)
    assert ("SQLite" if kind == "sqlite" else "GRAPPE_DATABASE") in remedy
