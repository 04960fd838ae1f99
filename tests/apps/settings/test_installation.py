"""Settings come from the environment; what cannot be is refused with what can."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import (
    LOCAL,
    VARIABLES,
    Installation,
    address_of,
    read_installation,
)
from grappe.apps.settings.refusals import BadSettings

KEY = "k" * 50
GOOD_DATABASES = (
    "Sont admis : sqlite:///fichier, ou postgresql://personne:motdepasse@machine:5432/base "
    "(suivi au besoin de ?host=, ?sslmode= ou ?sslrootcert=)."
)
GOOD_DEBUG = (
    "Sont admis : oui, non (ou yes, no, true, false, 1, 0). "
    "Gardez non sur un site visité : ces pages montrent tout."
)
GOOD_FOLDERS = "Donnez le chemin d’un dossier, comme /var/lib/grappe : il est créé s’il n’existe pas."
GOOD_KEYS = (
    "Il en faut au moins 50, tirés au hasard ; "
    "sans ce réglage, Grappe en fait une et la garde dans le dossier des données."
)
GOOD_HOSTS = (
    "Sont admis des noms séparés par des virgules, sans https:// ni port : grappe.example.be, .example.be "
    "(tous ses sous-domaines), 192.0.2.1."
)


def refused(**environment: str) -> list[str]:
    with pytest.raises(BadSettings) as told:
        read_installation(environment)
    return told.value.sentences("fr")


def test_an_environment_that_says_nothing_gives_an_installation_that_runs(tmp_path: Path) -> None:
    read = read_installation({"XDG_DATA_HOME": str(tmp_path), "PATH": "/bin"})

    assert read == Installation(
        data=tmp_path / "grappe",
        database=SQLite(tmp_path / "grappe" / "grappe.sqlite3"),
        secret_key=None,
        hosts=LOCAL,
        debug=False,
        language="fr",
    )
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_read(tmp_path: Path) -> None:
    read = read_installation(
        {
            "GRAPPE_DATA": str(tmp_path),
            "GRAPPE_DATABASE": "postgresql://anne:p%40ss@db.example.be:5433/grappe?sslmode=require",
            "GRAPPE_DEBUG": "Oui",
            "GRAPPE_HOSTS": "grappe.example.be, .example.org",
            "GRAPPE_LANGUAGE": "nl",
            "GRAPPE_SECRET_KEY": KEY,
        }
    )

    assert read == Installation(
        data=tmp_path,
        database=PostgreSQL("grappe", "anne", "p@ss", "db.example.be", 5433, (("sslmode", "require"),)),
        secret_key=KEY,
        hosts=("grappe.example.be", ".example.org", *LOCAL),
        debug=True,
        language="nl",
    )


def test_an_empty_variable_counts_as_absent(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path)}

    assert read_installation({**home, **dict.fromkeys(VARIABLES, " ")}) == read_installation(home)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "GRAPPE_DEBUG",
            "peut-être",
            "GRAPPE_DEBUG (les pages d’erreur détaillées) vaut « peut-être ». " + GOOD_DEBUG,
        ),
        (
            "GRAPPE_REGISTRY",
            "/nulle/part",
            "GRAPPE_REGISTRY (le registre des entreprises) vaut « /nulle/part », où il n’y a pas de registre. Donnez le dossier que fait grappe registry build EXTRAIT --store DOSSIER.",
        ),
        (
            "GRAPPE_LANGUAGE",
            "it",
            "GRAPPE_LANGUAGE (la langue) vaut « it ». Sont admis : fr, en, nl, de.",
        ),
        (
            "GRAPPE_HOSTS",
            "grappe.example.be,https://example.be",
            "GRAPPE_HOSTS (les noms sous lesquels on visite le site) contient « https://example.be ». "
            + GOOD_HOSTS,
        ),
        (
            "GRAPPE_HOSTS",
            "*",
            "GRAPPE_HOSTS (les noms sous lesquels on visite le site) contient « * ». " + GOOD_HOSTS,
        ),
        (
            "GRAPPE_SECRET_KEY",
            "secret",
            "GRAPPE_SECRET_KEY (la clé secrète) compte 6 caractères. " + GOOD_KEYS,
        ),
        (
            "GRAPPE_DATABSE",
            "sqlite:///a",
            "GRAPPE_DATABSE n’est pas un réglage de Grappe. Vouliez-vous dire GRAPPE_DATABASE ?",
        ),
        *(
            (
                "GRAPPE_DATABASE",
                address,
                f"GRAPPE_DATABASE (la base de données) vaut « {shown} ». {GOOD_DATABASES}",
            )
            for address, shown in [
                ("mysql://localhost/grappe", "mysql://localhost/grappe"),
                ("grappe.sqlite3", "grappe.sqlite3"),
                ("sqlite:///", "sqlite:///"),
                ("sqlite://machine/base", "sqlite://machine/base"),
                ("postgresql://anne:top@secret@machine", "postgresql://anne:…@machine"),
                ("postgresql://anne:secret@machine:port/base", "postgresql://anne:…@machine:port/base"),
                ("postgresql:///base?secret=1", "postgresql:///base?secret=1"),
            ]
        ),
    ],
)
def test_a_bad_value_is_refused_with_the_good_ones(variable: str, value: str, sentence: str) -> None:
    assert refused(**{variable: value}) == [sentence]


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()

    assert refused(GRAPPE_DATA=str(file)) == [
        f"GRAPPE_DATA (le dossier des données) vaut « {file} », qui est un fichier. {GOOD_FOLDERS}"
    ]


def test_all_bad_values_are_told_at_once() -> None:
    told = refused(GRAPPE_DEBUG="x", GRAPPE_LANGUAGE="x", GRAPPE_HOSTS="_", GRAPPE_DATABASE="x")

    assert [sentence.split()[0] for sentence in told] == [
        "GRAPPE_DATABASE",
        "GRAPPE_HOSTS",
        "GRAPPE_DEBUG",
        "GRAPPE_LANGUAGE",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_speaks_the_languages_of_the_house(language: str) -> None:
    with pytest.raises(BadSettings) as told:
        read_installation({"GRAPPE_LANGUAGE": "it"})

    (sentence,) = told.value.sentences(language)  # type: ignore[arg-type]
    assert ("GRAPPE_LANGUAGE" in sentence, "fr, en, nl, de" in sentence) == (True, True)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://anne:secret@machine:5433/base", "postgresql://machine:5433/base"),
        ("postgres:///base?host=/run/postgresql", "postgresql:///run/postgresql/base"),
    ],
)
def test_a_database_is_shown_without_person_or_password(address: str, shown: str) -> None:
    read = read_installation({"GRAPPE_DATABASE": address})

    assert address_of(read.database) == shown
    assert "secret" not in repr(read)


def test_a_relative_file_is_counted_from_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    relative = read_installation({"GRAPPE_DATABASE": "sqlite:///un%20dossier/base.sqlite3"})
    absolute = read_installation({"GRAPPE_DATABASE": f"sqlite:///{tmp_path}/base.sqlite3"})

    assert relative.database == SQLite(tmp_path / "un dossier" / "base.sqlite3")
    assert absolute.database == SQLite(tmp_path / "base.sqlite3")
