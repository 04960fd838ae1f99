"""What tasks keep of people: who has one to do, who noted it, who closed it."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.privacy.declarations import (
    NUMBER_ALONE,
    Basis,
    Declaration,
    Emptied,
    Kept,
    Named,
    Personal,
)

ALWAYS = N_("Aussi longtemps que le cluster existe.")
WHO_DID_WHAT = N_("Savoir qui a noté, fait ou abandonné une tâche de l’équipe.")


DECLARATIONS = (
    Declaration(
        model="tasks.Task",
        title=N_("Les tâches de l’équipe où vous êtes"),
        personal=(
            Personal(
                fields={
                    "title": N_("Tâche"),
                    "detail": N_("Détail"),
                    "due_on": N_("Pour le"),
                    "state": N_("État"),
                },
                of="assignee",
                purpose=N_("Savoir ce que chaque personne de l’équipe a à faire."),
                basis=Basis.INTEREST,
                retention=ALWAYS,
                erasure=Kept(N_("C’est le travail de l’équipe : il ne dit plus à qui il était confié.")),
            ),
            Personal(
                fields={"assignee": N_("Pour qui")},
                of="assignee",
                purpose=N_("Savoir ce que chaque personne de l’équipe a à faire."),
                basis=Basis.INTEREST,
                retention=ALWAYS,
                erasure=Emptied(),
            ),
            Personal(
                fields={"made_by": N_("Notée par"), "made_on": N_("Notée le")},
                of=Named("made_by"),
                purpose=WHO_DID_WHAT,
                basis=Basis.INTEREST,
                retention=ALWAYS,
                erasure=NUMBER_ALONE,
            ),
            Personal(
                fields={"closed_by": N_("Close par"), "closed_on": N_("Close le")},
                of=Named("closed_by"),
                purpose=WHO_DID_WHAT,
                basis=Basis.INTEREST,
                retention=ALWAYS,
                erasure=NUMBER_ALONE,
            ),
        ),
        other=("id", "cluster", "organisation", "application", "sought"),
    ),
)
