"""What may be wrong with an installation, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.health.ailment import Ailment
from grappe.apps.health.backups import backup_ailments
from grappe.apps.journal.queries import first_broken, missing_guards
from grappe.apps.members.queries.soundness import REGISTER_GUARDS, first_strange
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import Installation, address_of
from grappe.apps.work.queue import waiting_too_long

FEW = 3
"""Migrations that a sentence names."""


def quick_ailments(installation: Installation) -> list[Ailment]:
    """Return what keeps the platform from its service: database, migrations, waiting work. Milliseconds."""
    try:
        return _database_mode() + _migrations() + _work()
    except DatabaseError as failed:
        return [unreachable(installation, failed)]


def all_ailments(installation: Installation) -> Iterator[Ailment]:
    """Yield everything that is wrong; reads the whole journal."""
    quick = quick_ailments(installation)
    yield from quick
    if all(ailment.subject == "worker" for ailment in quick):
        yield from _domains(installation)
        yield from _journal()
        yield from _register()
        yield from backup_ailments(installation)


def unreachable(installation: Installation, failed: DatabaseError) -> Ailment:
    """Return the ailment of a database that does not answer."""
    remedy = N_(
        "Vérifiez que le serveur PostgreSQL tourne et que GRAPPE_DATABASE donne la bonne adresse, personne et base."
    )
    if isinstance(installation.database, SQLite):
        remedy = N_(
            "Vérifiez que ce fichier est une base SQLite que Grappe peut écrire, ou remettez la dernière sauvegarde."
        )
    # Of several lines the first says what happened; the others repeat it for each address tried.
    reason = (str(failed).strip().splitlines() or [type(failed).__name__])[0]
    return Ailment(
        "database",
        N_("La base de données « {where} » ne répond pas ({reason})."),
        remedy,
        {"where": address_of(installation.database), "reason": reason},
    )


def _database_mode() -> list[Ailment]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
    if mode == "wal":
        return []
    return [
        Ailment(
            "database",
            N_("La base SQLite est en mode « {mode} », et non « wal » : qui lit attend qui écrit."),
            N_(
                "Mettez le dossier des données sur un disque de la machine : un partage réseau ne le permet pas."
            ),
            {"mode": mode},
        )
    ]


def _migrations() -> list[Ailment]:
    executor = MigrationExecutor(connection)
    waiting = [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    )
    found = []
    if waiting:
        found.append(
            Ailment(
                "migrations",
                N_("La base de données attend des migrations : {names}."),
                N_("Arrêtez puis relancez grappe serve, qui les applique."),
                {"names": _few(waiting)},
                mends_itself=True,
            )
        )
    if unknown:
        found.append(
            Ailment(
                "migrations",
                N_("La base de données vient d’une version plus récente de Grappe : {names}."),
                N_("Installez cette version, ou remettez la sauvegarde faite avant la mise à jour."),
                {"names": _few(unknown)},
            )
        )
    return found


def _work() -> list[Ailment]:
    if "django_tasks_database_dbtaskresult" not in connection.introspection.table_names():
        return []  # the migrations say so
    waiting = waiting_too_long()
    if not waiting:
        return []
    return [
        Ailment(
            "worker",
            N_("Du travail attend depuis plus de dix minutes ({count})."),
            N_(
                "Vérifiez que grappe serve tourne sans --no-worker, ou lancez grappe worker ; le journal du service dit où il s’arrête."
            ),
            {"count": waiting},
            mends_itself=True,
        )
    ]


def _few(names: list[str]) -> str:
    """Return names to be read: all of a few, the first ones of many, and how many there are."""
    if len(names) <= FEW:
        return ", ".join(names)
    return f"{', '.join(names[:FEW])}… ({len(names)})"


def _domains(installation: Installation) -> Iterator[Ailment]:
    for cluster in Cluster.objects.exclude(domain=""):
        if not validate_host(cluster.domain, installation.hosts):
            yield Ailment(
                "domain",
                N_("« {domain} », le nom sous lequel on visite « {cluster} », n’est pas dans GRAPPE_HOSTS."),
                N_("Ajoutez-le à GRAPPE_HOSTS et relancez, ou changez-le dans l’identité du cluster."),
                {"domain": cluster.domain, "cluster": cluster.name},
            )


def _journal() -> Iterator[Ailment]:
    missing = missing_guards()
    if missing:
        yield Ailment(
            "journal",
            N_("Le journal n’est plus gardé par la base de données : il manque {names}."),
            N_("Cherchez qui les a enlevés, puis remettez la dernière sauvegarde où ils sont."),
            {"names": ", ".join(missing)},
        )
    broken = first_broken()
    if broken is not None:
        yield Ailment(
            "journal",
            broken.why,
            N_(
                "N’effacez rien : gardez une copie de la base, comparez-la à la dernière sauvegarde dont le journal "
                "est entier, et cherchez qui a pu écrire dans la base sans passer par Grappe."
            ),
            {"number": broken.number},
        )


def _register() -> Iterator[Ailment]:
    missing = missing_guards(REGISTER_GUARDS)
    if missing:
        yield Ailment(
            "register",
            N_("Les actes du registre ne sont plus gardés par la base de données : il manque {names}."),
            N_("Cherchez qui les a enlevés, puis remettez la dernière sauvegarde où ils sont."),
            {"names": ", ".join(missing)},
        )
    strange = first_strange()
    if strange is not None:
        yield Ailment(
            "register",
            N_("Le registre de « {cluster} » ne dit pas sur {name} ce que disent ses actes."),
            N_(
                "N’effacez rien : gardez une copie de la base, et cherchez qui a pu y écrire sans passer par Grappe. "
                "Les actes font foi ; la fiche du membre les montre tous."
            ),
            {"cluster": strange.cluster, "name": strange.name},
        )
