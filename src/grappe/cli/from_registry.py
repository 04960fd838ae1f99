"""`--registry`: the sector, the peers and the prospects of a dossier, from a store of companies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.progress import Progress

if TYPE_CHECKING:
    import datetime as dt

    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.dossier.from_registry import FromRegistry
    from grappe.analysis.figures.asked import Asked
    from grappe.analysis.registry.dossiers.effects import Effects

registry_option = click.option(
    "--registry",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Un registre (grappe registry) d’où viennent le secteur, les comparables et les prospects.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hides:
    """What the results must not give away."""

    companies: bool = False
    """Clusters have no names: the companies around them would tell who they are."""
    below: int = 0
    """Groups of fewer members are hidden; less than 2 hides none."""


def filled_from(
    dossier: Dossier, asked: Sequence[Asked], store: Path, language: Language, *, hides: Hides | None = None
) -> dict[dt.date, Dossier]:
    """Return the dossier of each day, filled from a store. RegistryMissing: none there, or an empty one."""
    from grappe.analysis.dossier.from_registry import PROSPECTS
    from grappe.analysis.registry.dossiers.filling import filled

    hides = hides or Hides()
    with Progress() as progress:
        progress.soon(say(N_("Lecture du registre"), language))
        found = filled(dossier, [day.as_of for day in asked], store, neutral=hides.companies)
    hides_members = hides.below > 1
    if not (hides.companies or hides_members):
        return found
    # All the companies of an activity but the members would tell who these are.
    few = {
        cluster for one in found.values() if one.registry for cluster in one.registry.with_few(hides.below)
    }
    shown = {}
    for day, one in found.items():
        told = one.registry
        if told is not None:
            told = told.without_members(few) if hides_members else replace(told, lists_prospects=False)
        tables = {name: frame for name, frame in one.tables.items() if name != PROSPECTS}
        shown[day] = replace(one, tables=tables, registry=told)
    return shown


def effects_found(dossier: Dossier, store: Path, language: Language, *, hides: Hides) -> Effects | None:
    """Return what changed after members joined; None where it cannot be asked, or tells small groups."""
    from grappe.analysis.registry.dossiers.effects import effects_of

    if hides.below > 1 and not dossier.is_campaign:
        words = N_(
            "--suppress-below : le chapitre Effets n’est pas écrit, car il compte de petits groupes de membres."
        )
        click.echo(say(words, language), err=True)
        return None
    with Progress() as progress:
        progress.soon(say(N_("Comparaison des membres à des entreprises appariées"), language))
        return effects_of(dossier, store)


def tell_registry(told: Sequence[FromRegistry], language: Language) -> None:
    """Say on the error stream which register was read, and what it cannot tell."""
    from grappe.analysis.language.agreement import is_one
    from grappe.analysis.language.numbers import long_date

    for one in told:
        if one.is_later:
            words = N_(
                "⚠ Registre : le plus ancien extrait est du {day}, postérieur au jour de référence ({as_of}). Les entreprises disparues entre les deux n’y sont pas."
            )
            click.echo(
                say(words, language, day=long_date(one.day, language), as_of=long_date(one.as_of, language)),
                err=True,
            )
    last = told[-1]
    if last.unused:
        words = N_("⚠ Registre : les tables du dossier qu’il remplace ne servent pas ({tables}).")
        click.echo(say(words, language, tables=", ".join(last.unused)), err=True)
    if not last.has_accounts:
        words = N_(
            "⚠ Registre : il n’a pas de comptes annuels, et les membres ne sont pas comparés d’après lui. Ajoutez-les : grappe registry accounts."
        )
        click.echo(say(words, language), err=True)
    whole = last.all_clusters
    counts = (
        (
            whole.unnumbered,
            N_("⚠ Registre : {count} membre sans numéro d’entreprise n’y est pas reconnu."),
            N_("⚠ Registre : {count} membres sans numéro d’entreprise n’y sont pas reconnus."),
        ),
        (
            whole.unknown,
            N_("⚠ Registre : il ne connaît pas le numéro de {count} membre."),
            N_("⚠ Registre : il ne connaît pas le numéro de {count} membres."),
        ),
        (
            len(whole.elsewhere),
            N_("⚠ Registre : il donne à {count} membre une autre activité que le dossier."),
            N_("⚠ Registre : il donne à {count} membres une autre activité que le dossier."),
        ),
    )
    for count, one_form, many in counts:
        if count:
            words = one_form if is_one(count, language) else many
            click.echo(say(words, language, count=count), err=True)
