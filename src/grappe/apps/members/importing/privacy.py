"""What imports keep of people: who sent a file, and the rows of it, for a time."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import NUMBER_ALONE, Basis, Declaration, Named, Personal, of_nobody

DECLARATIONS = (
    of_nobody("importing.SavedMapping", "id", "cluster", "headings", "columns"),
    Declaration(
        model="importing.Import",
        title=N_("Vos imports de membres"),
        personal=(
            Personal(
                fields={"by": N_("Envoyé par"), "at": N_("Envoyé le"), "file": N_("Fichier")},
                of=Named("by"),
                purpose=N_(
                    "Savoir qui a fait entrer des membres à partir d’un fichier, et pouvoir l’annuler."
                ),
                basis=Basis.INTEREST,
                retention=N_("Aussi longtemps que le cluster existe."),
                erasure=NUMBER_ALONE,
            ),
        ),
        other=(
            "id",
            "cluster",
            "stage",
            "on",
            "sheet",
            "others",
            "headings",
            "columns",
            "guessed",
            "default_category",
            "default_kind",
            "default_joined_on",
            "nace_version",
            "judged",
            "counts",
            "written_at",
            "undone_at",
            "wrote",
            "asked",
            "refused",
            "told",
            "first_line",
            "last_line",
            "forgotten_at",
        ),
    ),
    # The cells may name people to write to. Nobody is looked for there: every row goes after thirty days
    # (acts/forgetting.py), or at once when the import is given up.
    of_nobody(
        "importing.ImportRow",
        "id",
        "of",
        "number",
        "cells",
        "mended",
        "choice",
        "left_out",
        "kind",
        "errors",
        "warnings",
        "changes",
        "verdict",
    ),
)
