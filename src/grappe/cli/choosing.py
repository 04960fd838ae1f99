"""Which cluster of a campaign is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say

if TYPE_CHECKING:
    from grappe.analysis.dossier.dossier import Dossier


def one_cluster(dossier: Dossier, asked: str | None, language: Language) -> str:
    """Return the cluster asked, or the only one; exit code 2, naming them, when it must be said which."""
    if asked is None and not dossier.is_campaign:
        return dossier.clusters[0]
    if asked in dossier.clusters:
        return str(asked)
    raise click.BadParameter(
        say(
            N_("Dites lequel des clusters du dossier : {clusters}."),
            language,
            clusters=", ".join(dossier.clusters[:20]),
        ),
        param_hint="--cluster",
    )
