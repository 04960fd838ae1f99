"""The settings of an installation: each from one variable of the environment, read and checked here alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language
from grappe.apps.settings.database import (
    Database,
    NotADatabase,
    PostgreSQL,
    SQLite,
    read_database,
    without_password,
)
from grappe.apps.settings.mail import NO, YES, MailServer, NotAMailServer, is_sender, read_mail_server
from grappe.apps.settings.provider import CLIENT, ISSUER, NAME, SECRET, Provider, read_provider
from grappe.apps.settings.refusals import BadSettings, Misset
from grappe.apps.settings.registry import REGISTRY, read_store

PREFIX = "GRAPPE_"
VARIABLES = (
    "GRAPPE_DATA",
    "GRAPPE_DATABASE",
    "GRAPPE_DEBUG",
    "GRAPPE_DEMO",
    "GRAPPE_HOSTS",
    "GRAPPE_LANGUAGE",
    "GRAPPE_MAIL",
    "GRAPPE_MAIL_FROM",
    CLIENT,
    ISSUER,
    NAME,
    SECRET,
    "GRAPPE_PROXIES",
    REGISTRY,
    "GRAPPE_SECRET_KEY",
)
"""Every setting."""
HOST = re.compile(
    r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\]", re.IGNORECASE
)
LOCAL = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 50
"""Characters; Django's own check asks for as many."""
NOBODY = "Grappe <grappe@localhost>"
"""In whose name e-mails are written that do not leave."""
KEY_FILE, DATABASE_FILE = "secret-key", "grappe.sqlite3"


@dataclass(frozen=True, slots=True)
class Installation:
    """What every part of the platform is told. The secret key is None when it is kept in the data folder."""

    data: Path
    database: Database
    secret_key: str | None = field(default=None, repr=False)
    hosts: tuple[str, ...] = LOCAL
    debug: bool = False
    language: Language = "fr"
    demo: bool = False
    """Anybody may come in as the persons of the demonstration, and read every e-mail."""
    mail: MailServer | None = None
    """None: e-mails are written to a folder of the data."""
    mail_from: str = NOBODY
    provider: Provider | None = None
    """Another service by which people may come in."""
    proxies: int = 0
    """Servers through which a request comes, each of which says by what way and for whom."""
    registry: Path | None = None
    """A store of companies (`grappe registry`), by which members are filled in."""


def read_installation(environment: Mapping[str, str]) -> Installation:
    """Return the settings that an environment gives; an empty variable counts as absent.

    Nothing is written. Raises BadSettings, with every fault at once.
    """
    given = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
    given = {name: value for name, value in given.items() if value}
    faults = list(_unknown(given))
    data = _data(given, environment, faults)
    read = Installation(
        data=data,
        database=_database(given, data, faults),
        secret_key=_secret_key(given, faults),
        hosts=_hosts(given, faults),
        debug=_debug(given, faults),
        language=_language(given, faults),
        demo=_demo(given, faults),
        mail=_mail(given, faults),
        mail_from=_mail_from(given, faults),
        provider=read_provider(given, faults),
        proxies=_proxies(given, faults),
        registry=read_store(given, faults),
    )
    if faults:
        raise BadSettings(*faults)
    return read


def address_of(database: Database) -> str:
    """Return where a database is, to be shown: without user or password."""
    match database:
        case SQLite(file=file):
            return str(file)
        case PostgreSQL(name=name, host=host, port=port):
            return f"postgresql://{host}{f':{port}' if port else ''}/{name}"


def _unknown(given: Mapping[str, str]) -> list[Misset]:
    """Return a fault for each name that is nearly one of ours; other programs may have theirs."""
    return [
        Misset(
            N_("{variable} n’est pas un réglage de Grappe. Vouliez-vous dire {guess} ?"),
            {"variable": name, "guess": guess},
        )
        for name in sorted(set(given) - set(VARIABLES))
        if (guess := nearest(name.removeprefix(PREFIX), {one.removeprefix(PREFIX): one for one in VARIABLES}))
        and (guess := PREFIX + guess)
    ]


def _data(given: Mapping[str, str], environment: Mapping[str, str], faults: list[Misset]) -> Path:
    written = given.get("GRAPPE_DATA")
    if written is None:
        home = environment.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
        return Path(home) / "grappe"
    folder = Path(written).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        faults.append(
            Misset(
                N_(
                    "GRAPPE_DATA (le dossier des données) vaut « {value} », qui est un fichier. "
                    "Donnez le chemin d’un dossier, comme /var/lib/grappe : il est créé s’il n’existe pas."
                ),
                {"value": written},
            )
        )
    return folder


def _database(given: Mapping[str, str], data: Path, faults: list[Misset]) -> Database:
    written = given.get("GRAPPE_DATABASE")
    if written is not None:
        try:
            return read_database(written)
        except NotADatabase:
            faults.append(
                Misset(
                    N_(
                        "GRAPPE_DATABASE (la base de données) vaut « {value} ». Sont admis : "
                        "sqlite:///fichier, ou postgresql://personne:motdepasse@machine:5432/base "
                        "(suivi au besoin de ?host=, ?sslmode= ou ?sslrootcert=)."
                    ),
                    {"value": without_password(written)},
                )
            )
    return SQLite(data / DATABASE_FILE)


def _secret_key(given: Mapping[str, str], faults: list[Misset]) -> str | None:
    written = given.get("GRAPPE_SECRET_KEY")
    if written is not None and len(written) < SHORTEST_KEY:
        faults.append(
            # The key itself is not told: a message ends in a log.
            Misset(
                N_(
                    "GRAPPE_SECRET_KEY (la clé secrète) compte {length} caractères. Il en faut au moins {least}, "
                    "tirés au hasard ; sans ce réglage, Grappe en fait une et la garde dans le dossier des données."
                ),
                {"length": len(written), "least": SHORTEST_KEY},
            )
        )
    return written


def _hosts(given: Mapping[str, str], faults: list[Misset]) -> tuple[str, ...]:
    written = given.get("GRAPPE_HOSTS")
    if written is None:
        return LOCAL
    hosts = [host.strip() for host in written.split(",") if host.strip()]
    for host in hosts:
        if not HOST.fullmatch(host):
            faults.append(
                Misset(
                    N_(
                        "GRAPPE_HOSTS (les noms sous lesquels on visite le site) contient « {value} ». Sont admis "
                        "des noms séparés par des virgules, sans https:// ni port : "
                        "grappe.example.be, .example.be (tous ses sous-domaines), 192.0.2.1."
                    ),
                    {"value": host},
                )
            )
    # The machine itself may always ask: that is how its health is looked at.
    return tuple(dict.fromkeys([*hosts, *LOCAL]))


def _debug(given: Mapping[str, str], faults: list[Misset]) -> bool:
    written = given.get("GRAPPE_DEBUG", "non").lower()
    if written not in YES + NO:
        faults.append(
            Misset(
                N_(
                    "GRAPPE_DEBUG (les pages d’erreur détaillées) vaut « {value} ». Sont admis : oui, non (ou yes, "
                    "no, true, false, 1, 0). Gardez non sur un site visité : ces pages montrent tout."
                ),
                {"value": given["GRAPPE_DEBUG"]},
            )
        )
    return written in YES


def _demo(given: Mapping[str, str], faults: list[Misset]) -> bool:
    written = given.get("GRAPPE_DEMO", "non").lower()
    if written not in YES + NO:
        faults.append(
            Misset(
                N_(
                    "GRAPPE_DEMO (la démonstration) vaut « {value} ». Sont admis : oui, non (ou yes, no, true, false, "
                    "1, 0). Gardez non pour de vraies données : chacun entre et lit tous les e-mails."
                ),
                {"value": given["GRAPPE_DEMO"]},
            )
        )
    return written in YES


def _mail(given: Mapping[str, str], faults: list[Misset]) -> MailServer | None:
    written = given.get("GRAPPE_MAIL")
    if written is None:
        return None
    try:
        return read_mail_server(written)
    except NotAMailServer:
        faults.append(
            Misset(
                N_(
                    "GRAPPE_MAIL (le serveur qui envoie les e-mails) vaut « {value} ». Sont admis : "
                    "smtp://personne:motdepasse@machine:587 ou smtps://personne:motdepasse@machine:465. "
                    "?tls=non après smtp:// laisse la voie ouverte : sur cette machine, ou sans mot de passe."
                ),
                {"value": without_password(written)},
            )
        )
    return None


def _mail_from(given: Mapping[str, str], faults: list[Misset]) -> str:
    written = given.get("GRAPPE_MAIL_FROM")
    if written is None:
        if "GRAPPE_MAIL" in given:
            faults.append(
                Misset(
                    N_(
                        "GRAPPE_MAIL_FROM (l’expéditeur des e-mails) manque alors que GRAPPE_MAIL est donné. "
                        "Donnez une adresse que ce serveur peut employer, comme Grappe <grappe@example.be>."
                    )
                )
            )
        return NOBODY
    if not is_sender(written):
        faults.append(
            Misset(
                N_(
                    "GRAPPE_MAIL_FROM (l’expéditeur des e-mails) vaut « {value} ». Sont admis : grappe@example.be, ou "
                    "un nom et une adresse : Cluster TWIST <contact@example.be>."
                ),
                {"value": written},
            )
        )
    return written


def _proxies(given: Mapping[str, str], faults: list[Misset]) -> int:
    written = given.get("GRAPPE_PROXIES", "0")
    if not re.fullmatch(r"[0-9]", written):
        faults.append(
            Misset(
                N_(
                    "GRAPPE_PROXIES (les serveurs placés devant Grappe) vaut « {value} ». Sont admis : 0 s’il n’y en a "
                    "pas, 1 s’il y en a un, jusqu’à 9. Chacun ajoute X-Forwarded-For, et le premier X-Forwarded-Proto."
                ),
                {"value": written},
            )
        )
        return 0
    return int(written)


def _language(given: Mapping[str, str], faults: list[Misset]) -> Language:
    written = given.get("GRAPPE_LANGUAGE", "fr")
    for language in LANGUAGES:
        if language == written:
            return language
    faults.append(
        Misset(
            N_("GRAPPE_LANGUAGE (la langue) vaut « {value} ». Sont admis : {languages}."),
            {"value": written, "languages": ", ".join(LANGUAGES)},
        )
    )
    return "fr"


def main_name(hosts: Iterable[str]) -> str:
    """Return the name under which an installation is visited; none where it is on this machine alone."""
    return next((host for host in hosts if host not in LOCAL and not host.startswith(".")), "")
