"""`--anonymise`: the comparison of a campaign without its names, and the key to them kept elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_, Language, say, say_many

if TYPE_CHECKING:
    from grappe.analysis.dossier.anonymity import Anonymous
    from grappe.analysis.dossier.dossier import Dossier

HEAD = ("anonymous_id", "cluster_id", "name")
FEW = 5
"""Hidden clusters below which a reader who knows the campaign guesses who is who."""
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked about names: who stays named, where the key goes."""

    shown: tuple[str, ...]
    key: Path | None


class CannotHide(OneSentence):
    """Anonymity was asked in a way that would not give it."""

    exit_code = 2


def anonymise_options(command: Command) -> Command:
    """Add the three options to a command."""
    for option in (
        click.option(
            "--key",
            type=click.Path(path_type=Path, dir_okay=False),
            default=None,
            metavar="FICHIER",
            help="Avec --anonymise : où écrire qui est qui, hors du dossier --out.",
        ),
        click.option(
            "--show",
            "shown",
            multiple=True,
            metavar="CLUSTER",
            help="Avec --anonymise : l’identifiant d’un cluster qui garde son nom.",
        ),
        click.option(
            "--anonymise",
            is_flag=True,
            help="Pour une campagne : remplacer les noms des clusters par des lettres.",
        ),
    ):
        command = option(command)
    return command


def wanted_anonymity(
    *, anonymise: bool, shown: tuple[str, ...], key: Path | None, each: bool, out: Path
) -> Wanted | None:
    """Return what is asked about names; None when nothing is. Raises CannotHide where options disagree."""
    if not anonymise:
        if shown or key:
            raise CannotHide(
                N_(
                    "« {option} » n’a de sens qu’avec --anonymise. Ajoutez --anonymise, ou ôtez « {option} »."
                ),
                option="--show" if shown else "--key",
            )
        return None
    if each:
        raise CannotHide(
            N_(
                "--anonymise et --each ne vont pas ensemble : les rapports par cluster nomment chacun. Lancez la commande deux fois, dans deux dossiers."
            )
        )
    if key is not None and key.resolve().is_relative_to(out.resolve()):
        raise CannotHide(
            N_(
                "La clé « {key} » serait écrite parmi les résultats anonymes, avec lesquels elle partirait. Donnez à --key un fichier hors de « {out} »."
            ),
            key=key,
            out=out,
        )
    if key is not None and key.exists() and not _is_a_key(key):
        raise CannotHide(
            N_(
                "« {key} » existe et n’est pas une clé écrite par Grappe : rien n’a été écrit. Donnez un autre fichier à --key."
            ),
            key=key,
        )
    return Wanted(shown=shown, key=key)


def anonymised(dossier: Dossier, wanted: Wanted, language: Language) -> Anonymous:
    """Return the campaign without its names. Raises CannotHide for one cluster, or one that is not there."""
    from grappe.analysis.dossier.anonymity import anonymous

    if not dossier.is_campaign:
        raise CannotHide(
            N_(
                "--anonymise demande une campagne : ce dossier n’a qu’un cluster, que tout désigne. Rien n’a été écrit."
            )
        )
    for cluster in wanted.shown:
        if cluster not in dossier.clusters:
            guess = nearest(cluster, dossier.clusters)
            raise CannotHide(
                N_("--show : aucun cluster n’a l’identifiant « {cluster} ». Vouliez-vous dire « {guess} » ?")
                if guess
                else N_(
                    "--show : aucun cluster n’a l’identifiant « {cluster} » (table cluster, cluster_id)."
                ),
                cluster=cluster,
                guess=guess,
            )
    return anonymous(dossier, wanted.shown, language)


def tell_anonymity(hidden: Anonymous, wanted: Wanted, language: Language) -> None:
    """Write the key where it was asked, and say on the error stream what letters do not hide."""
    if wanted.key is not None:
        wanted.key.parent.mkdir(parents=True, exist_ok=True)
        with wanted.key.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            writer.writerows((letter, *pair) for letter, pair in hidden.key.items())
        click.echo(say(N_("La clé est dans « {key} »."), language, key=wanted.key), err=True)
    if len(hidden.key) < FEW:
        click.echo(
            say_many(
                N_("⚠ {count} cluster seulement est caché : qui connaît la campagne le reconnaîtra."),
                N_("⚠ {count} clusters seulement sont cachés : qui connaît la campagne les reconnaîtra."),
                len(hidden.key),
                language,
            ),
            err=True,
        )


def _is_a_key(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as opened:
        return opened.readline().strip() == ",".join(HEAD)
